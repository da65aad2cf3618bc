package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.Settings;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.ingest.EventPublisher;
import io.eventrouter.merge.streams.Router;
import io.eventrouter.topics.BacklogMonitor;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.topics.TopicProvisioner;
import io.eventrouter.trace.Tracing;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/operations.md against the meters of a router and a gateway that have something to do. */
@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class MetersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern IN_PAGE =
            Pattern.compile("^\\| `(eventrouter_\\w+)`", Pattern.MULTILINE);
    private static final Pattern IN_SYSTEM =
            Pattern.compile("^# TYPE (eventrouter_\\w+) \\w+$", Pattern.MULTILINE);

    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void thePageHasEveryMeterAndNoOther(KafkaFixture kafka) throws Exception {
        Settings settings =
                kafka.settings(
                        "router.express-cap=0.5",
                        "tracing.endpoint=http://127.0.0.1:1",
                        "tracing.sample=0");
        TopicLayout topics = TopicProvisioner.ensure(settings);
        try (var tracing = Tracing.start(settings.tracing(), meters);
                var backlog = new BacklogMonitor(settings, topics, meters);
                var router = new Router(settings, topics, meters, tracing);
                var gateway = new Gateway(settings, topics, meters, tracing)) {
            router.start();
            gateway.start();
            await().atMost(PATIENCE).until(() -> router.isReady() && gateway.isReady());
            useAll(settings, topics, gateway.port());

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(inSystem()).isEqualTo(inPage()));
            assertThat(backlog).isNotNull();
        }
    }

    /** Some meters are there only once there is something to count. */
    private void useAll(Settings settings, TopicLayout topics, int port) throws Exception {
        try (var publisher =
                        new EventPublisher(
                                settings.kafka(),
                                settings.publisher(),
                                topics.names(),
                                settings.topics().maxEventBytes());
                var client = Subscriber.to(URI.create("ws://127.0.0.1:" + port + "/ws"))) {
            client.subscribe("a");
            publisher
                    .publish(
                            Event.builder()
                                    .id("/test", "1")
                                    .type("t")
                                    .channel(new Channel("a"))
                                    .priority(Priorities.standard().lowest())
                                    .build())
                    .join();
            client.awaitEvents(1);
        }
        publishWhatIsNoEvent(settings, topics);
        await().atMost(PATIENCE)
                .until(() -> meters.scrape().contains("eventrouter_router_dead_letters"));
    }

    private static void publishWhatIsNoEvent(Settings settings, TopicLayout topics)
            throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        settings.kafka().toProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            byte[] key = "not a channel!".getBytes(StandardCharsets.UTF_8);
            producer.send(
                            new ProducerRecord<>(
                                    topics.names().priorityTopics().get(0), 0, key, null))
                    .get();
        }
    }

    /** A histogram's {@code _max} belongs to the histogram. */
    private Set<String> inSystem() {
        Set<String> names = names(IN_SYSTEM, meters.scrape());
        return names.stream()
                .filter(n -> !n.endsWith("_max") || !names.contains(n.replaceFirst("_max$", "")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inPage() throws IOException {
        return names(IN_PAGE, Files.readString(PAGE));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
