package io.eventrouter.cli.load;

import static io.eventrouter.cli.load.LoadPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.text.Palette;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadViewTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final StringWriter shown = new StringWriter();
    private final LoadRun run = new LoadRun(plan(1, 1, HOUR), "x", false, () -> false);

    @Test
    void drawsTheTableOverTheLastOneAndTakesItAway() {
        try (LoadView view = open(79)) {
            view.show();
            view.show();
        }

        String[] tables = shown.toString().split("\u001b\\[3A\r\u001b\\[J", -1);
        assertThat(tables).hasSize(3).endsWith("");
        assertThat(tables[0]).contains("sent", "critical", "low");
    }

    @Test
    void keepsTheTableWithinTheTerminal() {
        try (LoadView view = open(30)) {
            view.show();

            assertThat(shown.toString().lines()).allMatch(line -> line.length() <= 30);
        }
    }

    @Test
    void writesLinesWhereThereIsNoTerminal() {
        try (LoadView view = open(0)) {
            view.show();
        }

        assertThat(shown.toString())
                .matches("\\d+ms: 0 sent, 0 acknowledged, 0 failed\\R")
                .doesNotContain("\u001b");
    }

    private LoadView open(int columns) {
        var text = new LoadText(Palette.of(false));
        return new LoadView(run::report, text, new PrintWriter(shown), columns);
    }
}
