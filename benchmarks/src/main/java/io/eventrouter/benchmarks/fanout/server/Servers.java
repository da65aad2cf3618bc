package io.eventrouter.benchmarks.fanout.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.benchmarks.process.ChildProcess;
import io.eventrouter.benchmarks.process.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts servers. Confined to the measuring thread. */
public final class Servers {
    private static final Duration START_TIME = Duration.ofSeconds(90);

    private final Workplace workplace;
    private final Installed installed;
    private final List<String> jvmOptions;
    private final String bootstrap;

    /**
     * @param jvmOptions of our own servers
     * @param bootstrap address of Kafka
     */
    public Servers(
            Workplace workplace, Installed installed, List<String> jvmOptions, String bootstrap) {
        this.workplace = workplace;
        this.installed = installed;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.bootstrap = bootstrap;
    }

    /**
     * Starts one, and returns when it takes connections.
     *
     * @param settings of our own, NAME=VALUE each
     */
    public RunningServer start(Server server, List<String> settings) {
        if (!installed.has(server))
            throw new BenchmarkException(server.label() + ": not installed");
        ChildProcess child = launch(server, settings);
        try {
            String[] ports = child.awaitReady(START_TIME).split(" ", -1);
            return new RunningServer(
                    server, child, Integer.parseInt(ports[0]), input(server, ports));
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    private ChildProcess launch(Server server, List<String> settings) {
        return switch (server) {
            case GATEWAY -> own(GatewayMain.class, settings);
            case DISPATCH -> own(DispatchMain.class, settings);
            case BUN -> command(server, installed.bun().toString(), script("bun.js"));
            case WS ->
                    command(
                            server,
                            "node",
                            "--expose-gc",
                            script("ws.js"),
                            installed.ws().toString());
            case NCHAN -> nchan();
        };
    }

    private ChildProcess own(Class<?> main, List<String> settings) {
        var arguments = new ArrayList<>(settings);
        arguments.add("kafka.bootstrap-servers=" + bootstrap);
        return workplace.start(main.getSimpleName(), jvmOptions, main, arguments);
    }

    private ChildProcess nchan() {
        int port = freePort();
        Path directory = workplace.newPath("nginx");
        Path configuration = directory.resolve("nginx.conf");
        write(
                configuration,
                resource("nginx.conf")
                        .replace("DIR", directory.toString())
                        .replace("MODULE", installed.nchan().toString())
                        .replace("PORT", Integer.toString(port)));
        return command(
                Server.NCHAN,
                "bash",
                script("nginx.sh"),
                configuration.toString(),
                Integer.toString(port));
    }

    private ChildProcess command(Server server, String... words) {
        return workplace.start(server.name(), List.of(words));
    }

    private String input(Server server, String[] ports) {
        return switch (server) {
            case GATEWAY -> "kafka:" + bootstrap;
            case DISPATCH -> "data:" + ports[1];
            case BUN, WS -> "message:" + ports[1];
            case NCHAN -> "nchan:" + ports[0];
        };
    }

    private String script(String name) {
        Path file = workplace.newPath(name);
        write(file, resource(name));
        return file.toString();
    }

    private static String resource(String name) {
        try (InputStream bytes = Servers.class.getResourceAsStream("/fanout/" + name)) {
            return new String(bytes.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** nginx does not choose one itself; somebody else may take it meanwhile, and it fails then. */
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
