package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.system.PromQl.Label;
import io.eventrouter.system.PromQl.Selector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What alert rules and dashboards ask for, against what a running system shows. */
@Timeout(360)
class MonitoringIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Names and labels that Prometheus itself makes, or knows from Kubernetes. */
    private static final Set<String> OF_PROMETHEUS =
            Set.of("up", "ALERTS", "job", "instance", "alertstate", "namespace", "pod");

    private static final Pattern SERIES =
            Pattern.compile("^([a-zA-Z_:][\\w:]*)(\\{.*})? \\S+$", Pattern.MULTILINE);

    @TempDir Path directory;

    @Test
    void aRunningSystemHasEveryMetricAndLabelThatRulesAndPanelsName() throws Exception {
        try (var up = EventRouterProcess.start(directory, flags()).awaitReady();
                var client = Subscriber.to(URI.create(up.address("WebSocket")))) {
            client.subscribe("demo.hello");
            up.publish("demo.hello", "{}");
            client.awaitEvents(1);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(missing(scrape(up))).isEmpty());
        }
    }

    private static String[] flags() {
        return new String[] {
            "up",
            "--port=0",
            "--admin-port=0",
            "--kafka-port=0",
            // Whose meter is there only where it is set.
            "--set=router.express-cap=0.5"
        };
    }

    private static List<String> missing(String scrape) {
        var missing = new ArrayList<String>();
        Set<String> shown = names(scrape);
        shown.addAll(MonitoringFiles.recorded());
        for (Map.Entry<String, String> each : MonitoringFiles.expressions().entrySet())
            for (Selector selector : PromQl.selectors(each.getValue()))
                missing(selector, shown).forEach(m -> missing.add(each.getKey() + ": " + m));
        return missing;
    }

    private static List<String> missing(Selector selector, Set<String> shown) {
        if (OF_PROMETHEUS.contains(selector.metric())) return List.of();
        if (!shown.contains(selector.metric())) return List.of(selector.metric());
        var missing = new ArrayList<String>();
        for (Label label : selector.labels())
            for (String value : label.values()) {
                String wanted = "%s{%s=\"%s\"}".formatted(selector.metric(), label.name(), value);
                if (!OF_PROMETHEUS.contains(label.name()) && !shown.contains(wanted))
                    missing.add(wanted);
            }
        return missing;
    }

    /**
     * Of each series its name, and its name with each of its labels: {@code a}, {@code a{b="c"}}.
     */
    private static Set<String> names(String scrape) {
        var names = new TreeSet<String>();
        Matcher series = SERIES.matcher(scrape);
        while (series.find()) {
            names.add(series.group(1));
            if (series.group(2) == null) continue;
            Matcher label = Pattern.compile("\\w+=\"[^\"]*\"").matcher(series.group(2));
            while (label.find()) names.add(series.group(1) + "{" + label.group() + "}");
        }
        return names;
    }

    private static String scrape(EventRouterProcess up) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(up.address("Admin"))).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
