package io.eventrouter.cli.load;

import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.time.Duration;
import java.util.TreeMap;

/** Plans for tests: without a warm-up, in one channel. */
final class LoadPlans {
    static final Priority CRITICAL = Priorities.standard().byRank(0);
    static final Priority LOW = Priorities.standard().lowest();

    private LoadPlans() {}

    static LoadPlan plan(int critical, int low, Duration duration) {
        return plan(critical, low, Duration.ZERO, duration, 64);
    }

    static LoadPlan plan(int critical, int low, Duration warmUp, Duration duration, int bytes) {
        var rates = new TreeMap<Priority, Integer>();
        if (critical > 0) rates.put(CRITICAL, critical);
        if (low > 0) rates.put(LOW, low);
        return new LoadPlan(rates, warmUp, duration, bytes, 1, 0, Duration.ofMillis(200));
    }
}
