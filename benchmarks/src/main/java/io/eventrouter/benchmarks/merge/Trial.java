package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.variant.Variant;

/** One kind of measurement. Confined to the measuring thread. */
interface Trial extends AutoCloseable {
    /** Measures one variant once. */
    void run(Variant variant, int round, Figures<Variant> into);

    /** Removes the topics that it has made. */
    @Override
    void close();
}
