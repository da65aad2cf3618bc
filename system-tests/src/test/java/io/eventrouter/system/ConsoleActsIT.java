package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What somebody does at the page at {@code /}: sessions are closed, dead letters replayed. */
@Timeout(300)
@NeedsProgram({"chromium", "chromedriver"})
@ExtendWith(KafkaFixtureExtension.class)
class ConsoleActsIT {
    private static final Duration LONG = Duration.ofHours(1);

    /** So many large events are more than fits between a gateway and a client that reads none. */
    private static final int MANY = 1_500;

    private static final String FIRST_CLOSE = "#session-rows tr:first-child button";

    @TempDir Path profile;
    private Deployment deployment;
    private ConsolePage page;

    @AfterEach
    void stop() {
        if (page != null) page.close();
        if (deployment != null) deployment.close();
    }

    @Test
    void showsAStalledSessionFirstAndClosesTheOneThatIsChosen(KafkaFixture kafka) throws Exception {
        deployment =
                Deployment.of(kafka.settings("session.write-timeout=5m", "gateway.name=gw-1"))
                        .withRouter()
                        .withGateway();
        page = ConsolePage.open(profile, deployment.page(0));
        try (var stalled = Subscriber.to(deployment.socket(0)).subscribe("orders.*");
                var silent = silent(0)) {
            stalled.pause();
            publishLarge();
            String id = stalled.awaitControl("welcome").get("session").asText();
            page.scrollTo("#sessions");
            page.await(() -> first().startsWith(id));

            assertThat(first()).contains("gw-1", "127.0.0.1", "live");
            assertThat(page.text("#sessions-note")).isEqualTo("3 open at this gateway");

            close(silent.session());
            assertThat(silent.awaitClose()).isEqualTo("1012 kicked");
            close(id);
            stalled.resume();
            page.await(stalled::isOver);
            page.await(() -> page.texts("#session-rows tr").size() == 1);
        }
    }

    @Test
    void keepsTheFocusAndTheScreenWhereTheyAreWhileTheTableChanges(KafkaFixture kafka)
            throws Exception {
        deployment = Deployment.of(kafka.settings()).withRouter().withGateway();
        page = ConsolePage.open(profile, deployment.page(0));
        page.scrollTo("#sessions");
        page.await(() -> page.texts("#session-rows tr").size() == 1);
        String own = page.text("#session-rows th");
        page.run("document.querySelector('" + FIRST_CLOSE + "').focus()");

        try (var silent = silent(0)) {
            publish("critical", "orders.eu", 1);
            page.await(() -> first().startsWith(silent.session()));

            assertThat(page.run("return document.activeElement.getAttribute('aria-label')"))
                    .isEqualTo("Close session " + own);
        }

        page.click("#hold-sessions");
        assertThat(page.text("#hold-sessions")).isEqualTo("Resume");
    }

    @Test
    void isUsedByKeyboard(KafkaFixture kafka) {
        deployment = Deployment.of(kafka.settings()).withRouter().withGateway();
        page = ConsolePage.open(profile, deployment.page(0));
        page.scrollTo("#sessions");
        page.await(() -> page.texts("#session-rows tr").size() == 1);

        page.press(FIRST_CLOSE, Keys.ENTER);
        assertThat(page.run("return document.activeElement.textContent")).isEqualTo("Cancel");
        page.press("#kick .cancel", "p");
        page.press("#kick .cancel", Keys.ESCAPE);

        assertThat(page.run("return document.getElementById('kick').open")).isEqualTo(false);
        assertThat(page.run("return document.activeElement.textContent")).isEqualTo("Close…");
        assertThat(page.text("#pause")).startsWith("Pause");
    }

    @Test
    void listsAndClosesSessionsOfTheOtherGateways(KafkaFixture kafka) throws Exception {
        int port = FreePort.find();
        deployment =
                Deployment.of(
                                kafka.settings(
                                        "console.nodes=http://127.0.0.1:"
                                                + port
                                                + ",http://localhost:"
                                                + port))
                        .withRouter()
                        .withGateway()
                        .withGateway();
        deployment.admin(1, port);
        page = ConsolePage.open(profile, deployment.page(0));
        try (var silent = silent(1)) {
            publish("critical", "orders.eu", 1);
            silent.awaitEvents(1);
            page.scrollTo("#sessions");
            page.await(() -> first().startsWith(silent.session()));

            assertThat(page.text("#sessions-note")).isEqualTo("2 open at 2 gateways");
            assertThat(first()).contains(":" + deployment.page(1).getPort());

            close(silent.session());
            assertThat(silent.awaitClose()).isEqualTo("1012 kicked");
        }
    }

