package io.eventrouter.trace;

import io.eventrouter.wire.CloudEventHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Which events without a trace context get one: a part of them, by what they are known by, source
 * and id. So all processes with the same part choose the same events, and a record that is read
 * again is judged as before. Immutable; nothing is allocated.
 *
 * @param part 0 to 1
 */
record SampleRatio(double part) {
    static final SampleRatio NONE = new SampleRatio(0);

    /** FNV-1a's. */
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    /** What MurmurHash3 ends with: FNV alone spreads short texts badly over the high bits. */
    private static final long MIX_1 = 0xff51afd7ed558ccdL;

    private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;

    private static final int UNUSED_BITS = 11;
    private static final double UNIT = 0x1.0p-53;

    /** Whether that event is one of them; one that nothing is known of is not, unless all are. */
    boolean takes(Headers headers) {
        if (part <= 0 || part >= 1) return part >= 1;
        Header id = headers.lastHeader(CloudEventHeaders.ID);
        if (id == null || id.value() == null) return false;
        Header source = headers.lastHeader(CloudEventHeaders.SOURCE);
        long hash = hash(hash(OFFSET_BASIS, source == null ? null : source.value()), id.value());
        return (mix(hash) >>> UNUSED_BITS) * UNIT < part;
    }

    private static long hash(long start, byte[] text) {
        long hash = start;
        if (text != null) for (byte b : text) hash = (hash ^ (b & 0xff)) * PRIME;
        return hash * PRIME; // the end of a text counts
    }

    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * MIX_1;
        mixed = (mixed ^ (mixed >>> 33)) * MIX_2;
        return mixed ^ (mixed >>> 33);
    }
}
