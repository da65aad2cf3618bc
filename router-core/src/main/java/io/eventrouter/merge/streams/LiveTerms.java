package io.eventrouter.merge.streams;

import io.eventrouter.config.InvalidSettingsException;
import io.eventrouter.config.LevelSettings;
import io.eventrouter.config.MergePolicy;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsWatch;
import io.eventrouter.event.Priority;
import io.eventrouter.merge.LaneLevels;
import io.eventrouter.merge.LaneTerms;
import io.eventrouter.merge.TermsChange;
import io.eventrouter.schedule.RecordCost;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The terms of a router's lanes, which change while it runs: whoever watches the settings tells it,
 * and every stream thread takes the new ones with its next record. {@link TermsChange} decides what
 * is taken; what is refused is logged and counted, and the old terms stay.
 *
 * <p>Told by one thread at a time; read by all stream threads, without a lock.
 */
public final class LiveTerms implements SettingsWatch.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTerms.class);

    private final Map<Lane, AtomicReference<LaneTerms>> lanes = new EnumMap<>(Lane.class);
    private final Counter adopted;
    private final Counter refused;
    private volatile LevelSettings levels;
    private RecordCost cost;

    LiveTerms(Settings settings, MeterRegistry registry) {
        this.levels = settings.levels();
        this.cost = settings.router().cost();
        for (LaneLevels lane : LaneLevels.of(levels))
            lanes.put(lane.lane(), new AtomicReference<>(lane.terms(cost)));
        this.adopted = counter("adopted", registry);
        this.refused = counter("refused", registry);
        boolean weighted = settings.router().policy().policy() == MergePolicy.WEIGHTED;
        for (Priority level : levels.priorities())
            if (weighted && !levels.of(level).express())
                Gauge.builder("eventrouter.router.weight", this, t -> t.weightOf(level))
                        .description("What the level's part of the shared lane goes by")
                        .tag("level", level.name())
                        .register(registry);
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("eventrouter.router.settings.changes")
                .description("Changes of the settings of a running router")
                .tag("outcome", outcome)
                .register(registry);
    }

    private int weightOf(Priority level) {
        return levels.of(level).weight().orElseThrow();
    }

    /** The lane's terms, whenever it is asked. */
    Supplier<LaneTerms> of(Lane lane) {
        return lanes.get(lane)::get;
    }

    @Override
    public void changed(Settings before, Settings now) {
        var change = TermsChange.decide(levels, cost, now.levels(), now.router().cost());
        if (change instanceof TermsChange.Adopt adopt) adopt(adopt);
        if (change instanceof TermsChange.Refuse refuse) refuse(refuse.reason());
        if (!now.equals(before.withTerms(now.levels(), now.router().cost())))
            LOG.warn("other settings than weights and costs have changed: they need a restart");
    }

    private void adopt(TermsChange.Adopt adopt) {
        levels = adopt.levels();
        cost = adopt.cost();
        for (LaneLevels lane : LaneLevels.of(levels)) lanes.get(lane.lane()).set(lane.terms(cost));
        adopted.increment();
        LOG.atInfo()
                .addKeyValue("levels", levels)
                .addKeyValue("costPerRecord", cost.perRecord())
                .addKeyValue("costPerByte", cost.perByte())
                .log("the router goes by new weights");
    }

    @Override
    public void invalid(InvalidSettingsException problems) {
        refuse(String.join("; ", problems.problems()));
    }

    private void refuse(String reason) {
        refused.increment();
        LOG.atWarn()
                .addKeyValue("reason", reason)
                .addKeyValue("levels", levels)
                .log("changed settings are refused; the router goes by the old weights");
    }
}
