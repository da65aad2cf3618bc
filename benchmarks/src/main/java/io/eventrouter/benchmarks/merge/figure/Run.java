package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.process.MachineFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A finished run, as the page tells it.
 *
 * @param command what was called
 * @param revision of the sources
 * @param sizes every size of the run, by what it is
 * @param problems measurements that failed, and why
 */
public record Run(
        Instant began,
        Duration took,
        String command,
        String revision,
        MachineFacts machine,
        Map<String, String> sizes,
        Figures figures,
        List<String> problems) {}
