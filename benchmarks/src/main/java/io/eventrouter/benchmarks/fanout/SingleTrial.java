package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figures;
import java.util.List;

/** A measurement of one server at a time. */
interface SingleTrial extends Trial {
    /** Of which servers it is made. */
    List<Server> servers(List<Server> installed);

    /** Measures one server once. */
    void run(Server server, int round, Figures<Server> into);

    @Override
    default List<List<Server>> groups(List<Server> installed) {
        return servers(installed).stream().map(List::of).toList();
    }

    @Override
    default void run(List<Server> group, int round, Figures<Server> into) {
        run(group.get(0), round, into);
    }
}
