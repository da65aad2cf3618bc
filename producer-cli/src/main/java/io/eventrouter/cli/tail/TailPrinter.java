package io.eventrouter.cli.tail;

import io.eventrouter.cli.client.ClientListener;
import io.eventrouter.cli.client.Disconnection;
import io.eventrouter.cli.client.Gap;
import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.client.Welcome;
import io.eventrouter.cli.text.Durations;
import io.eventrouter.cli.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Prints events on standard output, and what happens to the connection on standard error. Confined
 * to the client's thread.
 */
public final class TailPrinter implements ClientListener {
    private final String url;
    private final Function<ReceivedEvent, String> line;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Optional<CursorFile> kept;
    private final CompletableFuture<Void> enough = new CompletableFuture<>();
    private long left;
    private volatile String cursor;

    /**
     * @param url what it is connected to
     * @param line an event as a line
     * @param most events to print before it is enough
     * @param kept where to keep how far it has come
     */
    public TailPrinter(
            String url,
            Function<ReceivedEvent, String> line,
            long most,
            PrintWriter out,
            PrintWriter err,
            Optional<CursorFile> kept) {
        this.url = url;
        this.line = line;
        this.left = most;
        this.out = out;
        this.err = err;
        this.kept = kept;
    }

    /** Completes when no more events are wanted, or nobody reads them any more. */
    public CompletableFuture<Void> enough() {
        return enough.copy();
    }

    /** All before it was shown; empty before there is one. */
    public Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    @Override
    public void onEvent(ReceivedEvent event) {
        if (enough.isDone()) return;
        out.println(line.apply(event));
        kept.ifPresent(file -> event.position().ifPresent(file::shown));
        left--;
        // Each line at once: there may be somebody watching. A closed pipe shows here too.
        if (out.checkError() || left == 0) enough.complete(null);
    }

    /** With enough shown, events before it were left out. */
    @Override
    public void onCheckpoint(String checkpoint) {
        if (enough.isDone()) return;
        cursor = checkpoint;
        if (kept.isEmpty()) return;
        try {
            kept.get().reached(checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException("the cursor cannot be kept: " + e.getMessage(), e);
        }
    }

    @Override
    public void onReady(Welcome welcome) {
        kept.ifPresent(file -> welcome.cursor().ifPresent(file::begun));
        String name = welcome.gateway().isEmpty() ? "" : " (gateway " + welcome.gateway() + ")";
        say("connected to " + url + name);
    }

    @Override
    public void onReconnecting(Disconnection why, Duration after) {
        say(url + ": " + why.description() + "; trying again in " + Durations.text(after));
    }

    @Override
    public void onGap(Gap gap) {
        if (gap.reason().equals(Gap.UNRECOVERED))
            say(
                    "could not go on where it was: "
                            + (gap.count() > 0 ? "up to " + gap.count() + " events" : "events")
                            + " of "
                            + gap.channel()
                            + " are missed, unless there were none");
        else missed(gap);
    }

    private void missed(Gap gap) {
        say(
                "missed "
                        + (gap.count() > 0 ? gap.count() : "some")
                        + (gap.priority().isEmpty() ? "" : " " + gap.priority())
                        + " events"
                        + (gap.channel().isEmpty() ? "" : " of " + gap.channel())
                        + (gap.reason().isEmpty() ? "" : " (" + gap.reason() + ")"));
    }

    @Override
    public void onError(String code, String message) {
        say("the gateway reports " + code + (message.isEmpty() ? "" : ": " + message));
    }

    private void say(String text) {
        err.println(TerminalText.escape(text));
        err.flush();
    }
}
