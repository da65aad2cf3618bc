package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figures;
import java.util.List;

/** One kind of measurement. Confined to the measuring thread. */
interface Trial {
    /** Of which servers it is made, and which of them run at the same time. */
    List<List<Server>> groups(List<Server> installed);

    /** Measures the servers of a group once. */
    void run(List<Server> group, int round, Figures<Server> into);
}
