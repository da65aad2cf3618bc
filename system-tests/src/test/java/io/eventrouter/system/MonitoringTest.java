package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alert rules, their tests and runbooks, and dashboards: whether they fit each other. */
@Timeout(120)
class MonitoringTest {
    private static final Path RUNBOOKS = Path.of("..", "docs", "runbooks.md");
    private static final Pattern SECTION = Pattern.compile("^## (\\w+)$", Pattern.MULTILINE);
    private static final Pattern TESTED = Pattern.compile("alertname=\"(\\w+)\"}'");

    @TempDir Path directory;

    @Test
    void everyAlertHasARunbookAndEveryRunbookItsAlert() throws Exception {
        Set<String> sections = found(SECTION, Files.readString(RUNBOOKS));

        assertThat(sections).isEqualTo(alertNames());
    }

    @Test
    void everyAlertLinksToItsRunbookAndSaysHowUrgentItIs() {
        for (JsonNode alert : MonitoringFiles.alerts()) {
            String name = alert.get("alert").asText();
            JsonNode annotations = alert.get("annotations");

            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo("docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(annotations.path("summary").asText()).as(name).isNotBlank();
            assertThat(alert.path("labels").path("severity").asText())
                    .as(name)
                    .isIn("page", "ticket");
        }
    }

    @Test
    void everyRunbookSaysTheUrgencyOfItsAlert() throws Exception {
        String page = Files.readString(RUNBOOKS);

        for (JsonNode alert : MonitoringFiles.alerts())
            assertThat(page)
                    .contains(
                            "## %s\n\n*%s.*"
                                    .formatted(
                                            alert.get("alert").asText(),
                                            alert.get("labels").get("severity").asText()));
    }

    @Test
    void everyAlertIsShownToFire() throws Exception {
        Set<String> tested = found(TESTED, Files.readString(MonitoringFiles.RULES_TEST));

        assertThat(tested).isEqualTo(alertNames());
    }

    @Test
    @NeedsProgram("promtool")
    void alertsFireWhenTheyShould() throws Exception {
        String said =
                Program.run(
                        directory,
                        "",
                        List.of(
                                "promtool",
                                "test",
                                "rules",
                                MonitoringFiles.RULES_TEST.toString()));

        assertThat(said).contains("SUCCESS");
    }

    @Test
    @NeedsProgram("promtool")
    void prometheusTakesItsConfiguration() throws Exception {
        Path file = MonitoringFiles.DOCKER.resolve("prometheus/prometheus.yml");

        String said =
                Program.run(directory, "", List.of("promtool", "check", "config", file.toString()));

        assertThat(said).contains("SUCCESS");
    }

    /** As rules, since promtool checks no expression by itself. */
    @Test
    @NeedsProgram("promtool")
    void prometheusTakesTheExpressionsOfTheDashboards() throws Exception {
        Path file = directory.resolve("panels.yml");
        var rules = new StringBuilder("groups:\n- name: panels\n  rules:\n");
        for (Map.Entry<String, String> panel : MonitoringFiles.panelExpressions().entrySet())
            rules.append("  - record: panel\n    expr: >-\n      ")
                    .append(panel.getValue().replace("$__rate_interval", "1m"))
                    .append("\n    labels: {panel: \"")
                    .append(panel.getKey())
                    .append("\"}\n");
        Files.writeString(file, rules);

        String said =
                Program.run(directory, "", List.of("promtool", "check", "rules", file.toString()));

        assertThat(said).contains("SUCCESS");
    }

    @Test
    void panelsSayWhatTheyShowAndDoNotOverlap() {
        for (JsonNode dashboard : MonitoringFiles.dashboards()) {
            var taken = new TreeSet<String>();
            for (JsonNode panel : dashboard.get("panels")) {
                String title = dashboard.get("title").asText() + ", " + panel.get("title").asText();
                if (!panel.get("type").asText().equals("row"))
                    assertThat(panel.path("description").asText()).as(title).isNotBlank();
                JsonNode place = panel.get("gridPos");
                for (int x = 0; x < place.get("w").asInt(); x++)
                    for (int y = 0; y < place.get("h").asInt(); y++)
                        assertThat(
                                        taken.add(
                                                (place.get("x").asInt() + x)
                                                        + ","
                                                        + (place.get("y").asInt() + y)))
                                .as(title + " lies on another panel")
                                .isTrue();
            }
        }
    }

    private static Set<String> alertNames() {
        return MonitoringFiles.alerts().stream()
                .map(alert -> alert.get("alert").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
