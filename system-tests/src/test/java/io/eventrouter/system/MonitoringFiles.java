package io.eventrouter.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The alert rules and dashboards in {@code docker/}, as they are read from there. Stateless. */
final class MonitoringFiles {
    static final Path DOCKER = Path.of("..", "docker").toAbsolutePath().normalize();
    static final Path RULES = DOCKER.resolve("prometheus/rules.yml");
    static final Path RULES_TEST = DOCKER.resolve("prometheus/rules-test.yml");
    private static final Path ADAPTER = DOCKER.resolve("kubernetes/prometheus-adapter.yaml");
    private static final Path DASHBOARDS = DOCKER.resolve("grafana/dashboards");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private MonitoringFiles() {}

    /** A file of YAML or JSON, which is YAML too. */
    static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Stream<JsonNode> rules() {
        return read(RULES).findValues("rules").stream().flatMap(MonitoringFiles::elements);
    }

    static List<JsonNode> alerts() {
        return rules().filter(rule -> rule.has("alert")).toList();
    }

    /** The names that rules record under. */
    static Set<String> recorded() {
        return rules().filter(rule -> rule.has("record"))
                .map(rule -> rule.get("record").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<JsonNode> dashboards() {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.sorted().map(MonitoringFiles::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + DASHBOARDS, e);
        }
    }

    /** Every expression, by where it stands. */
    static Map<String, String> expressions() {
        var all = panelExpressions();
        rules().forEach(
                        rule ->
                                all.put(
                                        "rule "
                                                + rule.path("alert")
                                                        .asText(rule.path("record").asText()),
                                        rule.get("expr").asText()));
        for (JsonNode query : read(ADAPTER).findValues("seriesQuery"))
            all.put("autoscaling by " + query.asText(), query.asText());
        return all;
    }

    /** Those of the dashboards' panels. */
    static Map<String, String> panelExpressions() {
        var all = new TreeMap<String, String>();
        for (JsonNode dashboard : dashboards())
            for (JsonNode panel : dashboard.get("panels"))
                for (JsonNode target : panel.path("targets"))
                    all.put(
                            "%s, panel %s, %s"
                                    .formatted(
                                            dashboard.get("title").asText(),
                                            panel.get("title").asText(),
                                            target.get("refId").asText()),
                            target.get("expr").asText());
        return all;
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get);
    }
}
