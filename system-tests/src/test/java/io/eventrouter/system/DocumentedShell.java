package io.eventrouter.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Runs commands as the documentation has them, but against a deployment on free ports: addresses
 * are replaced, and settings come from the environment. Confined to one thread.
 */
final class DocumentedShell {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final String kafka;
    private final String gateway;
    private final String admin;

    /**
     * @param directory where {@code ./event-router} is
     * @param kafka HOST:PORT, as the others
     */
    DocumentedShell(Path directory, String kafka, String gateway, String admin) {
        this.directory = directory;
        this.kafka = kafka;
        this.gateway = gateway;
        this.admin = admin;
    }

    /** The commands of a block: continued lines are one, and comments are none. */
    static List<String> commands(String block) {
        var commands = new ArrayList<String>();
        var command = new StringBuilder();
        for (String line : block.lines().toList()) {
            String text = line.replaceFirst("(^| {2,})# .*$", "").stripTrailing();
            command.append(text.replaceFirst("\\\\$", ""));
            if (text.endsWith("\\") || text.endsWith("|")) continue;
            if (!command.toString().isBlank()) commands.add(command.toString());
            command.setLength(0);
        }
        return commands;
    }

    /** Whether it goes on until it is stopped. */
    static boolean isService(String command) {
        return command.matches("\\S*event-router (up|router|gateway|tail)\\b.*");
    }

    /** Runs it to its end; it should end well. */
    void run(String command) throws Exception {
        Running running = start(command);
        try {
            if (!running.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                throw new AssertionError(command + " does not end: " + running.says());
        } finally {
            running.process().destroyForcibly();
        }
        if (running.process().exitValue() != 0)
            throw new AssertionError(command + " failed: " + running.says());
    }

    /** Starts it, and leaves it to the caller to stop. */
    Running start(String command) throws IOException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        var builder =
                new ProcessBuilder("sh", "-c", (isService(command) ? "exec " : "") + here(command))
                        .directory(directory.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", directory + File.pathSeparator + environment.get("PATH"));
        environment.put("EVENTROUTER_KAFKA_BOOTSTRAP_SERVERS", kafka);
        boolean role = command.matches("\\S*event-router (router|gateway)\\b.*");
        environment.put(
                "EVENTROUTER_ADMIN_PORT", role ? "0" : admin.substring(admin.indexOf(':') + 1));
        environment.put("EVENTROUTER_GATEWAY_PORT", "0");
        return new Running(command, builder.start(), out);
    }

    private String here(String command) {
        String text =
                command.replaceAll("localhost:9092|kafka-1:9092", kafka)
                        .replace("localhost:8080", gateway)
                        .replace("localhost:8081", admin)
                        .replace("--admin-port 8082", "--admin-port 0");
        boolean subscribes = text.matches("\\S*event-router (tail|demo|load)\\b.*");
        return subscribes && !text.contains("--url")
                ? text + " --url ws://" + gateway + "/ws"
                : text;
    }

    /** What was started, and the file to which it writes. */
    record Running(String command, Process process, Path out) {

        String says() {
            try {
                return Files.readString(out);
            } catch (IOException e) {
                throw new AssertionError("cannot read " + out, e);
            }
        }

        void awaitWord(String word) {
            Awaitility.await(command)
                    .atMost(PATIENCE)
                    .until(() -> says().contains(word) || !process.isAlive());
            if (!says().contains(word)) throw new AssertionError(command + " says: " + says());
        }

        /** Sends SIGTERM; it should end well. */
        void stop() throws InterruptedException {
            process.destroy();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            if (!ended || process.exitValue() != 0)
                throw new AssertionError(command + " did not end well: " + says());
        }
    }
}
