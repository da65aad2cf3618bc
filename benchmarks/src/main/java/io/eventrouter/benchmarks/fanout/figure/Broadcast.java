package io.eventrouter.benchmarks.fanout.figure;

/**
 * One kind of broadcast.
 *
 * @param sessions that receive each event
 * @param dataBytes of each event
 * @param group events under way at once
 */
public record Broadcast(int sessions, int dataBytes, int group) {
    /** As in names of metrics. */
    String path() {
        return sessions + "/" + dataBytes + "/" + group + "/";
    }

    /** As in tables and charts. */
    public String label() {
        return sessions
                + " sessions, "
                + (dataBytes % 1024 == 0 ? dataBytes / 1024 + " KiB" : dataBytes + " B")
                + ", "
                + (group == 1 ? "one at a time" : "bursts of " + group);
    }

    static Broadcast parse(String path) {
        String[] parts = path.split("/", -1);
        return new Broadcast(
                Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
}
