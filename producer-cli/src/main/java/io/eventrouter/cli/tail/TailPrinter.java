package io.eventrouter.cli.tail;

import io.eventrouter.cli.client.ClientListener;
import io.eventrouter.cli.client.Disconnection;
import io.eventrouter.cli.client.Gap;
import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.client.Welcome;
import io.eventrouter.cli.text.Durations;
import io.eventrouter.cli.text.TerminalText;
import java.io.PrintWriter;
import java.time.Duration;
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
    private final CompletableFuture<Void> enough = new CompletableFuture<>();
    private long left;

    /**
     * @param url what it is connected to
     * @param line an event as a line
     * @param most events to print before it is enough
     */
    public TailPrinter(
            String url,
            Function<ReceivedEvent, String> line,
            long most,
            PrintWriter out,
            PrintWriter err) {
        this.url = url;
        this.line = line;
        this.left = most;
        this.out = out;
        this.err = err;
    }

    /** Completes when no more events are wanted, or nobody reads them any more. */
    public CompletableFuture<Void> enough() {
        return enough.copy();
    }

    @Override
    public void onEvent(ReceivedEvent event) {
        if (enough.isDone()) return;
        out.println(line.apply(event));
        left--;
        // Each line at once: there may be somebody watching. A closed pipe shows here too.
        if (out.checkError() || left == 0) enough.complete(null);
    }

    @Override
    public void onReady(Welcome welcome) {
        String name = welcome.gateway().isEmpty() ? "" : " (gateway " + welcome.gateway() + ")";
        say("connected to " + url + name);
    }

    @Override
    public void onReconnecting(Disconnection why, Duration after) {
        say(url + ": " + why.description() + "; trying again in " + Durations.text(after));
    }

    @Override
    public void onGap(Gap gap) {
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
