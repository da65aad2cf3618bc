package io.eventrouter.standalone;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/**
 * Writes each event of the log as a JSON object on a line of its own: {@code timestamp}, {@code
 * level}, {@code logger}, {@code thread}, {@code message}, the ids of a trace where there is one,
 * each key-value as a member, and {@code exception}, with its stack trace. A key-value whose name
 * is taken gets {@code kv.} in front, so no name comes twice.
 *
 * <p>All but printable ASCII is escaped: nobody can forge a line, or command a terminal.
 * Thread-safe: it keeps nothing. An operator's {@code logback.xml} may name it as an encoder.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final int LAST_PRINTABLE = 126;
    private static final int USUAL_LENGTH = 512;
    private static final byte[] NOTHING = {};

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator out = json.createGenerator(line)) {
            out.setHighestNonEscapedChar(LAST_PRINTABLE);
            new Members(out).write(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        line.write('\n');
        return line.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The members of one object. Confined to the call. */
    private record Members(JsonGenerator out, Set<String> names) {
        Members(JsonGenerator out) {
            this(out, new HashSet<>(Set.of("exception")));
        }

        void write(ILoggingEvent event) throws IOException {
            out.writeStartObject();
            add("timestamp", TIME.format(event.getInstant()));
            add("level", event.getLevel().toString());
            add("logger", event.getLoggerName());
            add("thread", event.getThreadName());
            add("message", event.getFormattedMessage());
            for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet())
                add(entry.getKey(), entry.getValue());
            if (event.getKeyValuePairs() != null)
                for (KeyValuePair pair : event.getKeyValuePairs()) add(pair.key, pair.value);
            if (event.getThrowableProxy() != null)
                out.writeStringField(
                        "exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            out.writeEndObject();
        }

        private void add(String wanted, Object value) throws IOException {
            String name = wanted;
            while (!names.add(name)) name = "kv." + name;
            out.writeFieldName(name);
            if (value instanceof Integer || value instanceof Long)
                out.writeNumber(((Number) value).longValue());
            else if (value instanceof Boolean truth) out.writeBoolean(truth);
            else out.writeString(String.valueOf(value));
        }
    }
}
