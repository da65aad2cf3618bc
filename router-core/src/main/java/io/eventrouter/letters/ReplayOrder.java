package io.eventrouter.letters;

import io.eventrouter.event.Priority;
import java.util.Optional;

/**
 * How letters are replayed.
 *
 * @param to the level; without it each goes back to the topic it was in
 * @param force even what would be a dead letter again
 * @param again even what was replayed before
 */
public record ReplayOrder(Optional<Priority> to, HeaderEdits edits, boolean force, boolean again) {}
