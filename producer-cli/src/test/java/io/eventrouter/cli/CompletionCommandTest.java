package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompletionCommandTest {
    @TempDir Path directory;

    @Test
    void completesCommandsAndOptionsInBash() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash is not installed");

        assertThat(complete("event-router", "to")).isEqualTo("topics");
        assertThat(complete("event-router", "topics", "de")).isEqualTo("describe");
        assertThat(complete("event-router", "load", "--du")).isEqualTo("--duration");
        assertThat(complete("event-router", "completion", "z")).isEqualTo("zsh");
    }

    @Test
    void bringsTheEmulationThatZshNeeds() {
        CliRun run = CliRun.of(CliMain.commandLine(), "completion", "zsh");

        assertThat(run.code()).isZero();
        assertThat(run.outLines()).startsWith("autoload -U +X bashcompinit && bashcompinit");
        assertThat(run.out()).contains("complete -F _complete_event-router");
    }

    @Test
    void saysWhichShellsThereAre() {
        CliRun run = CliRun.of(CliMain.commandLine(), "completion", "fish");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("bash, zsh");
    }

    /** What bash makes of the last of these words. */
    private String complete(String... words) throws Exception {
        String script = CliRun.of(CliMain.commandLine(), "completion", "bash").out();
        Path file = Files.writeString(directory.resolve("completion"), script);
        String ask =
                "source "
                        + file
                        + "; COMP_WORDS=("
                        + String.join(" ", words)
                        + "); COMP_CWORD="
                        + (words.length - 1)
                        + "; _complete_event-router; echo \"${COMPREPLY[@]}\"";
        Process bash =
                new ProcessBuilder("/bin/bash", "--norc", "-c", ask)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            byte[] out = bash.getInputStream().readAllBytes();
            assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new String(out, StandardCharsets.UTF_8).strip();
        } finally {
            bash.destroyForcibly();
        }
    }
}
