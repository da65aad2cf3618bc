package io.eventrouter.gateway.feed;

import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/** How many fetches brokers have answered, by the consumer's own count. Confined to the feed. */
final class FetchCount implements DoubleSupplier {
    private static final String GROUP = "consumer-fetch-manager-metrics";
    private static final String NAME = "fetch-total";

    private final Consumer<?, ?> consumer;
    private Metric metric;

    FetchCount(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    @Override
    public double getAsDouble() {
        if (metric == null) metric = find();
        return metric != null && metric.metricValue() instanceof Number count
                ? count.doubleValue()
                : Double.NaN;
    }

    /** The consumer's total; there are others by topic. */
    private Metric find() {
        return consumer.metrics().entrySet().stream()
                .filter(e -> e.getKey().group().equals(GROUP) && e.getKey().name().equals(NAME))
                .filter(e -> !e.getKey().tags().containsKey("topic"))
                .map(e -> (Metric) e.getValue())
                .findFirst()
                .orElse(null);
    }
}
