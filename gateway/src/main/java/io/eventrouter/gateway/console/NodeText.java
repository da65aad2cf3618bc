package io.eventrouter.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an admin port answers, read: health and a few meters. Stateless. */
final class NodeText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TEXT = 300;
    private static final int MOST_CHECKS = 16;

    /** Meters that are shown, with their short names. */
    private static final Map<String, String> METERS =
            Map.of(
                    "eventrouter_gateway_sessions", "sessions",
                    "eventrouter_gateway_queue_events", "queued",
                    "eventrouter_gateway_feed_lag", "lag",
                    "eventrouter_router_routed_events_total", "routed",
                    "process_uptime_seconds", "uptime",
                    "jvm_memory_used_bytes", "memory");

    private NodeText() {}

    /** The checks of {@code /health/ready}; none when it is no such answer. */
    static List<NodeView.Check> checks(String json) {
        var found = new ArrayList<NodeView.Check>();
        try {
            for (Map.Entry<String, JsonNode> check :
                    JSON.readTree(json).path("checks").properties())
                if (found.size() < MOST_CHECKS)
                    found.add(
                            new NodeView.Check(
                                    PlainText.shortened(check.getKey(), MOST_TEXT),
                                    check.getValue().path("healthy").asBoolean(),
                                    PlainText.shortened(
                                            check.getValue().path("detail").asText(), MOST_TEXT)));
        } catch (JsonProcessingException e) {
            return List.of(new NodeView.Check("answer", false, "is not JSON"));
        }
        return found;
    }

    /** The meters that are shown, each summed up over its tags. */
    static Map<String, Double> figures(String metrics) {
        var figures = new TreeMap<String, Double>();
        metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(
                        line -> {
                            String meter = METERS.get(name(line));
                            double value = meter == null ? Double.NaN : value(line);
                            if (Double.isFinite(value)) figures.merge(meter, value, Double::sum);
                        });
        return figures;
    }

    private static String name(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '{' && line.charAt(end) != ' ') end++;
        return line.substring(0, end);
    }

    private static double value(String line) {
        try {
            return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        } catch (NumberFormatException e) {
            return Double.NaN; // a line that is no sample
        }
    }
}
