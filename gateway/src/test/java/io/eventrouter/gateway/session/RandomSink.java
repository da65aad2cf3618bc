package io.eventrouter.gateway.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A connection that completes some writes at once, some later and some never, and that checks what
 * it is sent: one write at a time, none after the close, no event twice, messages before events and
 * urgent ones before others.
 */
final class RandomSink implements FrameSink {
    private final Random random;
    private final double completesAtOnce;
    private final boolean answers;
    private long lastProbe;
    private final Set<String> positions = new HashSet<>();
    private final List<EventFrame> events = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private Completion pending;
    private CloseReason closedWith;
    private boolean broken;

    RandomSink(Random random, double completesAtOnce) {
        this.random = random;
        this.completesAtOnce = completesAtOnce;
        answers = random.nextBoolean();
    }

    @Override
    public boolean answersPings() {
        return answers;
    }

    /** The number of the last ping; 0 for none. */
    long lastProbe() {
        return lastProbe;
    }

    @Override
    public void write(List<Outbound> messages, Completion completion) {
        if (pending != null) violations.add("a second write in flight");
        if (closedWith != null) violations.add("a write after the close");
        if (broken) violations.add("a write after a failure");
        int most = SessionQueue.BATCH_MESSAGES + (answers ? 1 : 0);
        if (messages.isEmpty() || messages.size() > most)
            violations.add("a write of " + messages.size());
        checkOrder(messages);
        messages.forEach(this::take);
        if (random.nextDouble() < completesAtOnce) completion.written();
        else pending = completion;
    }

    private void checkOrder(List<Outbound> messages) {
        int lastKind = 0;
        for (Outbound message : messages) {
            int kind = kindOf(message);
            if (message instanceof ServerMessage.Checkpoint) continue;
            if (kind < lastKind) violations.add("an urgent message behind others");
            lastKind = kind;
        }
    }

    private static int kindOf(Outbound message) {
        if (message instanceof ServerMessage) return 0;
        if (message instanceof Probe) return 3;
        return ((EventFrame) message).priority().rank() == 0 ? 1 : 2;
    }

    private void take(Outbound message) {
        if (message instanceof Probe probe) lastProbe = probe.number();
        if (!(message instanceof EventFrame event)) return;
        String position = FakeSink.positionOf(event);
        if (!positions.add(position)) violations.add("event " + position + " twice");
        events.add(event);
    }

    @Override
    public void close(CloseReason reason) {
        if (closedWith != null) violations.add("a second close");
        closedWith = reason;
    }

    @Override
    public long progress() {
        return 0;
    }

    /** Completes the write that is in flight, if one is. */
    void complete() {
        if (pending == null) return;
        Completion completion = pending;
        pending = null;
        completion.written();
    }

    /** Breaks the connection, if a write is in flight. */
    void fail() {
        if (pending == null) return;
        broken = true;
        Completion completion = pending;
        pending = null;
        completion.failed(new IOException("reset"));
    }

    boolean isIntact() {
        return closedWith == null && !broken;
    }

    /** Whether a write has failed and nobody has closed the connection since. */
    boolean isLeftOpen() {
        return broken && closedWith == null;
    }

    CloseReason closedWith() {
        return closedWith;
    }

    Set<String> positions() {
        return positions;
    }

    List<EventFrame> events() {
        return events;
    }

    List<String> violations() {
        return violations;
    }
}
