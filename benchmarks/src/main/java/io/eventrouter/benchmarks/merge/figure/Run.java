package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.merge.variant.Variant;
import java.util.List;
import java.util.Map;

/**
 * A finished run, as the page tells it.
 *
 * @param sizes every size of the run, by what it is
 * @param problems measurements that failed, and why
 */
public record Run(
        RunFacts facts,
        Map<String, String> sizes,
        Figures<Variant> figures,
        List<String> problems) {}
