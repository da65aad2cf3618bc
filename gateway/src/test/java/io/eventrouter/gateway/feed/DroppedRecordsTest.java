package io.eventrouter.gateway.feed;

import static io.eventrouter.gateway.RoutedRecords.LEVELS;
import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static io.eventrouter.gateway.RoutedRecords.TOPIC;
import static io.eventrouter.gateway.RoutedRecords.kafka;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.ManualClock;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DroppedRecordsTest {
    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LookAhead lookAhead = new LookAhead(new LevelOrder(LEVELS), 1, 1, new long[4]);
    private final DroppedRecords dropped =
            new DroppedRecords(
                    Lane.SHARED,
                    new FeedMeters(registry, Lane.SHARED, lookAhead, PRIORITIES),
                    clock);

    @Test
    void tellsAnEventOfALevelThatOnlyTheRouterHasFromAForeignRecord() {
        dropped.add(kafka(2, 5, "urgent", "a"));
        dropped.add(foreign());

        assertThat(count("unknown.level")).isEqualTo(1);
        assertThat(count("unreadable")).isEqualTo(1);
    }

    @Test
    void takesWhatCannotBeTheNameOfALevelForAForeignRecord() {
        dropped.add(kafka(2, 5, "No Level!", "a"));

        assertThat(count("unknown.level")).isZero();
        assertThat(count("unreadable")).isEqualTo(1);
    }

    @Test
    void takesAnEventThatIsBrokenBesidesForAForeignRecord() {
        dropped.add(kafka(2, 5, "urgent", "not a channel"));

        assertThat(count("unknown.level")).isZero();
        assertThat(count("unreadable")).isEqualTo(1);
    }

    @Test
    void warnsAtOnceAndThenOnceAMinuteWhileMoreIsDropped() {
        dropped.add(kafka(2, 5, "urgent", "a"));
        assertThat(dropped.report()).isTrue();

        dropped.add(kafka(2, 6, "urgent", "a"));
        assertThat(dropped.report()).isFalse();
        clock.pass(Duration.ofMinutes(1));

        assertThat(dropped.report()).isTrue();
        clock.pass(Duration.ofMinutes(1));
        assertThat(dropped.report()).isFalse();
    }

    private static ConsumerRecord<byte[], byte[]> foreign() {
        return new ConsumerRecord<>(TOPIC, 2, 6, "k".getBytes(UTF_8), "v".getBytes(UTF_8));
    }

    private double count(String name) {
        return registry.get("eventrouter.gateway.feed." + name).counter().count();
    }
}
