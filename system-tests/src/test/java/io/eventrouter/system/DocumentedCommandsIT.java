package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of the README and of the quick start is run, in order, against an {@code up} on
 * free ports. What cannot be run says why in a comment before its block: {@code <!-- not run: …
 * -->}.
 */
@Timeout(480)
@NeedsProgram("kcat")
class DocumentedCommandsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir Path directory;

    private EventRouterProcess up;
    private DocumentedShell shell;

    @BeforeEach
    void start() throws Exception {
        Path launcher = Path.of("..", "event-router").toAbsolutePath().normalize();
        Files.createSymbolicLink(directory.resolve("event-router"), launcher);
        String[] options = {"up", "--port=0", "--admin-port=0", "--kafka-port=0"};
        up = EventRouterProcess.start(directory, options).awaitReady();
        shell =
                new DocumentedShell(
                        directory,
                        up.address("Kafka"),
                        host(up.address("WebSocket")),
                        host(up.address("Admin")));
    }

    @AfterEach
    void stop() {
        up.close();
    }

    @Test
    void thoseOfTheReadmeDoWhatTheyShould() throws Exception {
        int run = runAll(Markdown.read("README.md"));

        assertThat(run).isGreaterThanOrEqualTo(8);
    }

    @Test
    void thoseOfTheQuickStartDoWhatTheyShould() throws Exception {
        int run = runAll(Markdown.read("docs/quick-start.md"));

        assertThat(run).isGreaterThanOrEqualTo(12);
    }

    /** How many. */
    private int runAll(Markdown page) throws Exception {
        List<DocumentedShell.Running> tails = new ArrayList<>();
        int count = 0;
        try {
            for (Markdown.Block block : page.blocks()) {
                if (!block.language().equals("sh") || block.marker().startsWith("not run: "))
                    continue;
                for (String command : DocumentedShell.commands(block.text())) {
                    run(command, tails);
                    count++;
                }
            }
            for (DocumentedShell.Running tail : tails) tail.stop();
        } finally {
            tails.forEach(tail -> tail.process().destroyForcibly());
        }
        return count;
    }

    private void run(String command, List<DocumentedShell.Running> tails) throws Exception {
        if (command.matches("\\S*event-router up")) return; // it is what runs here
        if (!DocumentedShell.isService(command)) shell.run(command);
        else if (command.contains("event-router tail")) watch(command, tails);
        else serving(command);
    }

    private void serving(String command) throws Exception {
        DocumentedShell.Running role = shell.start(command);
        try {
            role.awaitWord("is ready");
            role.stop();
        } finally {
            role.process().destroyForcibly();
        }
    }

    /** Returns once the tail has shown something; it is stopped with the others in any case. */
    private void watch(String command, List<DocumentedShell.Running> tails) throws Exception {
        DocumentedShell.Running tail = shell.start(command);
        tails.add(tail);
        Awaitility.await(command)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            shell.run("event-router publish --channel orders.seen '{}'");
                            return tail.says().contains("orders.seen") || !tail.process().isAlive();
                        });
        assertThat(tail.process().isAlive()).as(tail.says()).isTrue();
    }

    private static String host(String address) {
        return address.replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", "");
    }
}
