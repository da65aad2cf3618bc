package io.eventrouter.system.deployment;

import io.eventrouter.system.FreePort;
import io.eventrouter.system.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What docker/compose.yaml deploys, from a copy of its files, under a name and on ports of its own,
 * with the images that docker/engine.sh names. Grafana is left out: Debian has no package of it, so
 * there is nothing to make an image of. Confined to one thread.
 */
final class ComposeStack {
    private static final List<String> SERVICES =
            List.of("kafka-1", "kafka-2", "kafka-3", "router", "gateway", "balancer", "prometheus");

    private static final List<String> FILES =
            List.of(
                    ".env",
                    "compose.yaml",
                    "haproxy.cfg",
                    "prometheus/prometheus.yml",
                    "prometheus/rules.yml",
                    "secrets/make.sh");

    private final Path folder;
    private final List<String> command = new ArrayList<>(List.of("env"));
    private final int balancerPort = FreePort.find();
    private final int prometheusPort = FreePort.find();

    /**
     * @param folder for the copy; empty
     */
    ComposeStack(Path folder) throws Exception {
        this.folder = folder;
        for (String file : FILES) copy(file);
        try (InputStream small = ComposeStack.class.getResourceAsStream("small.yaml")) {
            Files.copy(small, folder.resolve("small.yaml"));
        }
        Program.run(folder, "", List.of("secrets/make.sh"));
        command.add("IMAGES=" + image("IMAGES"));
        command.add("KAFKA_IMAGE=" + image("KAFKA_IMAGE"));
        command.add("HAPROXY_IMAGE=" + image("HAPROXY_IMAGE"));
        command.add("PROMETHEUS_IMAGE=" + image("PROMETHEUS_IMAGE"));
        command.add("BALANCER_CONNECTIONS=1000");
        command.add("BALANCER_PORT=" + balancerPort);
        command.add("PROMETHEUS_PORT=" + prometheusPort);
        command.addAll(List.of("docker-compose", "--ansi", "never"));
        command.addAll(List.of("-p", "er-test-" + ProcessHandle.current().pid()));
        command.addAll(List.of("-f", "compose.yaml", "-f", "small.yaml"));
    }

    private void copy(String file) throws IOException {
        Path copy = folder.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(Manifests.DOCKER.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static String image(String what) {
        String variable = "EVENTROUTER_TEST_" + what;
        return Optional.ofNullable(System.getenv(variable))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        variable
                                                + " names no image: run the test by"
                                                + " docker/engine.sh, with haproxy and prometheus"
                                                + " installed"));
    }

    /** Returns once the brokers are healthy and all else is started. */
    void up() throws Exception {
        System.out.println(
                "[NOT RUN] grafana of docker/compose.yaml: Debian has no package to make an image"
                        + " of");
        var arguments = new ArrayList<>(List.of("up", "-d", "--no-build"));
        arguments.addAll(SERVICES);
        compose(arguments);
    }

    int balancerPort() {
        return balancerPort;
    }

    int prometheusPort() {
        return prometheusPort;
    }

    /** The ids of a service's containers. */
    List<String> containers(String service) throws Exception {
        return compose(List.of("ps", "-q", service)).lines().toList();
    }

    /** Kills one container of a service, which nobody starts again. */
    void kill(String service) throws Exception {
        Program.run(folder, "", List.of("docker", "kill", containers(service).get(0)));
    }

    /** What a command of the image {@code cli} prints; it should end well. */
    String cli(String... arguments) throws Exception {
        return compose(Stream.concat(inCli(), Stream.of(arguments)).toList());
    }

    /** A publisher in the image {@code cli}, which reads lines as they come. */
    PipedPublisher publisher(String... options) throws IOException {
        Stream<String> publish =
                Stream.of(inCli(), Stream.of("publish"), Stream.of(options), Stream.of("-"))
                        .flatMap(part -> part);
        return new PipedPublisher(folder, full(publish.toList()));
    }

    /** What depends on others does not wait for them: some may have been killed. */
    private static Stream<String> inCli() {
        return Stream.of("run", "--rm", "-T", "--no-deps", "cli");
    }

    private String compose(List<String> arguments) throws Exception {
        return Program.run(folder, "", full(arguments));
    }

    private List<String> full(List<String> arguments) {
        return Stream.concat(command.stream(), arguments.stream()).toList();
    }

    /** Leaves the log in {@code target}. */
    void keepLog() throws Exception {
        Files.writeString(
                Path.of("target", "compose.log"), compose(List.of("logs", "--tail", "2000")));
    }

    /** Removes all. */
    void down() throws Exception {
        compose(List.of("down", "--volumes", "--timeout", "5"));
    }
}
