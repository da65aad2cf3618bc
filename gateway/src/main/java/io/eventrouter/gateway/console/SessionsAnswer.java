package io.eventrouter.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventrouter.gateway.session.SessionReport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node said when it was asked for its slowest sessions. Immutable.
 *
 * @param node who was asked; empty for the gateway that asks
 * @param instance by which a gateway is known; empty where it does not say
 * @param gateway what it calls itself
 * @param open how many sessions it has
 * @param slowest some of them
 */
record SessionsAnswer(
        Optional<URI> node,
        String instance,
        String gateway,
        long open,
        List<SessionReport> slowest) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty when it is no such answer. */
    static Optional<SessionsAnswer> read(URI node, String json) {
        try {
            JsonNode answer = JSON.readTree(json);
            if (answer == null || !answer.path("sessions").isArray()) return Optional.empty();
            var sessions = new ArrayList<SessionReport>();
            for (JsonNode session : answer.path("sessions"))
                if (sessions.size() < SessionsView.MOST) sessions.add(SessionJson.read(session));
            return Optional.of(
                    new SessionsAnswer(
                            Optional.of(node),
                            SessionJson.text(answer, "instance"),
                            SessionJson.text(answer, "gateway"),
                            answer.path("open").asLong(),
                            List.copyOf(sessions)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
