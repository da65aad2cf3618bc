package io.eventrouter.benchmarks.merge.load;

import io.eventrouter.topics.TopicNames;
import java.util.Arrays;

/**
 * Publishes a backlog: so many events of each level, spread evenly over time and over partitions.
 * Stateless.
 */
public final class Backlog {
    private Backlog() {}

    /**
     * @param counts events of each level, by rank
     */
    public static void publish(
            String bootstrap, TopicNames topics, EventLayout layout, long[] counts) {
        long most = Arrays.stream(counts).max().orElse(0);
        try (LoadProducer producer = LoadProducer.inBulk(bootstrap, topics, layout)) {
            for (long step = 0; step < most; step++)
                for (int rank = 0; rank < counts.length; rank++) {
                    long number = step * counts[rank] / most;
                    if ((step + 1) * counts[rank] / most > number)
                        producer.publish(rank, number, 0);
                }
            producer.flush();
        }
    }
}
