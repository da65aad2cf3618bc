package io.eventrouter.cli;

import io.eventrouter.cli.publish.BrokerProbe;
import io.eventrouter.config.Settings;
import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.TopicExamination;
import io.eventrouter.topics.TopicsState;
import java.time.Duration;

/** Looks at the topics: a seam for tests. */
@FunctionalInterface
interface TopicsLook {
    TopicsLook KAFKA = TopicsLook::ask;

    /**
     * The topics as they are now.
     *
     * @throws io.eventrouter.cli.publish.KafkaNotReadyException when nobody listens there
     * @throws io.eventrouter.topics.KafkaUnreachableException when who listens does not answer
     */
    TopicsState look(Settings settings);

    private static TopicsState ask(Settings settings) {
        BrokerProbe.require(settings.kafka());
        try (var admin = BoundedAdmin.open(settings.kafka(), Duration.ofSeconds(15))) {
            return TopicExamination.look(admin, settings);
        }
    }
}
