package io.eventrouter.benchmarks.merge.load;

import io.eventrouter.benchmarks.process.Deadline;
import io.eventrouter.benchmarks.process.ParentLink;
import io.eventrouter.config.LevelSettings;
import io.eventrouter.topics.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes events of the lowest level at a rate, in a process of its own, from the first command
 * until its number is reached or the parent ends it. Replies to each command with how many it has
 * published.
 */
public final class FloodMain {
    private static final Duration TICK = Duration.ofMillis(5);

    private FloodMain() {}

    /**
     * The arguments for {@link #main}.
     *
     * @param perSecond events a second
     * @param count the most it publishes
     */
    public static List<String> arguments(
            String bootstrap,
            String prefix,
            LevelSettings levels,
            int partitions,
            int dataBytes,
            long perSecond,
            long count) {
        return List.of(
                bootstrap,
                prefix,
                levels.toString(),
                Integer.toString(partitions),
                Integer.toString(dataBytes),
                Long.toString(perSecond),
                Long.toString(count));
    }

    public static void main(String[] args) {
        var topics = new TopicNames(args[1], LevelSettings.parse(args[2]).priorities());
        var layout = new EventLayout(Integer.parseInt(args[4]), Integer.parseInt(args[3]));
        long perSecond = Long.parseLong(args[5]);
        long count = Long.parseLong(args[6]);
        var published = new AtomicLong();
        var producer = LoadProducer.inBulk(args[0], topics, layout);
        var flood =
                new Thread(
                        () ->
                                flood(
                                        producer,
                                        topics.priorities().lowest().rank(),
                                        perSecond,
                                        count,
                                        published),
                        "flood");
        flood.setDaemon(true);
        ParentLink.serve(
                "to flood",
                command -> {
                    if (flood.getState() == Thread.State.NEW) flood.start();
                    return Long.toString(published.get());
                });
        // What is still in the producer was not promised to anybody.
        Runtime.getRuntime().halt(0);
    }

    private static void flood(
            LoadProducer producer, int rank, long perSecond, long count, AtomicLong published) {
        long start = System.nanoTime();
        for (long number = 0; number < count; ) {
            double seconds = (System.nanoTime() - start) / 1e9;
            long due = Math.min(count, (long) (seconds * perSecond));
            for (; number < due; number++) producer.publish(rank, number, 0);
            published.set(number);
            Deadline.in(TICK).await();
        }
    }
}
