package io.eventrouter.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The launcher in a checkout made of empty files, with a {@code mvn} and a {@code java} that only
 * note how they were called. Nothing else of the machine is on its path, but for the tools that any
 * Unix has.
 */
final class LauncherFixture {
    private static final List<String> TOOLS =
            List.of(
                    "sh",
                    "cat",
                    "cp",
                    "date",
                    "dirname",
                    "find",
                    "flock",
                    "head",
                    "ls",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "rmdir",
                    "sed",
                    "sleep",
                    "tail");

    /** Builds two jars of the checkout, and names them and one of its own. */
    static final String WORKING_MAVEN =
            """
            mkdir -p standalone/target/launcher core
            echo class > core/core.jar
            echo class > standalone/target/launcher/standalone-1.jar
            echo class > "$BIN/library.jar"
            printf '%s' "$PWD/core/core.jar:$BIN/library.jar" > standalone/target/launcher/class-path
            """;

    private final Path home;
    private final Path bin;
    private final Path jdk;
    private final Path mavenCalls;

    LauncherFixture(Path temporary) throws IOException {
        home = Files.createDirectories(temporary.resolve("a checkout"));
        bin = Files.createDirectories(temporary.resolve("bin"));
        jdk = Files.createDirectories(temporary.resolve("jdk"));
        mavenCalls = temporary.resolve("maven-calls");
        for (String tool : TOOLS) wrapTool(tool);
        makeCheckout();
        useMaven(WORKING_MAVEN);
        useJava("21.0.1", "for arg; do printf '<%s>' \"$arg\"; done");
    }

    Path home() {
        return home;
    }

    Path library() {
        return bin.resolve("library.jar");
    }

    Path script() {
        return home.resolve("event-router");
    }

    Path source() {
        return home.resolve("router-core/src/main/Source.java");
    }

    /** A Maven that does this in the checkout; {@code BIN} is a folder outside it. */
    void useMaven(String script) throws IOException {
        executable(
                bin.resolve("mvn"),
                "echo \"$*\" >> '"
                        + mavenCalls
                        + "'\nBIN='"
                        + bin
                        + "'\ncd '"
                        + home
                        + "'\n"
                        + script);
    }

    void remove(String program) throws IOException {
        Files.delete(bin.resolve(program));
    }

    void useJava(String version, String script) throws IOException {
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(jdk.resolve("bin/java"), script);
    }

    /** How often Maven was called. */
    int builds() throws IOException {
        return Files.exists(mavenCalls) ? Files.readAllLines(mavenCalls).size() : 0;
    }

    Run run(String... arguments) throws Exception {
        return run(script(), Map.of(), arguments);
    }

    Run run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        return start(script, environment, arguments).await();
    }

    Started start(Path script, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(script.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.directory(bin.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        Path out = Files.createTempFile(bin, "out", ".txt");
        Path err = Files.createTempFile(bin, "err", ".txt");
        builder.redirectOutput(out.toFile());
        builder.redirectError(err.toFile());
        return new Started(builder.start(), out, err);
    }

    /** A launcher under way; what it says goes to files. */
    record Started(Process process, Path out, Path err) {
        String saidSoFar() throws IOException {
            return Files.readString(err);
        }

        Run await() throws Exception {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after: " + saidSoFar());
            }
            return new Run(process.exitValue(), Files.readString(out), saidSoFar());
        }
    }

    record Run(int exitCode, String out, String err) {}

    private void makeCheckout() throws IOException {
        Path script = Path.of("..", "event-router").toAbsolutePath().normalize();
        Files.copy(script, script(), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(home.resolve(".mvn"));
        Files.createFile(home.resolve("pom.xml"));
        for (String module : List.of("router-core", "gateway", "producer-cli", "standalone")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(source());
    }

    private void wrapTool(String tool) throws IOException {
        for (String directory : List.of("/bin", "/usr/bin")) {
            Path file = Path.of(directory, tool);
            if (!Files.exists(file)) continue;
            executable(bin.resolve(tool), "exec " + file + " \"$@\"");
            return;
        }
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) throw new IOException("not executable: " + file);
    }
}
