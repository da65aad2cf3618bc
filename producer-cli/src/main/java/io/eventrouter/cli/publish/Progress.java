package io.eventrouter.cli.publish;

/** Shows how far a bulk is: a port, with a terminal or nothing behind it. One thread at a time. */
public interface Progress extends AutoCloseable {
    /** Shows nothing. */
    Progress NONE =
            new Progress() {
                @Override
                public void at(long bytesRead, long acknowledged) {}

                @Override
                public String lineStart() {
                    return "";
                }

                @Override
                public void close() {}
            };

    void at(long bytesRead, long acknowledged);

    /** What another line on the same terminal has to begin with. */
    String lineStart();

    /** Leaves the terminal as it should be. */
    @Override
    void close();
}
