package io.eventrouter.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eventrouter.cli.client.ServerMessage.ComeBack;
import io.eventrouter.cli.client.ServerMessage.Delivered;
import io.eventrouter.cli.client.ServerMessage.Failed;
import io.eventrouter.cli.client.ServerMessage.Hello;
import io.eventrouter.cli.client.ServerMessage.Missed;
import io.eventrouter.cli.client.ServerMessage.Other;
import io.eventrouter.cli.client.ServerMessage.Subscribed;
import java.time.Duration;
import java.util.Optional;

/**
 * The messages of {@code eventrouter.v1}: reads those of the gateway, writes our own. Stateless.
 */
final class Protocol {
    /** The subprotocol. */
    static final String NAME = "eventrouter.v1";

    /** Keeps numbers of the payload as they were written. */
    private static final ObjectReader READER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .reader();

    private static final long LONGEST_HINT_MILLIS = Duration.ofHours(1).toMillis();
    private static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(25);

    private Protocol() {}

    /** Empty when it is not a message of this protocol. */
    static Optional<ServerMessage> parse(String text) {
        JsonNode tree;
        try {
            tree = READER.readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (tree.has("op")) return Optional.of(control(tree));
        if (tree.has("specversion"))
            return Optional.of(new Delivered(new ReceivedEvent(text, tree)));
        return Optional.empty();
    }

    private static ServerMessage control(JsonNode tree) {
        String operation = text(tree, "op");
        return switch (operation) {
            case "welcome" ->
                    new Hello(
                            new Welcome(
                                    text(tree, "session"),
                                    text(tree, "gateway"),
                                    heartbeat(tree.path("heartbeatSeconds").asDouble(0))));
            case "subscribed" -> new Subscribed(text(tree, "ref"));
            case "gap" ->
                    new Missed(
                            new Gap(
                                    text(tree, "channel"),
                                    text(tree, "priority"),
                                    tree.path("count").asLong(0),
                                    text(tree, "reason")));
            case "reconnect" -> new ComeBack(hint(tree.path("afterMillis").asLong(0)));
            case "error" ->
                    new Failed(text(tree, "code"), text(tree, "message"), text(tree, "ref"));
            default -> new Other(operation);
        };
    }

    private static Duration heartbeat(double seconds) {
        return seconds > 0 && seconds <= 86_400
                ? Duration.ofNanos((long) (seconds * 1e9))
                : USUAL_HEARTBEAT;
    }

    private static Duration hint(long millis) {
        return Duration.ofMillis(Math.max(0, Math.min(millis, LONGEST_HINT_MILLIS)));
    }

    private static String text(JsonNode tree, String member) {
        return tree.path(member).asText("");
    }

    /** The command that asks for a subscription. */
    static String subscribe(Subscription subscription, String ref) {
        var command = JsonNodeFactory.instance.objectNode();
        command.put("op", "subscribe");
        command.put("channel", subscription.channel().text());
        subscription.minPriority().ifPresent(level -> command.put("minPriority", level));
        command.put("ref", ref);
        return command.toString();
    }
}
