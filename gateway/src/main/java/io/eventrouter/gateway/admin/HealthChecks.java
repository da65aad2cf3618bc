package io.eventrouter.gateway.admin;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks of a process, by name. Live: failing means that only a restart helps. Ready: failing
 * means that it should be given no traffic for now.
 *
 * <p>Thread-safe. Checks run on the admin port's threads at each request: they must not block.
 */
public final class HealthChecks {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);

    private final Map<String, Supplier<Health>> live = new ConcurrentSkipListMap<>();
    private final Map<String, Supplier<Health>> ready = new ConcurrentSkipListMap<>();

    /** Adds a check of liveness, or replaces the one of that name. */
    public void live(String name, Supplier<Health> check) {
        live.put(name, check);
    }

    /** Adds a check of readiness, or replaces the one of that name. */
    public void ready(String name, Supplier<Health> check) {
        ready.put(name, check);
    }

    /** What each check of liveness finds now, by name. */
    public Map<String, Health> live() {
        return run(live);
    }

    /** What each check of readiness finds now, by name. */
    public Map<String, Health> ready() {
        return run(ready);
    }

    /** Whether all checks of readiness hold now. */
    public boolean isReady() {
        return ready().values().stream().allMatch(Health::healthy);
    }

    private static Map<String, Health> run(Map<String, Supplier<Health>> checks) {
        var found = new TreeMap<String, Health>();
        checks.forEach((name, check) -> found.put(name, run(name, check)));
        return Collections.unmodifiableMap(found);
    }

    private static Health run(String name, Supplier<Health> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("check", name).log("A health check failed to run");
            return Health.failing("the check itself failed; see the log");
        }
    }
}
