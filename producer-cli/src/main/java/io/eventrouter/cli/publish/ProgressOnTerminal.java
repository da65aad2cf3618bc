package io.eventrouter.cli.publish;

import io.eventrouter.cli.text.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on standard error. The library draws it on a thread of its own. */
public final class ProgressOnTerminal implements Progress {
    private static final int UPDATE_MILLIS = 200;

    private final ProgressBar bar;
    private final boolean hasEnd;

    private ProgressOnTerminal(ProgressBar bar, boolean hasEnd) {
        this.bar = bar;
        this.hasEnd = hasEnd;
    }

    /**
     * A bar, where standard error is a terminal, whatever standard input and output are.
     *
     * @param bytes the size of the input; 0 or less when it has no known end
     * @param columns how wide it may be
     */
    public static Progress open(long bytes, int columns) {
        if (!Terminal.isError()) return NONE;
        var err =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var builder =
                new ProgressBarBuilder()
                        .setTaskName("publish")
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        // Given its width, it needs no terminal library, and so no native code.
                        .setConsumer(new ConsoleProgressBarConsumer(err, columns - 1));
        if (bytes > 0) builder.setInitialMax(bytes).setUnit(" KiB", 1024);
        else builder.setInitialMax(-1).setUnit(" events", 1).hideEta();
        return new ProgressOnTerminal(builder.build(), bytes > 0);
    }

    @Override
    public void at(long bytesRead, long acknowledged) {
        bar.stepTo(hasEnd ? bytesRead : acknowledged);
    }

    /** Over the bar, which is drawn again below. */
    @Override
    public String lineStart() {
        return "\r\u001b[K";
    }

    @Override
    public void close() {
        bar.close();
    }
}
