package io.eventrouter.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A process that publishes the lines that it is given and prints, as JSON, what Kafka has
 * acknowledged. Confined to one thread.
 */
final class PipedPublisher implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path out;
    private final Path err;
    private final Process process;
    private final Writer lines;

    /**
     * @param folder for what it prints
     */
    PipedPublisher(Path folder, List<String> command) throws IOException {
        out = Files.createTempFile(folder, "published", ".txt");
        err = Files.createTempFile(folder, "err", ".txt");
        process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        lines = process.outputWriter(StandardCharsets.UTF_8);
    }

    void send(List<String> events) throws IOException {
        for (String event : events) lines.append(event).append('\n');
        lines.flush();
    }

    /**
     * There are no more lines; fails unless all were acknowledged.
     *
     * @return the ids of the events
     */
    Set<String> finish() throws Exception {
        lines.close();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
        assertThat(process.exitValue()).as(said()).isZero();
        var ids = new TreeSet<String>();
        for (String line : Files.readAllLines(out))
            if (line.startsWith("{")) ids.add(JSON.readTree(line).path("id").asText());
        return ids;
    }

    private String said() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
