package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figures;
import java.util.List;

/** One kind of measurement. Confined to the measuring thread. */
interface Trial {
    /** Of which servers it is made. */
    List<Server> servers(List<Server> installed);

    /** Measures one server once. */
    void run(Server server, int round, Figures<Server> into);
}
