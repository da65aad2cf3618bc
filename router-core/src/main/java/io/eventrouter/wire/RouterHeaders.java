package io.eventrouter.wire;

/**
 * The headers that the router adds to records, beside CloudEvents' {@code ce_…}. All begin with
 * {@code er_}, and a sender's own header of such a name gives way. Values are UTF-8 text.
 */
public final class RouterHeaders {
    /**
     * On a routed record: where in the priority topic of its level it was, as {@code
     * PARTITION:OFFSET}. It is the same when the merge has to route a record again after a crash,
     * so that a reader can tell a repeat.
     */
    public static final String SOURCE = "er_source";

    /** On a dead letter: why, one of {@link RejectReason}'s texts. */
    public static final String REASON = "er_reason";

    /** On a dead letter: one sentence for whoever looks at it; never any payload. */
    public static final String DETAIL = "er_detail";

    /** On a dead letter: the topic it was in. */
    public static final String SOURCE_TOPIC = "er_source_topic";

    /** On a dead letter: the partition it was in, in decimal. */
    public static final String SOURCE_PARTITION = "er_source_partition";

    /** On a dead letter: its offset there, in decimal. */
    public static final String SOURCE_OFFSET = "er_source_offset";

    /** On a dead letter: when it was published, epoch milliseconds, in decimal. */
    public static final String SOURCE_TIMESTAMP = "er_source_timestamp";

    /**
     * On a dead letter that would have been too large for its topic: what was left out, {@code
     * value}, or {@code key,headers,value}. The whole record is at its source as long as that keeps
     * it.
     */
    public static final String OMITTED = "er_omitted";

    /**
     * On a record that was replayed: where in the dead-letter topic the letter is, as {@code
     * PARTITION:OFFSET}, or where the event was, as {@code TOPIC:PARTITION:OFFSET}. Also on the
     * receipt for a letter.
     */
    public static final String REPLAYED_FROM = "er_replayed_from";

    /**
     * On the receipt that a replay leaves in the dead-letter topic: where the letter went, as
     * {@code TOPIC:PARTITION:OFFSET}. What has it, and no {@value #REASON}, is no letter.
     */
    public static final String REPLAYED_TO = "er_replayed_to";

    /** What all of these begin with. */
    public static final String PREFIX = "er_";

    private RouterHeaders() {}
}
