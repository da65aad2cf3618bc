package io.eventrouter.cli.publish;

import io.eventrouter.ingest.Acknowledged;

/** Is told, in the order of the lines and on the publishing thread, what became of each line. */
public interface Outcomes {
    void acknowledged(long line, Acknowledged acknowledged);

    /**
     * @param reason one sentence; text from the input is in it as is
     */
    void failed(long line, String reason);

    /** Now and then, and before it waits for input: how far it is. */
    void progressed(long bytesRead, long acknowledged);
}
