package io.eventrouter.cli.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventrouter.cli.explain.Explanation.Dead;
import io.eventrouter.cli.explain.Explanation.Delivery;
import io.eventrouter.cli.explain.Explanation.GatewayAnswer;
import io.eventrouter.cli.explain.Explanation.Published;
import io.eventrouter.cli.explain.Explanation.Routed;
import io.eventrouter.cli.tail.JsonLine;
import java.util.Optional;

/** An explanation as JSON, on one line without anything that a terminal obeys. Stateless. */
public final class ExplanationJson {
    private ExplanationJson() {}

    public static String of(String id, Explanation event) {
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("id", id);
        ArrayNode published = all.putArray("published");
        event.published().forEach(p -> write(published.addObject(), p));
        ArrayNode routed = all.putArray("routed");
        event.routed().forEach(r -> write(routed.addObject(), r));
        ArrayNode dead = all.putArray("deadLetters");
        event.dead().forEach(d -> write(dead.addObject(), d));
        ArrayNode gateways = all.putArray("gateways");
        event.gateways().forEach(g -> write(gateways.addObject(), g));
        return JsonLine.of(all.toString());
    }

    private static void write(ObjectNode object, Published p) {
        object.put("at", p.place()).put("source", p.source()).put("priority", p.level());
        object.put("channel", p.channel()).put("published", p.at().toString());
        p.expiry().ifPresent(t -> object.put("expires", t.toString()));
        optional(object, "rejected", p.rejected());
    }

    private static void write(ObjectNode object, Routed r) {
        object.put("position", r.position()).put("source", r.source()).put("priority", r.level());
        object.put("channel", r.channel()).put("published", r.at().toString());
        if (!r.origin().isEmpty()) object.put("from", r.origin());
        optional(object, "replayedFrom", r.replayedFrom());
    }

    private static void write(ObjectNode object, Dead d) {
        object.put("position", d.position()).put("reason", d.reason()).put("detail", d.detail());
        object.put("stored", d.stored().toString());
        if (!d.origin().isEmpty()) object.put("from", d.origin());
        optional(object, "replayedTo", d.replayedTo());
    }

    private static void write(ObjectNode object, GatewayAnswer g) {
        object.put("gateway", g.gateway());
        optional(object, "failure", g.failure());
        g.since().ifPresent(t -> object.put("since", t.toString()));
        ArrayNode deliveries = object.putArray("deliveries");
        g.deliveries().forEach(d -> write(deliveries.addObject(), d));
    }

    private static void write(ObjectNode object, Delivery d) {
        object.put("source", d.source()).put("position", d.position());
        object.put("published", d.published().toString());
        object.put("dispatched", d.dispatched().toString());
        object.put("sessions", d.sessions()).put("sent", d.sent()).put("waiting", d.waiting());
        ObjectNode dropped = object.putObject("dropped");
        d.dropped().forEach(dropped::put);
    }

    private static void optional(ObjectNode object, String name, Optional<String> value) {
        value.ifPresent(text -> object.put(name, text));
    }
}
