package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.standalone.EmbeddedBroker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that publish through a gateway while Kafka goes away and comes back. They are answered
 * later than a connection may be idle, or a request may take to arrive.
 */
@Timeout(240)
class PublishOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int CLIENTS = 8;

    @TempDir Path data;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void row51AnswersNo202WhileKafkaIsAwayAndLosesNothingThatItAcknowledged() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        Settings settings = settings(broker.bootstrapServers());
        int port = URI.create("kafka://" + broker.bootstrapServers()).getPort();
        try (var deployment = Deployment.of(settings)) {
            deployment.withRouter().withGateway().withGateway();
            try (var subscriber = Subscriber.to(deployment.socket(1)).subscribe("orders.*")) {
                List<Thread> clients = publishFrom(deployment.page(0).resolve("/events"));
                await().atMost(PATIENCE).until(() -> acknowledged.size() > 200);

                broker.close();
                await().atMost(PATIENCE).until(() -> count(503) >= CLIENTS);
                int before = acknowledged.size();
                int refused = count(503);
                await().atMost(PATIENCE).until(() -> count(503) >= refused + CLIENTS);
                int away = acknowledged.size() - before;
                broker = EmbeddedBroker.start(data, port);
                await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 200);
                over = true;
                for (Thread client : clients) client.join();

                assertThat(away).as("acknowledged without Kafka").isZero();
                assertThat(faults).isEmpty();
                assertThat(statuses).containsOnlyKeys(202, 503);
                await().atMost(PATIENCE).until(() -> ids(subscriber).containsAll(acknowledged));
            }
        } finally {
            broker.close();
        }
    }

    private static Set<String> ids(Subscriber subscriber) {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        subscriber.events().forEach(e -> ids.add(e.get("id").asText()));
        return ids;
    }

    private int count(int status) {
        AtomicInteger count = statuses.get(status);
        return count == null ? 0 : count.get();
    }

    private List<Thread> publishFrom(URI url) {
        var poster = new EventPoster(url);
        List<Thread> clients =
                IntStream.range(0, CLIENTS)
                        .mapToObj(n -> new Thread(() -> publish(poster, n), "client-" + n))
                        .toList();
        clients.forEach(Thread::start);
        return clients;
    }

    private void publish(EventPoster poster, int client) {
        String[] levels = {"critical", "high", "normal", "low"};
        try {
            for (int n = 0; !over; n++) {
                String id = client + "-" + n;
                var event = EventPoster.event(id, levels[client % 4], "orders." + client);
                int status = poster.binary(event).statusCode();
                statuses.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
                if (status == 202) acknowledged.add(id);
            }
        } catch (Exception e) {
            faults.add(e);
        }
    }

    private static Settings settings(String servers) {
        return SettingsSources.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "kafka.bootstrap-servers", servers,
                        "topics.partitions", "2",
                        "gateway.port", "0",
                        "admin.port", "0",
                        "publish.timeout", "16s",
                        "publish.events-per-second", "0"));
    }
}
