package io.eventrouter.system;

import io.eventrouter.standalone.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts the shared broker when the first test asks for it and stops it after the last: a container
 * where a Docker engine answers and has the image, else the embedded broker. Says which, once.
 *
 * <p>{@code EVENTROUTER_TEST_KAFKA_IMAGE} names another image that behaves as {@code apache/kafka}.
 * {@code EVENTROUTER_TEST_KAFKA} is {@code embedded} for the embedded broker in any case, or {@code
 * container} for a failure where there is no container.
 */
public final class KafkaFixtureExtension implements ParameterResolver {
    private static final String KIND_VARIABLE = "EVENTROUTER_TEST_KAFKA";
    private static final String IMAGE_VARIABLE = "EVENTROUTER_TEST_KAFKA_IMAGE";
    private static final String DEFAULT_IMAGE = "apache/kafka:4.3.1";
    private static final Namespace NAMESPACE = Namespace.create(KafkaFixtureExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaFixture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        KafkaFixture.class,
                        key -> KafkaFixtureExtension.start(),
                        KafkaFixture.class);
    }

    private static KafkaFixture start() {
        String wanted = System.getenv().getOrDefault(KIND_VARIABLE, "");
        if (wanted.equals("embedded")) return embedded(KIND_VARIABLE + " says so");
        Optional<String> missing = missing();
        if (missing.isEmpty()) return container(image());
        if (wanted.equals("container"))
            throw new IllegalStateException(
                    missing.get() + "; " + KIND_VARIABLE + " wants a container");
        return embedded(missing.get());
    }

    private static Optional<String> missing() {
        if (!DockerClientFactory.instance().isDockerAvailable())
            return Optional.of("no Docker engine answers");
        if (!isThere(image())) return Optional.of("the Docker engine has no image " + image());
        return Optional.empty();
    }

    /** The image of Kafka's containers. */
    static String image() {
        return System.getenv().getOrDefault(IMAGE_VARIABLE, DEFAULT_IMAGE);
    }

    private static boolean isThere(String image) {
        return DockerClientFactory.lazyClient()
                .listImagesCmd()
                .withReferenceFilter(image)
                .exec()
                .stream()
                .findAny()
                .isPresent();
    }

    private static KafkaFixture container(String image) {
        announce("a container of " + image);
        var container =
                new KafkaContainer(
                                DockerImageName.parse(image)
                                        .asCompatibleSubstituteFor("apache/kafka"))
                        .withStartupTimeout(Duration.ofMinutes(2));
        container.start();
        return new KafkaFixture(container.getBootstrapServers(), container::stop);
    }

    private static KafkaFixture embedded(String why) {
        announce("the embedded broker, in process (" + why + ")");
        try {
            Path data = Files.createTempDirectory("event-router-broker");
            EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
            return new KafkaFixture(
                    broker.bootstrapServers(),
                    () -> {
                        broker.close();
                        deleteTree(data);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void announce(String broker) {
        System.out.println("[KAFKA] These tests run on " + broker + ".");
    }

    private static void deleteTree(Path tree) {
        try {
            Utils.delete(tree.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
