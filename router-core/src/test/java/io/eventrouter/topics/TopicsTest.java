package io.eventrouter.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.InvalidSettingException;
import io.eventrouter.config.LevelSettings;
import io.eventrouter.event.Priorities;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final TopicLayout layout =
            new TopicLayout(new TopicNames("events", Priorities.standard()), 3);

    @Test
    void givesEachLaneABlockOfTheRoutedTopic() {
        assertThat(layout.routedPartitions(Lane.EXPRESS))
                .extracting(TopicPartition::partition)
                .containsExactly(0, 1, 2);
        assertThat(layout.routedPartitions(Lane.SHARED))
                .extracting(TopicPartition::partition)
                .containsExactly(3, 4, 5);
        assertThat(layout.routedPartition(Lane.SHARED, 1)).isEqualTo(4);
    }

    @Test
    void listsAllPartitionsOfThePriorityTopicsTheMostUrgentFirst() {
        assertThat(layout.priorityPartitions())
                .hasSize(12)
                .startsWith(new TopicPartition("events.critical", 0))
                .endsWith(new TopicPartition("events.low", 2));
    }

    @Test
    void refusesLevelsThatAreNamedLikeAnotherTopic() {
        assertThatThrownBy(() -> LevelSettings.parse("routed:1,low:1"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("is the name of another topic");
        assertThatThrownBy(() -> LevelSettings.parse("dead-letter:express"))
                .isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void refusesALayoutWithoutPartitions() {
        assertThatThrownBy(() -> new TopicLayout(layout.names(), 0))
                .isInstanceOf(InvalidSettingException.class);
    }
}
