package io.eventrouter.benchmarks.fanout.server;

import io.eventrouter.benchmarks.fanout.message.RoutedEvents;
import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.benchmarks.process.Deadline;
import io.eventrouter.config.Level;
import io.eventrouter.config.LevelSettings;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.feed.LookAhead;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Hands events to the look-ahead as a feed does: reads the headers, and waits while the lane is
 * full. Each lane has one partition.
 *
 * <p>Thread-safe: one event of a lane at a time.
 */
final class DirectFeed implements ControlPort.Sink {
    private static final String TOPIC = "events.routed";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final LevelSettings levels;
    private final Priorities priorities;
    private final LookAhead lookAhead;
    private final Map<Lane, OneLane> lanes = new EnumMap<>(Lane.class);

    DirectFeed(LevelSettings levels, LookAhead lookAhead) {
        this.levels = levels;
        this.priorities = levels.priorities();
        this.lookAhead = lookAhead;
        for (Lane lane : Lane.values()) lanes.put(lane, new OneLane(lane));
    }

    @Override
    public void publish(String level, String channel, byte[] data) {
        Level found = levels.levels().get(priorities.require(level).rank());
        lanes.get(Lane.of(found)).publish(level, channel, data);
    }

    private final class OneLane {
        private final Lane lane;
        private long offset;

        OneLane(Lane lane) {
            this.lane = lane;
        }

        synchronized void publish(String level, String channel, byte[] data) {
            if (lookAhead.isFull(lane))
                Deadline.in(LONGEST_WAIT)
                        .await("room in the look-ahead", () -> lookAhead.hasRoomAgain(lane));
            var record =
                    RoutedEvents.consumed(TOPIC, lane.ordinal(), offset++, level, channel, data);
            lookAhead.add(
                    lane,
                    RoutedRecord.read(record, priorities)
                            .orElseThrow(() -> new BenchmarkException("not a routed record")));
        }
    }
}
