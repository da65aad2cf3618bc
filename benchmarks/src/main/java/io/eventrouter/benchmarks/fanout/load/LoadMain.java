package io.eventrouter.benchmarks.fanout.load;

import io.eventrouter.benchmarks.process.ParentLink;
import java.util.List;

/**
 * Clients in a process of their own. Its argument is {@code load port=… style=… subscriptions=…
 * input=… pids=… address=…}; {@link Load} says what it can be told.
 */
public final class LoadMain {
    private LoadMain() {}

    public static void main(String[] args) {
        Words words = Words.parse(String.join(" ", args));
        var loop = new SessionLoop(words.number("address"));
        loop.start();
        List<Long> pids = Load.pids(words.text("pids"));
        var load = new Load(loop, Target.of(words), Input.parse(words.text("input")), pids);
        ParentLink.serve("load", line -> load.perform(Words.parse(line)).toString());
        Runtime.getRuntime().halt(0);
    }
}
