package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.client.ScriptedGateway;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TailCommandTest {
    private static final String EVENT = ScriptedGateway.event("orders.eu", "high", "{\"n\":1}");

    private ScriptedGateway gateway;

    @BeforeEach
    void startGateway() {
        gateway = ScriptedGateway.start();
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
    }

    @Test
    void showsAsManyEventsAsItIsAskedFor() {
        gateway.onSubscribed(
                session -> {
                    for (int i = 0; i < 100; i++) ScriptedGateway.send(session, EVENT);
                });

        CliRun run = tail("--count", "3");

        assertThat(run.code()).isZero();
        assertThat(run.outLines())
                .hasSize(3)
                .allMatch(line -> line.endsWith("high      orders.eu  {\"n\":1}"));
        assertThat(run.err()).startsWith("connected to ws://127.0.0.1:").contains("scripted");
    }

    @Test
    void printsJsonAsItCame() {
        gateway.onSubscribed(session -> ScriptedGateway.send(session, EVENT));

        CliRun run = tail("--json", "--count", "1");

        assertThat(run.outLines()).containsExactly(EVENT);
    }

    @Test
    void asksForAllChannelsUnlessItIsToldWhich() {
        gateway.onSubscribed(session -> ScriptedGateway.send(session, EVENT));

        tail("--count", "1");

        assertThat(gateway.commands())
                .singleElement()
                .asString()
                .contains("\"channel\":\">\"")
                .doesNotContain("minPriority");
    }

    @Test
    void asksForTheChannelsAndLevelThatItIsTold() {
        var subscribed = new AtomicInteger();
        gateway.onSubscribed(
                session -> {
                    if (subscribed.incrementAndGet() == 2) ScriptedGateway.send(session, EVENT);
                });

        tail("-c", "orders.*", "-c", "alerts", "-c", "alerts", "-p", "high", "--count", "1");

        assertThat(gateway.commands())
                .hasSize(2)
                .allMatch(command -> command.contains("\"minPriority\":\"high\""));
    }

    @Test
    void comesBackAndSaysSo() {
        var connections = new AtomicInteger();
        gateway.onSubscribed(
                session -> {
                    if (connections.incrementAndGet() > 1) {
                        ScriptedGateway.send(session, EVENT);
                        return;
                    }
                    ScriptedGateway.send(session, "{\"op\":\"reconnect\",\"afterMillis\":5}");
                    ScriptedGateway.close(session, 1012, "draining");
                });

        CliRun run = tail("--count", "1");

        assertThat(run.code()).isZero();
        assertThat(run.errLines()).hasSize(3);
        assertThat(run.errLines().get(1))
                .endsWith("the gateway closed the connection (1012 draining); trying again in 5ms");
        assertThat(run.errLines().get(2)).startsWith("connected to ");
    }

    @Test
    void doesNotComeBackWhenItIsNotWanted() {
        gateway.onSubscribed(session -> ScriptedGateway.close(session, 1008, "forbidden"));

        CliRun run = tail();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("tail: the gateway closed the connection (1008 forbidden)\n");
        assertThat(gateway.handshakes()).isEqualTo(1);
    }

    @Test
    void doesNotComeBackToAnAddressWithoutAGateway() {
        gateway.refuse(404);

        CliRun run = tail();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "tail: there is no gateway at this address (HTTP 404); a gateway's address"
                                + " ends with /ws\n");
    }

    @Test
    void endsWithTheGatewaysReasonWhenASubscriptionIsRefused() {
        gateway.refuseSubscriptions("bad-priority");

        CliRun run = tail("-p", "urgent");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .last()
                .asString()
                .contains("refused the subscription to > (bad-priority: no)");
    }

    @Test
    void endsWellWhenTheGatewaySaysGoodBye() {
        gateway.onSubscribed(session -> ScriptedGateway.close(session, 1000, "bye"));

        CliRun run = tail();

        assertThat(run.code()).isZero();
    }

    @Test
    void escapesWhatTheGatewaySays() {
        gateway.onSubscribed(
                session -> {
                    ScriptedGateway.send(
                            session,
                            "{\"op\":\"gap\",\"channel\":\"a\\u001b[2J\",\"count\":7,"
                                    + "\"priority\":\"low\",\"reason\":\"shed\"}");
                    ScriptedGateway.send(session, EVENT);
                });

        CliRun run = tail("--count", "1");

        assertThat(run.errLines()).contains("missed 7 low events of a\\u001b[2J (shed)");
    }

    @Test
    void refusesWhatCannotBeUsedInOneLine() {
        List<CliRun> runs =
                List.of(
                        tail("-c", "a..b"),
                        tail("--count", "0"),
                        tail("--url", "http://localhost/ws"),
                        tail("--url", "ws://local host/"));

        assertThat(runs).allMatch(run -> run.code() == 2 && run.errLines().size() == 1);
        assertThat(gateway.handshakes()).isZero();
    }

    private CliRun tail(String... arguments) {
        var all = new java.util.ArrayList<String>(List.of("--url", gateway.url().toString()));
        if (List.of(arguments).contains("--url")) all.clear();
        all.addAll(List.of(arguments));
        return CliRun.of(new TailCommand(), all.toArray(String[]::new));
    }
}
