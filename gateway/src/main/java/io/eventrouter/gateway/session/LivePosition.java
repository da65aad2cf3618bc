package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.PositionTracker;
import io.eventrouter.gateway.resume.Cursor;
import io.eventrouter.gateway.resume.CursorCodec;
import io.eventrouter.gateway.resume.CursorReading;
import java.util.Arrays;

/** Where one worker is in the routed topic, in the form that clients hold. Confined to it. */
final class LivePosition {
    private final CursorCodec codec;
    private final PositionTracker positions;
    private long[] last = {};
    private String lastText = "";

    LivePosition(CursorCodec codec, PositionTracker positions) {
        this.codec = codec;
        this.positions = positions;
    }

    /** A cursor at or before every event that has not been dispatched yet. */
    String cursor() {
        long[] now = positions.resumeFrom();
        if (!Arrays.equals(now, last)) {
            lastText = text(now);
            last = now;
        }
        return lastText;
    }

    /** By partition, the lowest offset that has not been dispatched; a new array. */
    long[] next() {
        return positions.resumeFrom();
    }

    /** Those offsets as a cursor. */
    String text(long[] next) {
        return codec.encode(new Cursor(next));
    }

    /** The offsets of a client's cursor, by partition; null when it is none of ours. */
    long[] read(String cursor) {
        return codec.decode(cursor) instanceof CursorReading.Valid valid
                ? valid.cursor().next()
                : null;
    }
}
