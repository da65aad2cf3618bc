package io.eventrouter.wire;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The headers that mean something here: what each is called, and as a member of the JSON form. */
enum KnownHeader {
    SPECVERSION(CloudEventHeaders.SPECVERSION, Use.ATTRIBUTE),
    ID(CloudEventHeaders.ID, Use.ATTRIBUTE),
    SOURCE(CloudEventHeaders.SOURCE, Use.ATTRIBUTE),
    TYPE(CloudEventHeaders.TYPE, Use.ATTRIBUTE),
    CHANNEL(CloudEventHeaders.CHANNEL, Use.ROUTING),
    PRIORITY(CloudEventHeaders.PRIORITY, Use.ROUTING),
    POSITION(CloudEventHeaders.POSITION, Use.ROUTING),
    TIME(CloudEventHeaders.TIME, Use.ATTRIBUTE),
    EXPIRYTIME(CloudEventHeaders.EXPIRYTIME, Use.ATTRIBUTE),
    COLLAPSEKEY(CloudEventHeaders.COLLAPSEKEY, Use.ATTRIBUTE),
    DATASCHEMA(CloudEventHeaders.DATASCHEMA, Use.ATTRIBUTE),
    TRACEPARENT(CloudEventHeaders.TRACEPARENT, Use.ATTRIBUTE),
    TRACESTATE(CloudEventHeaders.TRACESTATE, Use.ATTRIBUTE),
    CONTENT_TYPE(CloudEventHeaders.CONTENT_TYPE, Use.ATTRIBUTE),
    PLAIN_CHANNEL(CloudEventHeaders.PLAIN_CHANNEL, Use.PLAIN),
    PLAIN_TRACEPARENT("traceparent", Use.PLAIN),
    PLAIN_TRACESTATE("tracestate", Use.PLAIN),
    ROUTER_SOURCE(RouterHeaders.SOURCE, Use.PLAIN),
    DATACONTENTTYPE("ce_datacontenttype", Use.REFUSED),
    DATA("ce_data", Use.REFUSED),
    OP("ce_op", Use.REFUSED);

    /** What a header is to the reader. */
    enum Use {
        /** An attribute of the event: UTF-8 text, not empty, given once. */
        ATTRIBUTE,
        /** As an attribute, but whoever uses it judges its text. */
        ROUTING,
        /** Not CloudEvents': any bytes, the last one counts, as is Kafka's custom. */
        PLAIN,
        /** No event may have it: it would clash with a member of the JSON form. */
        REFUSED
    }

    /**
     * By the length of the key. A key that comes from Kafka is a new string each time, whose hash
     * nobody has computed yet: to compare it with the few of its length takes half the time.
     */
    private static final List<List<KnownHeader>> BY_LENGTH =
            IntStream.rangeClosed(0, longestKey()).mapToObj(KnownHeader::ofLength).toList();

    private final String key;
    private final Use use;
    private final String attribute;

    KnownHeader(String key, Use use) {
        this.key = key;
        this.use = use;
        this.attribute = key.equals("content-type") ? "datacontenttype" : attributeOf(key);
    }

    String key() {
        return key;
    }

    Use use() {
        return use;
    }

    /** What the attribute is called; for a plain header, as the header. */
    String attribute() {
        return attribute;
    }

    static String attributeOf(String key) {
        return key.startsWith(CloudEventHeaders.PREFIX)
                ? key.substring(CloudEventHeaders.PREFIX.length())
                : key;
    }

    /** Null for a header without a meaning here. */
    static KnownHeader of(String key) {
        if (key.length() >= BY_LENGTH.size()) return null;
        List<KnownHeader> candidates = BY_LENGTH.get(key.length());
        for (int i = 0; i < candidates.size(); i++)
            if (candidates.get(i).key.equals(key)) return candidates.get(i);
        return null;
    }

    private static int longestKey() {
        return Stream.of(values()).mapToInt(header -> header.key.length()).max().orElseThrow();
    }

    private static List<KnownHeader> ofLength(int length) {
        return Stream.of(values()).filter(header -> header.key.length() == length).toList();
    }
}