    @Test
    void replaysADeadLetterOnceMendedByItsChannel(KafkaFixture kafka) throws Exception {
        deployment = Deployment.of(kafka.settings()).withRouter().withGateway();
        page = ConsolePage.open(profile, deployment.page(0));
        RawRecords.publish(deployment, "high", 1, "not a channel!", "{\"a\":1}");
        try (var subscriber = Subscriber.to(deployment.socket(0)).subscribe("orders.mended")) {
            page.await(() -> page.texts("#letter-rows .replay").size() == 1);
            String letter = page.text("#letter-rows th");

            page.press("#letter-rows .replay", Keys.ENTER);
            page.await(() -> page.text("#replay-plan").contains("dead letter again: bad-channel"));
            assertThat(page.run("return document.getElementById('replay-level').value"))
                    .isEqualTo("high");
            page.write("#replay-channel", "orders.mended");
            page.press("#replay-channel", Keys.TAB);
            page.await(() -> page.text("#replay-plan").startsWith("Would go to "));
            assertThat(page.text("#replay-plan"))
                    .contains(".high, partition 1: orders.mended at high");
            page.press("#replay-channel", Keys.ENTER);

            page.await(() -> page.text("#copied").startsWith("replayed: " + letter));
            JsonNode event = subscriber.awaitEvents(1).get(0);
            assertThat(event.get("data").get("a").asInt()).isEqualTo(1);
            assertThat(event.get("priority").asText()).isEqualTo("high");
            page.await(() -> page.text("#letter-rows tr").contains("replayed"));
            assertThat(page.texts("#letter-rows button")).isEmpty();
            assertThat(page.post("/console/replay", order(letter, "orders.mended")))
                    .startsWith("409 the letter was replayed before, to ");
        }
    }

    @Test
    void letsATokenDoNoMoreThanItMayPublish(KafkaFixture kafka) throws Exception {
        Issuer issuer = Issuer.named("k1");
        try (KeyServer keys = KeyServer.start(0, issuer.key())) {
            deployment =
                    Deployment.of(kafka.settings("auth.jwks=" + keys.url()))
                            .withRouter()
                            .withGateway();
            RawRecords.publish(deployment, "high", 1, "not a channel!", "{\"a\":1}");
            String reader = issuer.token("ann", LONG, ">");
            page = ConsolePage.open(profile, deployment.page(0), reader);
            page.await(() -> page.texts("#letter-rows tr").size() == 1);
            page.scrollTo("#sessions");
            page.await(() -> page.texts("#session-rows tr").size() == 1);
            String letter = page.text("#letter-rows th");
            String session = page.text("#session-rows th");

            assertThat(page.texts("#letter-rows button")).containsExactly("Copy the command");
            assertThat(first()).doesNotContain("Close", "ann", "127.0.0.1");
            assertThat(page.post("/console/replay", order(letter, "orders.eu"))).startsWith("403 ");
            assertThat(page.post("/console/kick", "{\"session\":\"" + session + "\"}"))
                    .startsWith("403 ");

            String writer = issuer.publishingToken("bob", LONG, ">", "orders.*");
            page.close();
            page = ConsolePage.open(profile, deployment.page(0), writer);
            page.await(() -> page.texts("#letter-rows .replay").size() == 1);
            assertThat(page.post("/console/replay", order(letter, "chat.room")))
                    .startsWith("403 the token's claims publish and priorities do not cover ");
            assertThat(page.post("/console/replay", order(letter, "orders.eu"))).startsWith("200 ");
        }
    }

    private static String order(String letter, String channel) {
        return "{\"letter\":\"" + letter + "\",\"channel\":\"" + channel + "\"}";
    }

    private String first() {
        return page.text("#session-rows tr");
    }

    private AckingClient silent(int gateway) {
        return AckingClient.connect(deployment.socket(gateway), "orders.*", false, null);
    }

    /** By the button, and by saying yes. */
    private void close(String session) {
        page.press("[aria-label='Close session " + session + "']", Keys.ENTER);
        assertThat(page.text("#kick-title")).contains(session);
        page.click("#kick [type=submit]");
        page.await(() -> page.text("#kicked").equals("closed: " + session));
    }

    private void publish(String level, String channel, int number) {
        var priorities = deployment.settings().levels().priorities();
        deployment
                .publisher()
                .publish(TestEvents.numbered(priorities, level, channel, number))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** Of a level whose oldest events give way when a queue is full. */
    private void publishLarge() {
        byte[] data = ("\"" + "x".repeat(20_000) + "\"").getBytes(StandardCharsets.UTF_8);
        var low = deployment.settings().levels().priorities().require("low");
        List<CompletableFuture<?>> all =
                IntStream.range(0, MANY)
                        .<CompletableFuture<?>>mapToObj(
                                n ->
                                        deployment
                                                .publisher()
                                                .publish(
                                                        Event.builder()
                                                                .id("/test", "large-" + n)
                                                                .type("test.large")
                                                                .channel(new Channel("orders.eu"))
                                                                .priority(low)
                                                                .contentType("application/json")
                                                                .data(data)
                                                                .build()))
                        .toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .orTimeout(120, TimeUnit.SECONDS)
                .join();
    }
}
