package io.eventrouter.merge.streams;

import io.eventrouter.config.LevelSettings;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.merge.LaneLevels;
import io.eventrouter.schedule.RecordCost;
import io.eventrouter.topics.Lane;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.topics.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lanes for tests without Kafka: {@code events.critical} express, the others shared, P = 3. */
final class Lanes {
    static final int MAX_DEAD_LETTER = 20_000;
    private static final LevelSettings LEVELS =
            LevelSettings.parse("critical:express,high:4,normal:2,low:1");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** What the lanes' clock says. */
    Instant now = Instant.parse("2026-11-24T08:30:00Z");

    /** What the lanes trace. */
    RouteSpans spans = RouteSpans.NONE;

    LaneContext context(Lane lane) {
        return context(lane, false);
    }

    LaneContext context(Lane lane, boolean exactlyOnce) {
        LaneLevels levels =
                LaneLevels.of(LEVELS).stream()
                        .filter(l -> l.lane() == lane)
                        .findFirst()
                        .orElseThrow();
        return new LaneContext(
                new TopicLayout(new TopicNames("events", LEVELS.priorities()), 3),
                levels,
                MAX_DEAD_LETTER,
                new LaneMeters(meters, levels),
                () -> levels.terms(RecordCost.UNIFORM),
                () -> now,
                LanePace.FREE,
                exactlyOnce,
                new RefusedRecords(),
                spans);
    }

    static Settings settings(String... overrides) {
        var values = new HashMap<String, String>();
        for (String override : overrides) {
            String[] pair = override.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return SettingsSources.load(Optional.empty(), Map.of(), values);
    }
}
