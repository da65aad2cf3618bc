package io.eventrouter.wire;

import io.eventrouter.event.AttributeNames;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;

/**
 * Writes a routed record as an event message: a CloudEvent in the JSON format. The data is never
 * parsed: JSON is spliced in as it is (the router has validated it), text becomes a JSON string,
 * anything else {@code data_base64}. Stateless.
 */
final class EventJson {
    /** Quotes, colons and commas of an event's members, and its position. */
    private static final int PUNCTUATION = 192;

    private EventJson() {}

    static byte[] encode(RoutedRecord routed) {
        Header[] headers = routed.record().headers().toArray();
        byte[] data = routed.record().value();
        Map<KnownHeader, byte[]> known = valuesOf(headers);
        var out = new JsonBytes((int) RecordSize.of(headers, data) + PUNCTUATION);
        out.raw("{\"specversion\":\"1.0\"");
        write(out, known, KnownHeader.ID);
        write(out, known, KnownHeader.SOURCE);
        write(out, known, KnownHeader.TYPE);
        out.member("channel").string(routed.channel().name());
        out.member("priority").string(routed.priority().name());
        out.member("position").string(routed.position().toString());
        write(out, known, KnownHeader.TIME);
        writeOthers(out, headers, known);
        write(out, known, KnownHeader.CONTENT_TYPE);
        if (data != null) writeData(out, known.get(KnownHeader.CONTENT_TYPE), data);
        return out.raw("}").toArray();
    }

    private static Map<KnownHeader, byte[]> valuesOf(Header[] headers) {
        var known = new EnumMap<KnownHeader, byte[]>(KnownHeader.class);
        for (Header header : headers) {
            KnownHeader kind = KnownHeader.of(header.key());
            if (kind != null) known.put(kind, header.value());
        }
        return known;
    }

    private static void write(JsonBytes out, Map<KnownHeader, byte[]> known, KnownHeader header) {
        byte[] value = known.get(header);
        if (value != null) out.member(header.attribute()).string(value);
    }

    private static void writeOthers(
            JsonBytes out, Header[] headers, Map<KnownHeader, byte[]> known) {
        write(out, known, KnownHeader.EXPIRYTIME);
        write(out, known, KnownHeader.COLLAPSEKEY);
        write(out, known, KnownHeader.DATASCHEMA);
        writeTrace(out, known, KnownHeader.TRACEPARENT, KnownHeader.PLAIN_TRACEPARENT);
        writeTrace(out, known, KnownHeader.TRACESTATE, KnownHeader.PLAIN_TRACESTATE);
        for (Header header : headers)
            if (isExtension(header))
                out.member(KnownHeader.attributeOf(header.key())).string(header.value());
    }

    private static boolean isExtension(Header header) {
        String key = header.key();
        return KnownHeader.of(key) == null
                && key.startsWith(CloudEventHeaders.PREFIX)
                && AttributeNames.isValid(key, CloudEventHeaders.PREFIX.length())
                && header.value() != null;
    }

    private static void writeTrace(
            JsonBytes out,
            Map<KnownHeader, byte[]> known,
            KnownHeader attribute,
            KnownHeader plain) {
        byte[] value = known.get(attribute);
        if (value == null && EventContext.isTrace(known.get(plain))) value = known.get(plain);
        if (value != null) out.member(attribute.attribute()).string(value);
    }

    private static void writeData(JsonBytes out, byte[] contentType, byte[] data) {
        MediaType type = contentType == null ? MediaType.BYTES : MediaType.of(contentType);
        if (type.isJson()) out.member("data").raw(data);
        else if (type.isText() && Utf8.isValid(data)) out.member("data").string(data);
        else out.member("data_base64").string(Base64.getEncoder().encode(data));
    }
}
