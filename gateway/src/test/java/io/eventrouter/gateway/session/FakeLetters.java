package io.eventrouter.gateway.session;

import io.eventrouter.wire.RoutedRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** Letters that a test keeps, or refuses, when it likes. */
final class FakeLetters implements UnackedLetters {
    /** The positions of all that was kept. */
    final List<String> kept = new ArrayList<>();

    /** When set, the next letter fails with it, as a fault of ours would. */
    RuntimeException fault;

    private final Queue<Letter> waiting = new ArrayDeque<>();

    private record Letter(RoutedRecord event, Consumer<Boolean> outcome) {}

    @Override
    public void keep(RoutedRecord event, String session, int attempts, Consumer<Boolean> outcome) {
        if (fault != null) throw fault;
        waiting.add(new Letter(event, outcome));
    }

    int waiting() {
        return waiting.size();
    }

    /** Settles the letter that has waited longest. */
    void settle(boolean stored) {
        Letter letter = waiting.remove();
        if (stored) kept.add(letter.event().position().toString());
        letter.outcome().accept(stored);
    }
}
