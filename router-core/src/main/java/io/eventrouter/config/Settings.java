package io.eventrouter.config;

import io.eventrouter.schedule.RecordCost;

/**
 * All settings of a process, checked. A role uses the parts that are its own; the others cost
 * nothing. Immutable.
 *
 * <p>{@link SettingsSources} loads it.
 */
public record Settings(
        KafkaSettings kafka,
        LevelSettings levels,
        TopicSettings topics,
        PublisherSettings publisher,
        RouterSettings router,
        GatewaySettings gateway,
        AuthSettings auth,
        AdminSettings admin,
        ConsoleSettings console,
        StandaloneSettings standalone,
        LogSettings log,
        TracingSettings tracing) {

    /** The same with another Kafka, as when a broker was started on a free port. */
    public Settings withKafka(KafkaSettings other) {
        return new Settings(
                other,
                levels,
                topics,
                publisher,
                router,
                gateway,
                auth,
                admin,
                console,
                standalone,
                log,
                tracing);
    }

    /** The same with what a running router may take: other levels and another cost. */
    public Settings withTerms(LevelSettings otherLevels, RecordCost cost) {
        return new Settings(
                kafka,
                otherLevels,
                topics,
                publisher,
                router.withCost(cost),
                gateway,
                auth,
                admin,
                console,
                standalone,
                log,
                tracing);
    }

    /** The same with another gateway part. */
    public Settings withGateway(GatewaySettings other) {
        return new Settings(
                kafka,
                levels,
                topics,
                publisher,
                router,
                other,
                auth,
                admin,
                console,
                standalone,
                log,
                tracing);
    }

    /** The same with another console part. */
    public Settings withConsole(ConsoleSettings other) {
        return new Settings(
                kafka,
                levels,
                topics,
                publisher,
                router,
                gateway,
                auth,
                admin,
                other,
                standalone,
                log,
                tracing);
    }
}
