package io.eventrouter.system.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** Kubernetes manifests as they are read from files. Immutable. */
final class Manifests {
    static final Path DOCKER = Path.of("..", "docker").toAbsolutePath().normalize();
    static final Path KUBERNETES = DOCKER.resolve("kubernetes");

    /** Fails with the field's name where one is unknown, missing or of another type. */
    @FunctionalInterface
    private interface Check {
        void check(JsonElement manifest) throws IOException;
    }

    private static final Map<String, Check> CHECKS =
            Map.of(
                    "v1/ConfigMap", V1ConfigMap::validateJsonElement,
                    "v1/Namespace", V1Namespace::validateJsonElement,
                    "v1/Secret", V1Secret::validateJsonElement,
                    "v1/Service", V1Service::validateJsonElement,
                    "v1/ServiceAccount", V1ServiceAccount::validateJsonElement,
                    "apps/v1/Deployment", V1Deployment::validateJsonElement,
                    "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
                    "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement,
                    "autoscaling/v2/HorizontalPodAutoscaler",
                            V2HorizontalPodAutoscaler::validateJsonElement);

    private final List<JsonNode> all;

    private Manifests(List<JsonNode> all) {
        this.all = List.copyOf(all);
    }

    /** All of the files in that folder but what is for Kustomize alone. */
    static Manifests in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new Manifests(
                    files.filter(file -> file.toString().endsWith(".yaml"))
                            .filter(file -> !file.endsWith("kustomization.yaml"))
                            .sorted()
                            .flatMap(file -> parse(read(file)).stream())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    static Manifests of(String yaml) {
        return new Manifests(parse(yaml));
    }

    static JsonNode yaml(Path file) {
        return parse(read(file)).get(0);
    }

    /** By a parser that knows aliases. */
    private static List<JsonNode> parse(String yaml) {
        var json = new ObjectMapper();
        return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
                .<JsonNode>map(json::valueToTree)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    List<JsonNode> all() {
        return all;
    }

    List<JsonNode> ofKind(String kind) {
        return all.stream().filter(m -> m.path("kind").asText().equals(kind)).toList();
    }

    JsonNode named(String kind, String name) {
        return ofKind(kind).stream()
                .filter(m -> m.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** The container of the deployment of that name. */
    JsonNode container(String deployment) {
        return named("Deployment", deployment).at("/spec/template/spec/containers/0");
    }

    /** KIND NAME: what is wrong with it, by the types of Kubernetes; nothing where all is right. */
    static List<String> problems(JsonNode manifest) {
        String kind = manifest.path("apiVersion").asText() + "/" + manifest.path("kind").asText();
        Check check = CHECKS.get(kind);
        if (check == null) return List.of("unknown kind " + kind);
        try {
            check.check(JsonParser.parseString(manifest.toString()));
            return List.of();
        } catch (IOException | RuntimeException e) {
            return List.of(kind + " " + manifest.at("/metadata/name").asText() + ": " + e);
        }
    }
}
