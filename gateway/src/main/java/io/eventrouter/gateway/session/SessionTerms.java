package io.eventrouter.gateway.session;

import io.eventrouter.config.Level;
import io.eventrouter.config.LevelSettings;
import io.eventrouter.config.OverflowPolicy;
import io.eventrouter.config.OverflowSettings;
import io.eventrouter.config.SessionSettings;
import io.eventrouter.gateway.feed.LevelOrder;
import io.eventrouter.gateway.feed.LevelQueues;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What holds for every session of a gateway: its bounds, the order of its levels, its welcome.
 * Immutable and thread-safe.
 */
final class SessionTerms {
    /** Room for answers and hints beside one answer to each subscription made and ended. */
    private static final int SPARE_MESSAGES = 256;

    private final SessionSettings settings;
    private final LevelSettings levels;
    private final LevelOrder order;
    private final boolean[] sheddable;
    private final Supplier<String> gatewayName;
    private final int queueMessages;
    private final long writeTimeoutNanos;
    private final long checkpointNanos;

    /**
     * @param gatewayName asked for at each welcome, since it may tell the port
     */
    SessionTerms(
            SessionSettings settings,
            Duration checkpointInterval,
            LevelSettings levels,
            Supplier<String> gatewayName) {
        this.settings = settings;
        this.levels = levels;
        order = new LevelOrder(levels);
        sheddable = sheddable(settings.overflow(), levels);
        this.gatewayName = gatewayName;
        checkpointNanos = checkpointInterval.toNanos();
        queueMessages = SPARE_MESSAGES + 2 * settings.maxSubscriptions();
        writeTimeoutNanos = settings.writeTimeout().toNanos();
    }

    private static boolean[] sheddable(OverflowSettings overflow, LevelSettings levels) {
        var sheddable = new boolean[levels.levels().size()];
        for (int rank = 0; rank < sheddable.length; rank++)
            sheddable[rank] = overflow.of(rank, levels) == OverflowPolicy.DROP_OLDEST;
        return sheddable;
    }

    /** By rank. */
    List<Level> levels() {
        return levels.levels();
    }

    /**
     * The level to drop an event of: the one that has most for its weight, with one more of the
     * arriving level; -1 when nothing may be dropped.
     */
    int levelToShed(LevelQueues<?> events, int arriving) {
        int most = -1;
        double mostPerWeight = 0;
        for (int rank = 0; rank < order.levels(); rank++) {
            if (!sheddable[rank]) continue;
            int count = events.size(rank) + (rank == arriving ? 1 : 0);
            double perWeight = (double) count / order.weight(rank);
            if (count == 0 || perWeight < mostPerWeight) continue;
            most = rank;
            mostPerWeight = perWeight;
        }
        return most;
    }

    LevelOrder order() {
        return order;
    }

    /** The rank of the least urgent level. */
    int leastRank() {
        return order.levels() - 1;
    }

    /** Events that may wait. */
    int queueEvents() {
        return settings.queueEvents();
    }

    /** Bytes of events that may wait. */
    long queueBytes() {
        return settings.queueBytes();
    }

    /** Control messages that may wait, and commands that the worker may have to do. */
    int queueMessages() {
        return queueMessages;
    }

    int maxSubscriptions() {
        return settings.maxSubscriptions();
    }

    /** A session that is sent events has a checkpoint no more often than that. */
    long checkpointNanos() {
        return checkpointNanos;
    }

    /** How much longer than on the shortest way events may be under way; 0 for any time. */
    long sendAheadNanos() {
        return settings.sendAhead().toNanos();
    }

    long writeTimeoutNanos() {
        return writeTimeoutNanos;
    }

    ServerMessage.Welcome welcome(String session, String cursor) {
        return new ServerMessage.Welcome(
                session,
                gatewayName.get(),
                cursor,
                (int) settings.heartbeat().toSeconds(),
                settings.maxSubscriptions(),
                settings.maxFrameBytes());
    }
}
