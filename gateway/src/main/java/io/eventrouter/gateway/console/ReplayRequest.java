package io.eventrouter.gateway.console;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.letters.HeaderEdits;
import io.eventrouter.letters.ReplayOrder;
import java.util.Optional;

/**
 * Which dead letter is to be replayed, and how. Immutable.
 *
 * @param letter its place in the dead-letter topic
 * @param channel given to the event; without it the event keeps what it asks for
 * @param level whose topic it goes to; without it the one it came from
 * @param dryRun whether only to say what would happen
 */
public record ReplayRequest(
        Position letter, Optional<Channel> channel, Optional<Priority> level, boolean dryRun) {
    /** Neither by force nor again: who needs that takes the command line. */
    ReplayOrder order() {
        return new ReplayOrder(level, HeaderEdits.NONE.withChannel(channel), false, false);
    }
}
