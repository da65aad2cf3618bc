package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.merge.load.Backlog;
import io.eventrouter.benchmarks.merge.load.EventLayout;
import io.eventrouter.benchmarks.merge.load.FloodMain;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.merge.variant.VariantArguments;
import io.eventrouter.benchmarks.merge.variant.VariantMain;
import io.eventrouter.benchmarks.process.BrokerMain;
import io.eventrouter.benchmarks.process.ChildProcess;
import io.eventrouter.benchmarks.process.OthersCpu;
import io.eventrouter.benchmarks.process.Workplace;
import io.eventrouter.config.LevelSettings;
import io.eventrouter.topics.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One broker, the topics on it, and whatever is started against it. Confined to the measuring
 * thread.
 */
final class Bench implements AutoCloseable {
    private static final Duration START_TIME = Duration.ofSeconds(90);
    private static final List<String> BROKER_JVM = List.of("-Xms768m", "-Xmx768m");
    private static final List<String> FLOOD_JVM = List.of("-Xmx256m");
    private static final String DIE_OF_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    private final Plan plan;
    private final Workplace workplace;
    private final ChildProcess broker;
    private final String bootstrap;
    private final Topics topics;
    private final EventLayout layout;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private int applications;

    Bench(Plan plan, Workplace workplace) {
        this.plan = plan;
        this.workplace = workplace;
        Path data = workplace.newPath("broker");
        this.broker =
                workplace.start("broker", BROKER_JVM, BrokerMain.class, List.of(data.toString()));
        this.bootstrap = broker.awaitReady(START_TIME);
        this.topics = new Topics(bootstrap);
        this.layout = new EventLayout(plan.dataBytes(), plan.partitions());
    }

    Plan plan() {
        return plan;
    }

    String bootstrap() {
        return bootstrap;
    }

    Topics topics() {
        return topics;
    }

    EventLayout layout() {
        return layout;
    }

    /**
     * Makes priority topics and publishes a backlog to them.
     *
     * @param counts events of each level, by rank
     */
    TopicSet prepare(String prefix, long[] counts) {
        var names = new TopicNames(prefix, Plan.LANED.priorities());
        names.priorityTopics().forEach(topic -> topics.recreate(topic, plan.partitions()));
        Backlog.publish(bootstrap, names, layout, counts);
        return new TopicSet(names, plan.partitions(), counts.clone());
    }

    /** Removes what {@link #prepare} made, and what was routed from it. */
    void discard(TopicSet set) {
        set.names().priorityTopics().forEach(topics::delete);
        topics.delete(set.names().routed());
        topics.delete(set.names().deadLetter());
    }

    /** Starts a variant that reads the topics from their beginning into an empty routed topic. */
    RunningVariant start(
            Variant variant, TopicSet set, LevelSettings levels, List<String> jvmOptions) {
        int routed = set.partitions() * (variant.laned() ? 2 : 1);
        topics.recreate(set.names().routed(), routed);
        var arguments =
                new VariantArguments(
                        variant,
                        bootstrap,
                        set.names().prefix(),
                        levels,
                        set.partitions(),
                        "benchmark-" + ++applications,
                        workplace.newPath("variant"));
        var options = new ArrayList<>(jvmOptions);
        options.add(DIE_OF_MEMORY);
        ChildProcess child =
                workplace.start(variant.name(), options, VariantMain.class, arguments.toList());
        return new RunningVariant(
                ready(child), topics, Topics.partitions(set.names().routed(), 0, routed));
    }

    /** Starts a process that floods the least urgent level once it is asked anything. */
    ChildProcess flood(TopicSet set, long perSecond, long count) {
        return workplace.start(
                "flood",
                FLOOD_JVM,
                FloodMain.class,
                FloodMain.arguments(
                        bootstrap,
                        set.names().prefix(),
                        Plan.LANED,
                        plan.partitions(),
                        plan.dataBytes(),
                        perSecond,
                        count));
    }

    /** User and system time of the broker. */
    Duration brokerCpu() {
        return broker.cpu();
    }

    OthersCpu watchOthers() {
        return OthersCpu.watch(workplace, processors);
    }

    /** Returns it when it is ready, and ends it when it does not become so. */
    private static ChildProcess ready(ChildProcess child) {
        try {
            child.awaitReady(START_TIME);
            return child;
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    @Override
    public void close() {
        topics.close();
        broker.close();
    }
}
