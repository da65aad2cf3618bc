package io.eventrouter.wire;

/**
 * The record headers that carry a CloudEvent in binary mode (CloudEvents Kafka binding 1.0):
 * {@value #PREFIX} and the attribute's name, its value as UTF-8 text. Constants only.
 */
public final class CloudEventHeaders {
    public static final String PREFIX = "ce_";
    public static final String SPECVERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String CHANNEL = "ce_channel";
    public static final String PRIORITY = "ce_priority";
    public static final String TIME = "ce_time";
    public static final String EXPIRYTIME = "ce_expirytime";
    public static final String COLLAPSEKEY = "ce_collapsekey";
    public static final String DATASCHEMA = "ce_dataschema";
    public static final String TRACEPARENT = "ce_traceparent";
    public static final String TRACESTATE = "ce_tracestate";

    /** Set on the way to a client, never by a sender. */
    public static final String POSITION = "ce_position";

    /** The media type of the value, or that of a structured event. */
    public static final String CONTENT_TYPE = "content-type";

    /** Where a record without {@value #CHANNEL} may name its channel. */
    public static final String PLAIN_CHANNEL = "channel";

    private CloudEventHeaders() {}
}
