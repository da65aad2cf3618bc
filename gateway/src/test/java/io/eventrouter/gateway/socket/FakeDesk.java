package io.eventrouter.gateway.socket;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.console.ConsoleDesk;
import io.eventrouter.gateway.console.KickOutcome;
import io.eventrouter.gateway.console.ReplayOutcome;
import io.eventrouter.gateway.console.ReplayRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;

/** A console that does as it is told, and notes what it was asked. Thread-safe. */
final class FakeDesk implements ConsoleDesk {
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile KickOutcome kick = KickOutcome.KICKED;
    volatile ReplayOutcome replay = new ReplayOutcome.Replayed("events.high:1:9", true);

    @Override
    public String status(Rights rights) {
        return rights.toString();
    }

    @Override
    public String letters() {
        return "letters";
    }

    @Override
    public String sessions(boolean whose) {
        return whose ? "with clients" : "without clients";
    }

    @Override
    public CompletableFuture<KickOutcome> kick(String session, String who) {
        asked.add("kick " + session + " " + who);
        return CompletableFuture.completedFuture(kick);
    }

    /** Refused where who asks may not publish to orders.eu at high, whatever the letter. */
    @Override
    public CompletableFuture<ReplayOutcome> replay(
            ReplayRequest request, BiPredicate<Channel, Priority> mayPublish, String who) {
        asked.add("replay " + request.letter() + " " + who);
        boolean may =
                mayPublish.test(new Channel("orders.eu"), Priorities.standard().require("high"));
        return CompletableFuture.completedFuture(
                may ? replay : ReplayOutcome.refused(ReplayOutcome.Reason.FORBIDDEN, "not yours"));
    }
}
