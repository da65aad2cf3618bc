package io.eventrouter.cli.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventrouter.cli.text.TerminalText;
import io.eventrouter.ingest.Acknowledged;

/** An acknowledgement as a line. Stateless. */
public final class AcknowledgementText {
    private AcknowledgementText() {}

    /** {@code ID TOPIC:PARTITION:OFFSET}. */
    public static String plain(Acknowledged acknowledged) {
        return TerminalText.escape(acknowledged.id().id())
                + "  "
                + acknowledged.topic()
                + ":"
                + acknowledged.partition()
                + ":"
                + acknowledged.offset();
    }

    /** An object with id, source, topic, partition and offset. */
    public static String json(Acknowledged acknowledged) {
        return object(acknowledged).toString();
    }

    /** The same, with the line of the input it came from. */
    public static String json(Acknowledged acknowledged, long line) {
        return object(acknowledged).put("line", line).toString();
    }

    private static ObjectNode object(Acknowledged acknowledged) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", acknowledged.id().id())
                .put("source", acknowledged.id().source())
                .put("topic", acknowledged.topic())
                .put("partition", acknowledged.partition())
                .put("offset", acknowledged.offset());
    }
}
