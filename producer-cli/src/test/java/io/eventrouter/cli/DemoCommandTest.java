package io.eventrouter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.client.ScriptedGateway;
import io.eventrouter.cli.publish.FakeKafka;
import io.eventrouter.event.Event;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DemoCommandTest {
    private final CompletableFuture<Session> subscriber = new CompletableFuture<>();
    private final FakeKafka kafka = new FakeKafka();
    private ScriptedGateway gateway;
    private String url;

    @BeforeEach
    void startGateway() {
        gateway = ScriptedGateway.start();
        url = gateway.url().toString();
        gateway.onSubscribed(subscriber::complete);
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
    }

    @Test
    void reportsWhatTheSubscriberSaw() {
        kafka.then(this::deliver);

        CliRun run = demo("--events", "300");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("Sending 300 events at once: 12 critical, ")
                .contains("In which order", "sent  ", "arrived  ", "With which delay")
                .contains("This machine kept up with the burst");
        assertThat(kafka.published()).hasSize(303);
        assertThat(kafka.published()).allMatch(e -> e.channel().name().startsWith("demo."));
    }

    @Test
    void saysHowManyDidNotArrive() {
        kafka.then(
                event -> {
                    if (event.channel().name().contains(".scene.")
                            && kafka.published().size() > 100)
                        ScriptedGateway.close(session(), 1013, "slow-consumer");
                    else deliver(event);
                });

        CliRun run = demo("--events", "300");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("In which order");
        assertThat(run.err())
                .contains(
                        "of 300 events did not arrive (the gateway closed the connection (1013"
                                + " slow-consumer))");
    }

    @Test
    void saysThatNothingIsRunning() {
        gateway.close();

        CliRun run = demo();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("demo: there is no gateway at ws://127.0.0.1:")
                .contains("start everything with event-router up");
        assertThat(kafka.published()).isEmpty();
    }

    @Test
    void saysThatEventsAreNotRoutedBeforeItSendsABurst() {
        kafka.then(event -> ScriptedGateway.close(session(), 1011, "internal"));

        CliRun run = demo();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("Kafka has the events, but 3 of 3 did not arrive");
        assertThat(kafka.published()).hasSize(3);
    }

    @Test
    void refusesABurstWithoutBound() {
        CliRun run = demo("--events", "1000000");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("100 to 100000");
    }

    private CliRun demo(String... arguments) {
        var all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[0] = "--url";
        all[1] = url;
        return CliRun.of(new DemoCommand((settings, topics) -> kafka), all);
    }

    private Session session() {
        return subscriber.join();
    }

    private void deliver(Event event) {
        ScriptedGateway.send(
                session(),
                ScriptedGateway.event(
                        event.channel().name(),
                        event.priority().name(),
                        new String(event.data(), UTF_8)));
    }
}
