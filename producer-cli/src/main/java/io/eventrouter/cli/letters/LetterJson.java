package io.eventrouter.cli.letters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventrouter.cli.tail.JsonLine;
import io.eventrouter.event.Position;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.Origin;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** Letters as JSON, on one line without anything that a terminal obeys. Stateless. */
public final class LetterJson {
    private LetterJson() {}

    /** Without what it holds. */
    public static String of(LetterSummary letter) {
        ObjectNode object = head(letter);
        return JsonLine.of(object.toString());
    }

    /** With all that it holds. */
    public static String of(Letter letter, Optional<String> replayedTo) {
        ObjectNode object = head(LetterSummary.of(letter).replayedTo(replayedTo.orElse(null)));
        letter.omitted().ifPresent(what -> object.put("omitted", what));
        letter.replayedFrom().ifPresent(from -> object.put("replayedFrom", from));
        put(object, "key", letter.key());
        ArrayNode headers = object.putArray("headers");
        for (Header header : letter.headers())
            put(headers.addObject().put("name", header.key()), "value", header.value());
        put(object, "value", letter.value());
        return JsonLine.of(object.toString());
    }

    /**
     * That a record has been acknowledged.
     *
     * @param member what names the one that was replayed
     */
    public static String replayed(String member, Position letter, String place) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(member, letter.toString())
                .put("replayedTo", place)
                .toString();
    }

    private static ObjectNode head(LetterSummary letter) {
        ObjectNode object =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("position", letter.at().toString())
                        .put("stored", letter.stored().toString())
                        .put("reason", letter.reason())
                        .put("detail", letter.detail());
        letter.origin().ifPresent(origin -> put(object.putObject("source"), origin));
        letter.channel().ifPresent(channel -> object.put("channel", channel));
        if (letter.bytes() >= 0) object.put("bytes", letter.bytes());
        letter.replayedTo().ifPresent(to -> object.put("replayedTo", to));
        return object;
    }

    private static void put(ObjectNode source, Origin origin) {
        source.put("topic", origin.topic())
                .put("partition", origin.partition())
                .put("offset", origin.offset());
        if (origin.publishedMillis() >= 0)
            source.put("published", Instant.ofEpochMilli(origin.publishedMillis()).toString());
    }

    /** As text where it is text, else in base64 under another name. */
    private static void put(ObjectNode object, String name, byte[] bytes) {
        if (bytes == null) return;
        Payload.text(bytes)
                .ifPresentOrElse(
                        text -> object.put(name, text),
                        () -> object.put(name + "_base64", Payload.base64(bytes)));
    }
}
