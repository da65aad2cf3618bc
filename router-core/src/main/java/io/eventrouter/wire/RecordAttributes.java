package io.eventrouter.wire;

import static io.eventrouter.wire.RejectedException.badAttribute;

import io.eventrouter.event.AttributeNames;
import io.eventrouter.event.InvalidEventException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of one record, sorted by what they mean. Built once, then completed by the reader
 * with what the routed form needs. Confined to the call that reads the record.
 *
 * <p>Refused: an attribute given twice (two readers could take two different ones, and a channel
 * may be an authorisation), an empty one, one that is not clean UTF-8, a name that CloudEvents does
 * not allow, more than {@value #MOST_ATTRIBUTES} attributes (finding repeats takes time in the
 * square of their number). Other headers are carried as they are.
 */
final class RecordAttributes {
    static final int MOST_ATTRIBUTES = 64;

    /** What routing may add to those, with room to spare. */
    private static final int MOST_ADDED = 16;

    private final Header[] headers;
    private final int most;
    private final Map<KnownHeader, byte[]> known = new EnumMap<>(KnownHeader.class);
    private final List<Header> extensions = new ArrayList<>(4);
    private final List<Header> added = new ArrayList<>(8);
    private int attributes;

    private RecordAttributes(Header[] headers, int most) {
        this.headers = headers;
        this.most = most;
    }

    /**
     * @param headers taken over
     * @throws RejectedException when an attribute breaks the rules above
     */
    static RecordAttributes of(Header[] headers) {
        return sorted(new RecordAttributes(headers, MOST_ATTRIBUTES));
    }

    /** The same for a record of the routed topic, to which the router has added its own. */
    static RecordAttributes ofRouted(Header[] headers) {
        return sorted(new RecordAttributes(headers, MOST_ATTRIBUTES + MOST_ADDED));
    }

    private static RecordAttributes sorted(RecordAttributes attributes) {
        for (Header header : attributes.headers) attributes.sort(header);
        return attributes;
    }

    private void sort(Header header) {
        KnownHeader kind = KnownHeader.of(header.key());
        if (kind == null) {
            if (header.key().startsWith(CloudEventHeaders.PREFIX)) sortExtension(header);
            return;
        }
        if (kind.use() == KnownHeader.Use.REFUSED)
            throw badAttribute(kind.key(), "is not the name of an attribute on Kafka");
        if (kind.use() != KnownHeader.Use.PLAIN) {
            count();
            if (known.get(kind) != null) throw badAttribute(kind.key(), "is given twice");
            if (header.value() == null) throw badAttribute(kind.key(), "has no value");
        }
        if (kind.use() == KnownHeader.Use.ATTRIBUTE) checkText(header);
        known.put(kind, header.value());
    }

    private void sortExtension(Header header) {
        if (!AttributeNames.isValid(header.key(), CloudEventHeaders.PREFIX.length()))
            throw badAttribute(
                    InvalidEventException.quote(header.key()),
                    "an attribute name has 1 to 64 lower-case letters and digits");
        count();
        if (find(header.key()) != null) throw badAttribute(header.key(), "is given twice");
        checkText(header);
        extensions.add(header);
    }

    private void count() {
        if (++attributes > most) throw badAttribute("headers", "more than " + most + " attributes");
    }

    private static void checkText(Header header) {
        if (header.value() == null || header.value().length == 0)
            throw badAttribute(header.key(), "must not be empty");
        if (!Utf8.isCleanText(header.value()))
            throw badAttribute(header.key(), "is not UTF-8 text, or has a control character");
    }

    private Header find(String key) {
        for (Header header : extensions) if (header.key().equals(key)) return header;
        return null;
    }

    /** Null when there is none. Not a copy. */
    byte[] get(KnownHeader kind) {
        return known.get(kind);
    }

    boolean has(KnownHeader kind) {
        return known.get(kind) != null;
    }

    /** Adds an attribute that is not there yet. */
    void add(KnownHeader kind, byte[] value) {
        add(kind, new RecordHeader(kind.key(), value));
    }

    /**
     * The same.
     *
     * @param header may be shared between records
     */
    void add(KnownHeader kind, Header header) {
        known.put(kind, header.value());
        added.add(header);
    }

    /**
     * Adds an attribute of a structured event. One that a header names too must say the same.
     *
     * @param name one that CloudEvents allows
     * @throws RejectedException when it breaks the rules above, or a header contradicts
     */
    void addOrMatch(String name, String text) {
        var header = new RecordHeader(CloudEventHeaders.PREFIX + name, Utf8.encode(text));
        KnownHeader kind = KnownHeader.of(header.key());
        if (kind != null && kind.use() == KnownHeader.Use.REFUSED)
            throw badAttribute(name, "is not the name of an attribute on Kafka");
        checkText(header);
        byte[] present = kind == null ? valueOf(find(header.key())) : get(kind);
        if (present == null) {
            count();
            if (kind == null) added.add(header);
            else add(kind, header);
        } else if (!Arrays.equals(present, header.value())) {
            throw badAttribute(name, "the header and the structured event contradict");
        }
    }

    /**
     * Puts another content type in the place of the one there was.
     *
     * @param text null for none
     */
    void replaceContentType(String text) {
        drop(KnownHeader.CONTENT_TYPE);
        if (text == null) return;
        var header = new RecordHeader(CloudEventHeaders.CONTENT_TYPE, Utf8.encode(text));
        checkText(header);
        add(KnownHeader.CONTENT_TYPE, header);
    }

    private static byte[] valueOf(Header header) {
        return header == null ? null : header.value();
    }

    /** Leaves a header out of the routed form. */
    void drop(KnownHeader kind) {
        if (!known.containsKey(kind)) return;
        known.remove(kind);
        added.removeIf(header -> header.key().equals(kind.key()));
        for (int i = 0; i < headers.length; i++)
            if (headers[i] != null && headers[i].key().equals(kind.key())) headers[i] = null;
    }

    /** All that is left, in its order, then what was added; fresh. */
    Headers toHeaders() {
        var routed = new RecordHeaders();
        for (Header header : headers) if (header != null) routed.add(header);
        for (Header header : added) routed.add(header);
        return routed;
    }
}
