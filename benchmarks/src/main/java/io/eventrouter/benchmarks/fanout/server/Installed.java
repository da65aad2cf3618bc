package io.eventrouter.benchmarks.fanout.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the peers are on this machine, and which versions. Immutable.
 *
 * @param versions by peer; none for one that is not installed
 */
public record Installed(Path bun, Path ws, Path nchan, Map<Server, String> versions) {
    private static final Path NCHAN = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
    private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");
    private static final int LONGEST_SECONDS = 20;

    /**
     * Looks.
     *
     * @param peers a directory in which {@code npm install bun ws} was called
     */
    public static Installed find(Path peers) {
        Path modules = peers.toAbsolutePath().resolve("node_modules");
        Path bun = modules.resolve(".bin/bun");
        Path ws = modules.resolve("ws");
        var versions = new EnumMap<Server, String>(Server.class);
        if (Files.isExecutable(bun))
            says(List.of(bun.toString(), "--version"))
                    .ifPresent(v -> versions.put(Server.BUN, "Bun " + v));
        says(List.of("node", "--version"))
                .flatMap(node -> version(ws).map(v -> "ws " + v + " on Node " + node))
                .ifPresent(v -> versions.put(Server.WS, v));
        if (Files.exists(NCHAN))
            says(List.of("nginx", "-v"))
                    .ifPresent(
                            v ->
                                    versions.put(
                                            Server.NCHAN,
                                            v.replace("nginx version: ", "") + moduleVersion()));
        return new Installed(bun, ws, NCHAN, Map.copyOf(versions));
    }

    /** Whether it can be started here; event-router always can. */
    public boolean has(Server server) {
        return server.isOwn() || versions.containsKey(server);
    }

    private static String moduleVersion() {
        return says(List.of("dpkg-query", "-W", "-f", "${Version}", "libnginx-mod-nchan"))
                .map(v -> ", nchan " + v)
                .orElse("");
    }

    private static Optional<String> version(Path module) {
        try {
            Matcher found =
                    VERSION.matcher(Files.readString(module.resolve("package.json"), UTF_8));
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The first line that a command prints; empty when it cannot be called or fails. */
    private static Optional<String> says(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var lines = process.inputReader(UTF_8)) {
                String line = lines.readLine();
                boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0
                        ? Optional.ofNullable(line)
                        : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
