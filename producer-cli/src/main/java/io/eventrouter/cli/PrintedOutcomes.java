package io.eventrouter.cli;

import io.eventrouter.cli.publish.AcknowledgementText;
import io.eventrouter.cli.publish.Outcomes;
import io.eventrouter.cli.publish.Progress;
import io.eventrouter.cli.text.TerminalText;
import io.eventrouter.ingest.Acknowledged;
import java.io.PrintWriter;

/**
 * Prints what becomes of a bulk's lines: failures on standard error, and acknowledgements, where
 * they are wanted, on standard output. Confined to the command's thread.
 */
final class PrintedOutcomes implements Outcomes {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Progress progress;

    /**
     * @param json whether acknowledgements are printed, as JSON
     */
    PrintedOutcomes(PrintWriter out, PrintWriter err, boolean json, Progress progress) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.progress = progress;
    }

    @Override
    public void acknowledged(long line, Acknowledged acknowledged) {
        if (json) out.println(AcknowledgementText.json(acknowledged, line));
    }

    @Override
    public void failed(long line, String reason) {
        out.flush();
        err.println(progress.lineStart() + TerminalText.escape("line " + line + ": " + reason));
        err.flush();
    }

    @Override
    public void progressed(long bytesRead, long acknowledged) {
        out.flush();
        progress.at(bytesRead, acknowledged);
    }
}
