package io.eventrouter.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that is not ours to its end. Stateless. */
public final class Program {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Program() {}

    /**
     * What it writes to standard output.
     *
     * @param input what it reads
     * @throws AssertionError when it fails or does not end
     */
    public static String run(Path directory, String input, List<String> command) throws Exception {
        return run(directory, input, PATIENCE, command);
    }

    /**
     * The same.
     *
     * @param patience how long it may take
     */
    static String run(Path directory, String input, Duration patience, List<String> command)
            throws Exception {
        Path in = Files.createTempFile(directory, "in", ".txt");
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        Files.writeString(in, input);
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
                throw new AssertionError(command + " does not end: " + read(out) + read(err));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0)
            throw new AssertionError(
                    command + " failed with " + process.exitValue() + ": " + read(out) + read(err));
        return read(out);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
