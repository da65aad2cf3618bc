package io.eventrouter.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.system.NeedsProgram;
import io.eventrouter.system.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests in docker/kubernetes: well-formed, and fitting to the settings and each other. */
@Timeout(120)
class KubernetesTest {
    private static final Path BASE = Manifests.KUBERNETES.resolve("base");

    /** What a process may take to stop beyond the drain time-out, with its own last resort. */
    private static final Duration BEYOND_DRAIN = Duration.ofSeconds(30);

    @TempDir Path directory;

    private final Manifests base = Manifests.in(BASE);

    @Test
    void hasOnlyFieldsThatKubernetesKnows() {
        assertThat(base.all()).hasSizeGreaterThan(10);
        assertThat(base.all()).flatExtracting(Manifests::problems).isEmpty();
    }

    @Test
    void noticesAFieldThatKubernetesDoesNotKnow() {
        var wrong =
                Manifests.of(
                        """
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: x}
                        spec: {maxUnavailabel: 1}
                        """);

        assertThat(wrong.all()).flatExtracting(Manifests::problems).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    @NeedsProgram("kubectl")
    @Tag("kubectl")
    void rendersOverlaysThatKubernetesTakes(String overlay) throws Exception {
        Path folder = Manifests.KUBERNETES.resolve("overlays").resolve(overlay);

        var rendered =
                Manifests.of(
                        Program.run(
                                directory, "", List.of("kubectl", "kustomize", folder.toString())));

        assertThat(rendered.all()).hasSizeGreaterThan(base.all().size());
        assertThat(rendered.all()).flatExtracting(Manifests::problems).isEmpty();
        assertThatProcessesMayEndInTime(rendered);
        assertThat(rendered.container("gateway").path("image").asText()).contains(":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
    void settingsAreRealOnes(String folder) throws Exception {
        var settings = Manifests.in(Manifests.KUBERNETES.resolve(folder));

        Settings loaded = load(settings.named("ConfigMap", "event-router"), base);

        assertThat(loaded.kafka().bootstrapServers()).startsWith("kafka");
        assertThat(loaded.gateway().cursorKey().isEmpty()).isFalse();
    }

    @Test
    void processesMayEndInTheTimeThatTheyNeed() throws Exception {
        assertThatProcessesMayEndInTime(base);
    }

    private void assertThatProcessesMayEndInTime(Manifests manifests) throws Exception {
        Settings settings = load(manifests.named("ConfigMap", "event-router"), manifests);
        long preStop =
                manifests.container("gateway").at("/lifecycle/preStop/sleep/seconds").asLong();

        assertThat(preStop).isPositive();
        assertThat(grace(manifests, "gateway"))
                .isGreaterThanOrEqualTo(
                        settings.gateway()
                                .drain()
                                .timeout()
                                .plus(BEYOND_DRAIN)
                                .plusSeconds(preStop));
        assertThat(grace(manifests, "router")).isGreaterThanOrEqualTo(BEYOND_DRAIN);
    }

    private static Duration grace(Manifests manifests, String deployment) {
        return Duration.ofSeconds(
                manifests
                        .named("Deployment", deployment)
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asLong());
    }

    @Test
    void thereAreNeverMoreRoutersThanPartitions() throws Exception {
        Settings settings = load(base.named("ConfigMap", "event-router"), base);
        int most = base.named("HorizontalPodAutoscaler", "router").at("/spec/maxReplicas").asInt();

        assertThat(most * settings.router().threads())
                .isLessThanOrEqualTo(settings.topics().partitions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"router", "gateway"})
    void portsAndProbesAreThoseOfTheProcess(String role) throws Exception {
        Settings settings = load(base.named("ConfigMap", "event-router"), base);
        JsonNode container = base.container(role);
        Map<String, Integer> ports = new TreeMap<>();
        for (JsonNode port : container.path("ports"))
            ports.put(port.path("name").asText(), port.path("containerPort").asInt());

        assertThat(ports).containsEntry("admin", settings.admin().port());
        if (role.equals("gateway"))
            assertThat(ports).containsEntry("http", settings.gateway().port());
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode get = container.path(probe).path("httpGet");
            assertThat(get.path("port").asText()).as(probe).isEqualTo("admin");
            assertThat(get.path("path").asText())
                    .as(probe)
                    .isEqualTo(probe.startsWith("readiness") ? "/health/ready" : "/health/live");
        }
    }

    @Test
    void everySelectorFindsPods() {
        for (JsonNode service : base.ofKind("Service"))
            assertThat(podLabels())
                    .as(service.toString())
                    .anyMatch(labels -> contains(labels, service.at("/spec/selector")));
        for (JsonNode budget : base.ofKind("PodDisruptionBudget"))
            assertThat(podLabels())
                    .as(budget.toString())
                    .anyMatch(labels -> contains(labels, budget.at("/spec/selector/matchLabels")));
        for (JsonNode policy : base.ofKind("NetworkPolicy"))
            assertThat(podLabels())
                    .as(policy.toString())
                    .anyMatch(
                            labels -> contains(labels, policy.at("/spec/podSelector/matchLabels")));
    }

    @Test
    void everyServiceLeadsToAPortThatIsOpen() {
        for (JsonNode service : base.ofKind("Service")) {
            String role = service.at("/spec/selector/app.kubernetes.io~1component").asText();
            for (JsonNode port : service.at("/spec/ports"))
                assertThat(base.container(role).path("ports").findValuesAsText("name"))
                        .contains(port.path("targetPort").asText());
        }
    }

    /** By the names that the adapter gives: its own, or those of the series. */
    @Test
    void theAdapterHasEveryMetricThatAnAutoscalerAsksFor() {
        var offered = new TreeSet<String>();
        JsonNode rules =
                Manifests.yaml(Manifests.KUBERNETES.resolve("prometheus-adapter.yaml"))
                        .get("rules");
        for (String kind : List.of("custom", "external"))
            for (JsonNode rule : rules.get(kind)) {
                String series = rule.get("seriesQuery").asText();
                offered.add(rule.at("/name/as").asText(series.substring(0, series.indexOf('{'))));
            }

        for (JsonNode autoscaler : base.ofKind("HorizontalPodAutoscaler"))
            for (JsonNode metric : autoscaler.at("/spec/metrics"))
                if (!metric.get("type").asText().equals("Resource"))
                    assertThat(offered).contains(metric.findPath("metric").get("name").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"router", "gateway"})
    void nothingRunsAsRootOrWritesToItsImage(String role) {
        JsonNode pod = base.named("Deployment", role).at("/spec/template/spec");
        JsonNode container = base.container(role).path("securityContext");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }

    private List<JsonNode> podLabels() {
        return base.ofKind("Deployment").stream()
                .map(d -> d.at("/spec/template/metadata/labels"))
                .toList();
    }

    private static boolean contains(JsonNode labels, JsonNode selector) {
        return !selector.isMissingNode()
                && StreamSupport.stream(
                                ((Iterable<String>) selector::fieldNames).spliterator(), false)
                        .allMatch(name -> selector.get(name).equals(labels.get(name)));
    }

    /** As a pod of the gateway reads them: the file, and over it the environment. */
    private Settings load(JsonNode configMap, Manifests deployments) throws Exception {
        Path file = Files.createTempFile(directory, "settings", ".properties");
        Files.writeString(file, configMap.at("/data/event-router.properties").asText());
        var environment = new HashMap<String, String>();
        for (JsonNode variable : deployments(deployments).container("gateway").path("env"))
            if (!variable.at("/valueFrom/secretKeyRef/optional").asBoolean())
                environment.put(
                        variable.path("name").asText(),
                        variable.path("value").asText("a secret of thirty-two bytes or more"));
        environment.put("EVENTROUTER_CONFIG", file.toString());
        return SettingsSources.load(Optional.of(file), environment, Map.of());
    }

    private Manifests deployments(Manifests manifests) {
        return manifests.ofKind("Deployment").isEmpty() ? base : manifests;
    }
}
