package io.eventrouter.benchmarks.fanout.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.Outcome;
import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.process.MachineFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FanoutPageTest {
    private static final Broadcast ONE = new Broadcast(1_000, 128, 1);
    private static final Broadcast LARGE_ONE = new Broadcast(1_000, 1_024, 1);

    private final FanoutRecord record = new FanoutRecord(new Figures<>());

    @Test
    void namesAPeerThatIsNotInstalledInEveryComparison() {
        add(ONE, Server.DISPATCH, 5);

        String page = page(Map.of(Server.BUN, "Bun 1"));

        assertThat(page)
                .contains("| Node ws, shared frame: not installed | - | - | - | - | - | - |")
                .contains("| Node ws, shared frame | not installed |")
                .contains("| Bun, built-in publish: not measured | - |")
                .contains("| Bun, built-in publish | Bun 1 |");
    }

    @Test
    void holdsOursAgainstAPeerWithinRounds() {
        add(ONE, Server.DISPATCH, 6);
        add(ONE, Server.BUN, 5);

        String page = page(Map.of(Server.BUN, "Bun 1"));

        assertThat(page).contains("| Bun, built-in publish | 5.00 | 1.20 |");
    }

    @Test
    void countsTheWorstBroadcastForATarget() {
        add(ONE, Server.DISPATCH, 5);
        add(ONE, Server.BUN, 5);
        add(LARGE_ONE, Server.DISPATCH, 6);
        add(LARGE_ONE, Server.BUN, 5);

        List<Outcome> outcomes = FanoutTargets.of(record.figures());

        assertThat(outcomes.get(0).met()).contains(false);
        assertThat(outcomes.get(0).measured()).isEqualTo("1.20");
    }

    @Test
    void leavesATargetOpenThatWasNotMeasured() {
        List<Outcome> outcomes = FanoutTargets.of(record.figures());

        assertThat(outcomes).hasSize(11).allSatisfy(o -> assertThat(o.met()).isEmpty());
    }

    private void add(Broadcast broadcast, Server server, double micros) {
        record.figures().add(new Figure<>(Metrics.cpu(broadcast), server, 1, micros));
    }

    private String page(Map<Server, String> versions) {
        var facts =
                new RunFacts(
                        Instant.EPOCH,
                        Duration.ofSeconds(1),
                        "benchmarks/fanout.sh",
                        "abc",
                        new MachineFacts("A processor", 2, 8L << 30, "An OS", "A JDK", "1.2.3"));
        return FanoutPage.render(record, facts, Map.of("rounds", "1"), versions, List.of());
    }
}
