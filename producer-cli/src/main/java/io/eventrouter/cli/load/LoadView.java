package io.eventrouter.cli.load;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows how a load goes, on a daemon thread of its own: a table that is drawn anew each second on a
 * terminal, else a line now and then. Nobody else may write to the same place until it is closed.
 */
public final class LoadView implements AutoCloseable {
    private static final Duration TABLE_EVERY = Duration.ofSeconds(1);
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Supplier<LoadReport> reports;
    private final LoadText text;
    private final PrintWriter out;
    private final int columns;
    private final long startNanos = System.nanoTime();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(LoadView::newThread);

    // Of the thread; of the closing one once that has ended.
    private int drawnLines;

    /** Shows only when it is told to. */
    LoadView(Supplier<LoadReport> reports, LoadText text, PrintWriter out, int columns) {
        this.reports = reports;
        this.text = text;
        this.out = out;
        this.columns = columns;
    }

    /**
     * Begins to show.
     *
     * @param reports called by the view's thread alone, until it is closed
     * @param columns of the terminal; 0 where there is none, and nothing can be drawn over
     */
    public static LoadView open(
            Supplier<LoadReport> reports, LoadText text, PrintWriter out, int columns) {
        var view = new LoadView(reports, text, out, columns);
        long every = (columns > 0 ? TABLE_EVERY : LINE_EVERY).toMillis();
        ScheduledFuture<?> unused =
                view.thread.scheduleAtFixedRate(view::show, every, every, TimeUnit.MILLISECONDS);
        return view;
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "load-view");
        thread.setDaemon(true);
        return thread;
    }

    void show() {
        LoadReport report = reports.get();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        if (columns > 0) draw(text.live(report, elapsed, columns));
        else out.println(text.line(report, elapsed));
        out.flush();
    }

    private void draw(List<String> lines) {
        erase();
        lines.forEach(out::println);
        drawnLines = lines.size();
    }

    private void erase() {
        if (drawnLines > 0) out.print("\u001b[" + drawnLines + "A\r\u001b[J");
        drawnLines = 0;
    }

    /** Takes the table away. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) erase();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.flush();
    }
}
