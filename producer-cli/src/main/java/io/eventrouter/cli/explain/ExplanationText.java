package io.eventrouter.cli.explain;

import io.eventrouter.cli.explain.Explanation.Dead;
import io.eventrouter.cli.explain.Explanation.Delivery;
import io.eventrouter.cli.explain.Explanation.GatewayAnswer;
import io.eventrouter.cli.explain.Explanation.Published;
import io.eventrouter.cli.explain.Explanation.Routed;
import io.eventrouter.cli.text.Durations;
import io.eventrouter.cli.text.TerminalText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An explanation for people, a line for each place, harmless to a terminal. Immutable.
 *
 * @param zone of the times
 */
public record ExplanationText(ZoneId zone) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    /**
     * @param now to tell what has expired
     */
    public List<String> of(Explanation event, Instant now) {
        var lines = new ArrayList<String>();
        event.published().forEach(p -> lines.add(line("published", published(p))));
        event.routed().forEach(r -> lines.add(line("routed", routed(r))));
        if (event.routed().isEmpty()) lines.addAll(unrouted(event, now));
        event.dead().forEach(d -> lines.add(line("dead letter", dead(d))));
        for (GatewayAnswer gateway : event.gateways()) lines.addAll(gateway(gateway));
        return lines;
    }

    private static String line(String what, String text) {
        return TerminalText.escape(String.format("%-12s %s", what, text));
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    private String published(Published p) {
        return p.place()
                + "  "
                + time(p.at())
                + "  "
                + p.channel()
                + (p.source().isEmpty() ? "" : "  source " + p.source())
                + p.expiry().map(t -> "  expires " + time(t)).orElse("")
                + p.rejected().map(why -> "  cannot be routed: " + why).orElse("");
    }

    private String routed(Routed r) {
        return r.position()
                + "  "
                + r.level()
                + "  "
                + r.channel()
                + (r.origin().isEmpty() ? "" : "  from " + r.origin())
                + r.replayedFrom().map(from -> "  replayed from " + from).orElse("");
    }

    private static List<String> unrouted(Explanation event, Instant now) {
        if (event.published().isEmpty() || !event.dead().isEmpty()) return List.of();
        boolean expired =
                event.published().stream()
                        .allMatch(p -> p.expiry().map(now::isAfter).orElse(false));
        return List.of(
                line(
                        "not routed",
                        expired
                                ? "it has expired"
                                : "it waits for a router, or a router took it for a repeat"
                                        + " (router.dedupe-window)"));
    }

    private String dead(Dead d) {
        return d.position()
                + "  "
                + time(d.stored())
                + "  "
                + d.reason()
                + (d.detail().isEmpty() ? "" : ": " + d.detail())
                + d.replayedTo().map(to -> "  replayed to " + to).orElse("");
    }

    private List<String> gateway(GatewayAnswer gateway) {
        String what = "gateway";
        if (gateway.failure().isPresent())
            return List.of(
                    line(what, gateway.gateway() + "  not known: " + gateway.failure().get()));
        if (gateway.deliveries().isEmpty())
            return List.of(
                    line(
                            what,
                            gateway.gateway()
                                    + "  has not seen it"
                                    + gateway.since()
                                            .map(t -> " since " + time(t))
                                            .orElse(" since it was started")));
        return gateway.deliveries().stream()
                .map(d -> line(what, gateway.gateway() + "  " + delivery(d)))
                .toList();
    }

    private static String delivery(Delivery d) {
        String after = Durations.text(Duration.between(d.published(), d.dispatched()));
        return d.position()
                + "  after "
                + after
                + (d.sessions() == 0
                        ? ", no session wanted it"
                        : ", sent to " + d.sent() + " of " + d.sessions() + " sessions")
                + (d.waiting() == 0 ? "" : ", waits for " + d.waiting())
                + (d.dropped().isEmpty() ? "" : ", dropped for " + reasons(d.dropped()));
    }

    private static String reasons(Map<String, Long> dropped) {
        return dropped.entrySet().stream()
                .map(e -> e.getValue() + " (" + e.getKey() + ")")
                .collect(Collectors.joining(", "));
    }
}
