package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.client.ScriptedGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
                    for (int i = 0; i < 100; i++)
                        ScriptedGateway.send(
                                session, ScriptedGateway.event("orders.eu", "high", "{\"n\":1}"));
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
    void goesOnWhereTheCursorFileSaysAndDoesNotShowTheLastEventsAgain(@TempDir Path folder)
            throws Exception {
        String second = ScriptedGateway.event("orders.eu", "low", "2");
        String third = ScriptedGateway.event("orders.eu", "low", "3");
        String file = folder.resolve("cursor").toString();
        gateway.onSubscribed(
                session -> {
                    ScriptedGateway.send(session, EVENT);
                    ScriptedGateway.send(session, "{\"op\":\"checkpoint\",\"cursor\":\"c1\"}");
                    ScriptedGateway.send(session, second);
                });
        tail("--json", "--cursor-file", file, "--count", "2");
        gateway.onSubscribed(
                session -> {
                    ScriptedGateway.send(session, second);
                    ScriptedGateway.send(session, third);
                });

        CliRun run = tail("--json", "--cursor-file", file, "--since", "5m", "--count", "1");

        assertThat(run.outLines()).containsExactly(third);
        assertThat(gateway.commands().get(0)).doesNotContain("cursor");
        assertThat(gateway.commands().get(1)).contains("\"cursor\":\"c1\"");
        assertThat(Path.of(file)).content().startsWith("c1\n");
    }

    @Test
    void keepsWhereItBeganAsLongAsThereIsNoCheckpoint(@TempDir Path folder) throws Exception {
        Path now = folder.resolve("now");
        Path earliest = folder.resolve("earliest");
        Path since = folder.resolve("since");
        gateway.onSubscribed(session -> ScriptedGateway.send(session, EVENT));

        tail("--cursor-file", now.toString(), "--count", "1");
        tail("--cursor-file", earliest.toString(), "--from", "earliest", "--count", "1");
        tail("--cursor-file", since.toString(), "--since", "2026-01-31T12:00:00Z", "--count", "1");

        assertThat(Files.readAllLines(now)).hasSize(2).first().isEqualTo("c");
        assertThat(Files.readAllLines(earliest)).hasSize(2).first().isEqualTo("earliest");
        assertThat(Files.readAllLines(since)).first().isEqualTo("since 2026-01-31T12:00:00Z");
        gateway.onSubscribed(
                session -> {
                    ScriptedGateway.send(session, EVENT);
                    ScriptedGateway.send(session, ScriptedGateway.event("orders.eu", "low", "2"));
                });
        CliRun next = tail("--cursor-file", earliest.toString(), "--json", "--count", "1");
        assertThat(next.out()).contains("\"data\":2");
        assertThat(gateway.commands()).last().asString().contains("\"since\":\"earliest\"");
    }

    @Test
    void beginsWhereItIsToldAndSaysWhereItEnded() {
        gateway.onSubscribed(
                session -> {
                    ScriptedGateway.send(session, "{\"op\":\"checkpoint\",\"cursor\":\"c7\"}");
                    ScriptedGateway.send(session, EVENT);
                });

        CliRun run = tail("--from", "c6", "--count", "1");
        tail("--from", "earliest", "--count", "1");
        tail("--since", "5m", "--count", "1");

        assertThat(gateway.commands().get(0)).contains("\"cursor\":\"c6\"");
        assertThat(gateway.commands().get(1)).contains("\"since\":\"earliest\"");
        assertThat(gateway.commands().get(2)).containsPattern("\"since\":\"PT5M(1S)?\"");
        assertThat(run.errLines()).last().isEqualTo("--from c7");
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
                        tail("--since", "soon"),
                        tail("--from", " "),
                        tail("--cursor-file", "/no/such/folder/cursor"),
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
