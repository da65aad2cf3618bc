package io.eventrouter.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eventrouter.cli.client.ServerMessage.Authorized;
import io.eventrouter.cli.client.ServerMessage.Checkpoint;
import io.eventrouter.cli.client.ServerMessage.ComeBack;
import io.eventrouter.cli.client.ServerMessage.Delivered;
import io.eventrouter.cli.client.ServerMessage.Failed;
import io.eventrouter.cli.client.ServerMessage.Hello;
import io.eventrouter.cli.client.ServerMessage.Lost;
import io.eventrouter.cli.client.ServerMessage.Missed;
import io.eventrouter.cli.client.ServerMessage.Other;
import io.eventrouter.cli.client.ServerMessage.Subscribed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
                                    given(tree, "cursor"),
                                    heartbeat(tree.path("heartbeatSeconds").asDouble(0))));
            case "subscribed" ->
                    new Subscribed(text(tree, "ref"), recovered(tree), lost(tree.path("lost")));
            case "checkpoint" -> new Checkpoint(text(tree, "cursor"));
            case "authorized" -> new Authorized(TokenExpiry.of(tree.path("expires")));
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

    private static Optional<Boolean> recovered(JsonNode tree) {
        JsonNode recovered = tree.path("recovered");
        return recovered.isBoolean() ? Optional.of(recovered.booleanValue()) : Optional.empty();
    }

    private static Optional<Lost> lost(JsonNode lost) {
        return given(lost, "to").map(to -> new Lost(to, lost.path("count").asLong(0)));
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

    private static Optional<String> given(JsonNode tree, String member) {
        return Optional.of(text(tree, member)).filter(text -> !text.isEmpty());
    }

    /** The command that asks for a subscription. */
    static String subscribe(Subscription subscription, Start start, Instant now, String ref) {
        var command = JsonNodeFactory.instance.objectNode();
        command.put("op", "subscribe");
        command.put("channel", subscription.channel().text());
        subscription.minPriority().ifPresent(level -> command.put("minPriority", level));
        if (subscription.ack()) command.put("ack", true);
        if (start instanceof Start.AtCursor at) command.put("cursor", at.cursor());
        else if (start instanceof Start.At at) command.put("since", ago(at.time(), now));
        else if (start instanceof Start.Earliest) command.put("since", "earliest");
        command.put("ref", ref);
        return command.toString();
    }

    /**
     * For how long to look back: the gateway's clock need not agree with ours on what time it is.
     */
    private static String ago(Instant time, Instant now) {
        long millis = Math.max(0, Duration.between(time, now).toMillis());
        return Duration.ofSeconds((millis + 999) / 1_000).toString();
    }

    /** The command that acknowledges events. */
    static String acknowledge(List<String> positions) {
        var command = JsonNodeFactory.instance.objectNode();
        command.put("op", "ack");
        var array = command.putArray("positions");
        positions.forEach(array::add);
        return command.toString();
    }

    /** The command that shows a fresh token. */
    static String authorize(String token) {
        var command = JsonNodeFactory.instance.objectNode();
        command.put("op", "auth");
        command.put("token", token);
        return command.toString();
    }
}
