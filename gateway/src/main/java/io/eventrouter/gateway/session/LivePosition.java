package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.PositionTracker;
import io.eventrouter.gateway.resume.Cursor;
import io.eventrouter.gateway.resume.CursorCodec;
import io.eventrouter.gateway.resume.CursorReading;

/** Where one worker is in the routed topic, in the form that clients hold. Confined to it. */
final class LivePosition {
    private final CursorCodec codec;
    private final PositionTracker positions;

    LivePosition(CursorCodec codec, PositionTracker positions) {
        this.codec = codec;
        this.positions = positions;
    }

    /** A cursor at or before every event that has not been dispatched yet. */
    String cursor() {
        return codec.encode(new Cursor(positions.resumeFrom()));
    }

    /**
     * Whether a client with that cursor misses nothing when it is sent what is dispatched from now
     * on. Without a replay that holds only while nothing after the cursor has been dispatched.
     */
    boolean continues(String cursor) {
        return codec.decode(cursor) instanceof CursorReading.Valid valid
                && positions.nothingDispatchedSince(valid.cursor().next());
    }
}
