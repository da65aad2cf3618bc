package io.eventrouter.benchmarks.merge.variant;

import java.util.Map;

/** What is compared; the names are what {@code --variants} takes. */
public enum Variant {
    /** (a) with Kafka's own defaults. */
    STREAMS("(a) Streams pass-through, defaults"),
    /** (a) with the threads, buffers and commits that event-router has. */
    STREAMS_TUNED("(a) Streams pass-through, tuned"),
    /** (b) with Kafka's own defaults. */
    COPY("(b) copy loop, defaults"),
    /** (b) with larger polls and batches. */
    COPY_TUNED("(b) copy loop, tuned"),
    /** (c). */
    STRICT("(c) strict poll loop"),
    /** (d). */
    SPLIT("(d) capacity split"),
    /** event-router's own merge, as it is shipped. */
    ROUTER("event-router");

    private final String label;

    Variant(String label) {
        this.label = label;
    }

    /** As in tables and charts. */
    public String label() {
        return label;
    }

    /** Whether the routed topic has partitions, and its reader a consumer, for each lane. */
    public boolean laned() {
        return this == ROUTER;
    }

    /** Whether it goes by the weights of the levels. */
    public boolean weighted() {
        return this == SPLIT || this == ROUTER;
    }

    /** Whether it is a floor that event-router's throughput is held against. */
    public boolean floor() {
        return this == STREAMS || this == STREAMS_TUNED;
    }

    /** Client settings that are not Kafka's defaults; empty for none. */
    public Map<String, String> tuning() {
        return switch (this) {
            case STREAMS, COPY, ROUTER -> Map.of();
            case STREAMS_TUNED ->
                    Map.of(
                            "num.stream.threads", "2",
                            "commit.interval.ms", "500",
                            "buffered.records.per.partition", "200",
                            "consumer.max.poll.records", "500",
                            "consumer.max.partition.fetch.bytes", "65536",
                            "producer.linger.ms", "2",
                            "producer.buffer.memory", "1048576");
            case COPY_TUNED ->
                    Map.of(
                            "consumer.max.poll.records", "2000",
                            "producer.batch.size", "131072",
                            "producer.linger.ms", "2");
            case STRICT ->
                    Map.of(
                            "consumer.max.poll.records", "100",
                            "consumer.max.partition.fetch.bytes", "65536",
                            "consumer.fetch.max.wait.ms", "10",
                            "producer.linger.ms", "2",
                            "producer.buffer.memory", "4194304");
            case SPLIT -> Map.of("producer.linger.ms", "2", "producer.buffer.memory", "4194304");
        };
    }

    Routing routing(VariantArguments arguments) {
        return switch (this) {
            case STREAMS, STREAMS_TUNED -> new StreamsPassThrough(arguments, tuning());
            case COPY, COPY_TUNED -> loop(arguments, new CopyLoop(arguments, tuning()));
            case STRICT -> loop(arguments, new StrictLoop(arguments, tuning()));
            case SPLIT -> loop(arguments, new SplitLoop(arguments, tuning()));
            case ROUTER -> new OwnRouting(arguments);
        };
    }

    private Routing loop(VariantArguments arguments, PollLoop loop) {
        return new LoopRouting(loop, PeerClients.forwarder(arguments, tuning()));
    }
}
