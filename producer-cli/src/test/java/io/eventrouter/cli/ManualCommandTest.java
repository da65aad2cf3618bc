package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualCommandTest {
    @TempDir Path directory;

    @Test
    void printsThePageOfACommand() {
        CliRun run = CliRun.of(CliMain.commandLine(), "man", "publish");

        assertThat(run.code()).isZero();
        assertThat(run.outLines())
                .startsWith(
                        ".TH \"event\\-router\\-publish\" 1 \"\" \"event\\-router "
                                + Roffs.escaped(ProductVersion.number())
                                + "\" \"event\\-router\"",
                        ".SH NAME")
                .contains(".SH OPTIONS", "\\fB\\-\\-keep\\-going\\fR", ".SH EXIT STATUS")
                .contains("  publish \\-\\-channel orders.eu \\-\\-file orders.jsonl")
                .noneMatch(line -> line.contains("%n") || line.contains("${"));
    }

    @Test
    void printsThePageOfTheProgramAndOfACommandOfACommand() {
        CliRun program = CliRun.of(CliMain.commandLine(), "man");
        CliRun nested = CliRun.of(CliMain.commandLine(), "man", "dead-letters", "show");

        assertThat(program.out()).contains(".SH COMMANDS", "\\fBdead\\-letters\\fR");
        assertThat(nested.out()).contains("event\\-router\\-dead\\-letters\\-show");
    }

    @Test
    void writesAPageForEachCommand() throws Exception {
        CliRun run =
                CliRun.of(
                        CliMain.commandLine(),
                        "man",
                        "--directory",
                        directory.resolve("m").toString());

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(names(directory.resolve("m")))
                .contains("event-router.1", "event-router-load.1", "event-router-topics-list.1");
    }

    @Test
    void saysThatThereIsNoSuchCommand() {
        CliRun run = CliRun.of(CliMain.commandLine(), "man", "topics", "drop");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("no command topics drop");
    }

    private static List<String> names(Path of) throws Exception {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** A hyphen in a page can be copied as one. */
    private static final class Roffs {
        static String escaped(String text) {
            return text.replace("-", "\\-");
        }
    }
}
