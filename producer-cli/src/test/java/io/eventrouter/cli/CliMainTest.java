package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliMainTest {
    @ParameterizedTest
    @ValueSource(strings = {"publish", "tail", "demo", "explain", "replay", "dead-letters"})
    void helpOfEveryCommandHasExamplesAndExitCodes(String command) {
        CliRun run = CliRun.of(CliMain.commandLine(), command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("Usage: event-router " + command)
                .contains("Exit codes:", "  0   ", "  1   ", "  2   ", "Examples:")
                .contains("  " + command);
    }

    @Test
    void helpListsTheCommands() {
        CliRun run = CliRun.of(CliMain.commandLine(), "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("publish", "tail", "demo", "Exit codes:");
    }

    @Test
    void tellsItsVersion() {
        CliRun run = CliRun.of(CliMain.commandLine(), "--version");

        assertThat(run.out()).matches("event-router \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void showsHelpAndFailsWhenNoCommandIsGiven() {
        CliRun run = CliRun.of(CliMain.commandLine());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("Missing required subcommand");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        CliRun run = CliRun.of(CliMain.commandLine(), "publis");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("did you mean publish?");
    }
}
