package io.eventrouter.config;

import io.eventrouter.schedule.RecordCost;
import java.util.Optional;

/**
 * The merge.
 *
 * @param applicationId what the Kafka Streams application ids begin with; the same in all routers
 *     of a deployment
 * @param threads stream threads of each lane in this process, 1 to 64
 * @param cost what a record takes of its level's share
 * @param delivery what is promised of the records written
 * @param policy by what levels take turns
 * @param expressCap the express lane's part at most, while the shared lane has a backlog, 0.01 to
 *     1; 1 for no cap
 * @param dedupe what is remembered to drop repeats
 * @param stateDirectory where Kafka Streams keeps its lock files; empty for a temporary one
 */
public record RouterSettings(
        String applicationId,
        int threads,
        RecordCost cost,
        DeliverySettings delivery,
        PolicySettings policy,
        double expressCap,
        DedupeSettings dedupe,
        Optional<String> stateDirectory) {
    public RouterSettings {
        if (!applicationId.matches("[A-Za-z0-9._-]{1,150}"))
            throw new InvalidSettingException(
                    "router.application-id",
                    applicationId,
                    "1 to 150 letters, digits, dots, underscores and hyphens are allowed");
        Ranges.within("router.threads", threads, 1, 64);
        Ranges.within("router.express-cap", expressCap, 0.01, 1);
    }

    RouterSettings withCost(RecordCost other) {
        return new RouterSettings(
                applicationId,
                threads,
                other,
                delivery,
                policy,
                expressCap,
                dedupe,
                stateDirectory);
    }
}
