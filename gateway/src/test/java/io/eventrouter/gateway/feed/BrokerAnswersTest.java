package io.eventrouter.gateway.feed;

import static io.eventrouter.gateway.RoutedRecords.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BrokerAnswersTest {
    private static final TopicPartition SHARED_2 = new TopicPartition(TOPIC, 2);
    private static final TopicPartition SHARED_3 = new TopicPartition(TOPIC, 3);

    private final BrokersConsumer consumer = new BrokersConsumer();
    private final BrokerAnswers answers = new BrokerAnswers(consumer, List.of(SHARED_2, SHARED_3));

    @Test
    void countsThoseThatLeadAPartitionOfTheFeed() {
        consumer.led(SHARED_2, 1);
        consumer.led(SHARED_3, 2);
        consumer.led(new TopicPartition(TOPIC, 0), 3);

        for (int broker = 1; broker <= 3; broker++) consumer.answered(broker, 10 * broker);

        assertThat(answers.get()).containsOnly(entry(1, 10.0), entry(2, 20.0));
    }

    @Test
    void countsNothingForABrokerThatWasNeverReached() {
        consumer.led(SHARED_2, 1);
        consumer.led(SHARED_3, 2);

        consumer.answered(1, 10);

        assertThat(answers.get()).containsOnly(entry(1, 10.0), entry(2, 0.0));
    }

    @Test
    void takesAPartitionThatNobodyLeadsForOneThatNobodyAnswersFor() {
        consumer.led(SHARED_2, 1);
        consumer.led(SHARED_3, null);

        consumer.answered(1, 10);

        assertThat(answers.get()).containsOnly(entry(1, 10.0), entry(BrokerAnswers.NOBODY, 0.0));
    }

    @Test
    void countsTheNearerReplicaInPlaceOfTheLeader() {
        consumer.led(SHARED_2, 1);
        consumer.led(SHARED_3, 1);
        consumer.sentTo(SHARED_2, 2);
        consumer.sentTo(SHARED_3, 2);

        consumer.answered(1, 10);
        consumer.answered(2, 20);

        assertThat(answers.get()).containsOnly(entry(2, 20.0));
    }

    @Test
    void fallsBackToTheLeaderWhereThereIsNoNearerReplica() {
        consumer.led(SHARED_2, 1);
        consumer.led(SHARED_3, 1);
        consumer.sentTo(SHARED_2, -1);

        consumer.answered(1, 10);

        assertThat(answers.get()).containsOnly(entry(1, 10.0));
    }

    @Test
    void knowsNothingOfAConsumerThatDoesNotCount() {
        consumer.led(SHARED_2, 1);

        assertThat(answers.get()).isEmpty();
    }
}
