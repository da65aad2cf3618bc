package io.eventrouter.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection that a test can stall, complete and break. It holds the session to its side of the
 * port: one write at a time, and nothing after the close.
 */
final class FakeSink implements FrameSink {
    private static final Pattern POSITION = Pattern.compile("\"position\":\"([0-9:]+)\"");

    private final List<List<Outbound>> writes = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private boolean stalled;
    private boolean answers;
    private RuntimeException failure;
    private Error nextError;
    private RuntimeException progressFailure;
    private Completion pending;
    private CloseReason closedWith;
    private long progress;

    static FakeSink fast() {
        return new FakeSink();
    }

    /** Its client answers pings, when the test says so. */
    static FakeSink answering() {
        var sink = new FakeSink();
        sink.answers = true;
        return sink;
    }

    /** Its writes stay in flight until {@link #complete}. */
    static FakeSink stalled() {
        var sink = new FakeSink();
        sink.stalled = true;
        return sink;
    }

    /** Its writes throw. */
    static FakeSink throwing() {
        var sink = new FakeSink();
        sink.failure = new IllegalStateException("cannot write");
        return sink;
    }

    @Override
    public void write(List<Outbound> messages, Completion completion) {
        if (pending != null) violations.add("a second write in flight");
        if (closedWith != null) violations.add("a write after the close");
        if (messages.isEmpty()) violations.add("an empty write");
        if (failure != null) throw failure;
        if (nextError != null) {
            Error error = nextError;
            nextError = null;
            throw error;
        }
        writes.add(List.copyOf(messages));
        if (stalled) pending = completion;
        else completion.written();
    }

    @Override
    public void close(CloseReason reason) {
        if (closedWith != null) violations.add("a second close");
        closedWith = reason;
    }

    @Override
    public long progress() {
        if (progressFailure != null) throw progressFailure;
        return progress;
    }

    @Override
    public boolean answersPings() {
        return answers;
    }

    /** The number of the last ping; 0 for none. */
    long lastProbe() {
        return messages().stream()
                .filter(Probe.class::isInstance)
                .mapToLong(message -> ((Probe) message).number())
                .max()
                .orElse(0);
    }

    /** The next write ends by an error of the machine; one behind it would succeed. */
    void failNextBy(Error error) {
        nextError = error;
    }

    /** From now on it fails when it is asked whether it goes on, as a fault of ours would. */
    void failWhenAsked() {
        progressFailure = new IllegalStateException("a fault of ours");
    }

    /** Takes a part of the write in flight. */
    void takeMore() {
        progress++;
    }

    /** Completes the write in flight; the next ones stall again. */
    void complete() {
        Completion completion = pending;
        pending = null;
        completion.written();
    }

    void fail() {
        Completion completion = pending;
        pending = null;
        completion.failed(new java.io.IOException("reset"));
    }

    boolean hasPending() {
        return pending != null;
    }

    Completion pending() {
        return pending;
    }

    CloseReason closedWith() {
        return closedWith;
    }

    List<String> violations() {
        return violations;
    }

    List<List<Outbound>> writes() {
        return writes;
    }

    /** Everything written, in order. */
    List<Outbound> messages() {
        return writes.stream().flatMap(List::stream).toList();
    }

    List<ServerMessage> controls() {
        return messages().stream()
                .filter(ServerMessage.class::isInstance)
                .map(ServerMessage.class::cast)
                .toList();
    }

    /** The positions of the events written, in order. */
    List<String> positions() {
        return messages().stream()
                .filter(EventFrame.class::isInstance)
                .map(frame -> positionOf((EventFrame) frame))
                .toList();
    }

    static String positionOf(EventFrame frame) {
        Matcher matcher = POSITION.matcher(UTF_8.decode(frame.view()));
        if (!matcher.find()) throw new AssertionError("an event without a position");
        return matcher.group(1);
    }
}
