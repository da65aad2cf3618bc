package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The browser client by itself: its own tests, in Node, and its types. */
@Timeout(300)
class EventRouterJsIT {
    private static final Path TESTS =
            Path.of("..", "gateway", "src", "test", "js").toAbsolutePath().normalize();
    private static final Path PROJECT = Path.of("target", "event-router-js").toAbsolutePath();

    @Test
    @NeedsProgram("node")
    void passesItsOwnTests() throws Exception {
        var command = new ArrayList<>(List.of("node", "--test"));
        try (Stream<Path> files = Files.list(TESTS)) {
            files.map(Path::toString).filter(f -> f.endsWith(".test.mjs")).forEach(command::add);
        }

        String report = Program.run(Files.createDirectories(PROJECT), "", command);

        assertThat(report).contains("fail 0").doesNotContain("pass 0");
    }

    @Test
    @NeedsProgram({"node", "npm"})
    void hasTypesThatFitItsUse() throws Exception {
        Files.createDirectories(PROJECT);
        installTypeScript();
        var tsc = PROJECT.resolve("node_modules/typescript/bin/tsc").toString();
        var options = "--noEmit --strict --target es2022 --module nodenext --lib es2022,dom";
        var command = new ArrayList<>(List.of("node", tsc));
        command.addAll(List.of(options.split(" ")));
        command.add(TESTS.resolve("types.mts").toString());

        String complaints = Program.run(PROJECT, "", command);

        assertThat(complaints).isBlank();
    }

    /** Once for all runs: what is installed stays below {@code target}. */
    private static void installTypeScript() throws Exception {
        if (Files.exists(PROJECT.resolve("node_modules/typescript/package.json"))) return;
        Files.writeString(PROJECT.resolve("package.json"), "{\"private\": true}");
        Program.run(
                PROJECT,
                "",
                List.of("npm", "install", "--no-save", "--no-audit", "--no-fund", "typescript@5"));
    }
}
