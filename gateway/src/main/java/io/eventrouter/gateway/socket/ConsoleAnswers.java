package io.eventrouter.gateway.socket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventrouter.gateway.console.KickOutcome;
import io.eventrouter.gateway.console.ReplayOutcome;
import io.eventrouter.gateway.console.ReplayOutcome.Refused;
import io.eventrouter.gateway.console.ReplayOutcome.Replayed;
import io.eventrouter.gateway.console.ReplayOutcome.WouldGo;

/** What the console is answered when it has asked for something to be done. Stateless. */
final class ConsoleAnswers {
    private ConsoleAnswers() {}

    static Answer of(KickOutcome outcome, String session) {
        return switch (outcome) {
            case KICKED ->
                    Answer.json(
                            200,
                            object().put("session", session).put("closed", "kicked").toString());
            case GONE -> Answer.text(404, "that session is not there any more");
            case UNREACHABLE ->
                    again("its gateway did not answer in time: look whether it is still there");
            case BUSY -> again("other sessions are being closed: try again in a moment");
        };
    }

    static Answer of(ReplayOutcome outcome) {
        if (outcome instanceof Refused refused) return refused(refused);
        if (outcome instanceof WouldGo go)
            return Answer.json(
                    200,
                    object().put("topic", go.topic())
                            .put("partition", go.partition())
                            .put("channel", go.channel())
                            .put("level", go.level())
                            .toString());
        var done = (Replayed) outcome;
        return Answer.json(
                200, object().put("replayedTo", done.to()).put("noted", done.noted()).toString());
    }

    private static Answer refused(Refused refused) {
        return switch (refused.reason()) {
            case GONE -> Answer.text(404, refused.message());
            case BLOCKED -> Answer.text(409, refused.message());
            case FORBIDDEN -> Answer.text(403, refused.message());
            case UNAVAILABLE -> again(refused.message());
        };
    }

    private static Answer again(String message) {
        return Answer.text(503, message).with("Retry-After", "2");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
