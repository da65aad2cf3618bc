package io.eventrouter.merge.streams;

import io.eventrouter.config.DedupeSettings;
import io.eventrouter.event.Priority;
import io.eventrouter.merge.RepeatWindow;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RouterHeaders;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * Tells whether a task has routed an event of this {@code source} and {@code id} on this level
 * within the window. It forgets all whenever the task begins anew: what it had not committed is
 * routed again then, and must not be taken for repeats of what may never have been written. Hence
 * after a restart, a failure or a rebalance a repeat of something before it passes. What somebody
 * replays from the dead letters passes in any case.
 *
 * <p>Confined to its task's stream thread.
 */
final class Repeats {
    private final DedupeSettings settings;
    private final MessageDigest digest;
    private final Map<Priority, RepeatWindow> windows = new HashMap<>();

    Repeats(DedupeSettings settings) {
        this.settings = settings;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * @param routed the event's headers
     */
    boolean isRepeat(Headers routed, Priority level, long nowMillis) {
        if (settings.isOff() || isReplay(routed)) return false;
        return windows.computeIfAbsent(level, l -> newWindow()).isRepeat(keyOf(routed), nowMillis);
    }

    /** A record that became a dead letter after it was seen here would be lost for good. */
    private static boolean isReplay(Headers routed) {
        return routed.lastHeader(RouterHeaders.REPLAYED_FROM) != null;
    }

    private RepeatWindow newWindow() {
        return new RepeatWindow(settings.window().toMillis(), settings.events());
    }

    /** The length keeps apart what would be alike end to end. */
    private RepeatWindow.Key keyOf(Headers routed) {
        byte[] source = routed.lastHeader(CloudEventHeaders.SOURCE).value();
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, source.length));
        digest.update(source);
        digest.update(routed.lastHeader(CloudEventHeaders.ID).value());
        var half = ByteBuffer.wrap(digest.digest());
        return new RepeatWindow.Key(half.getLong(), half.getLong());
    }

    void forgetAll() {
        windows.clear();
    }
}
