package io.eventrouter.cli.letters;

import io.eventrouter.letters.Prepared;
import io.eventrouter.wire.CloudEventHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a replay would do. Keeps counts, and the first of the letters that cannot go. Confined to
 * one thread while it is made.
 */
public final class ReplayPlan {
    private static final int MOST_SHOWN = 20;

    private final BoxKind kind;
    private final Map<String, Long> ready = new TreeMap<>();
    private final List<String> blocked = new ArrayList<>();
    private long blockedCount;

    ReplayPlan(BoxKind kind) {
        this.kind = kind;
    }

    void add(Prepared prepared) {
        if (prepared instanceof Prepared.Ready go) {
            ready.merge(go.record().topic(), 1L, Long::sum);
        } else if (prepared instanceof Prepared.Blocked stays) {
            blockedCount++;
            if (blocked.size() < MOST_SHOWN) blocked.add(note(stays));
        }
    }

    /** Why it stays, with the flag that is the way out. */
    private static String note(Prepared.Blocked stays) {
        String way =
                switch (stays.obstacle()) {
                    case REPLAYED -> " (--again)";
                    case PARTIAL -> "";
                    case NO_LEVEL -> " (--to says which)";
                    case DEAD_AGAIN -> " (--force)";
                    case EXPIRED -> " (--without-header " + CloudEventHeaders.EXPIRYTIME + ")";
                };
        return stays.letter().at() + " " + stays.why() + way;
    }

    /** One of what is replayed, such as {@code dead letter}. */
    public String noun() {
        return kind.noun();
    }

    /** What names one of them in JSON: {@code letter}, {@code event}. */
    public String member() {
        return kind.keepsReceipts() ? "letter" : "event";
    }

    /** How many can go. */
    public long ready() {
        return ready.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many are meant and cannot go. */
    public long blocked() {
        return blockedCount;
    }

    /** Those that cannot go, a line each, with a word about those that are not shown. */
    public List<String> notes() {
        var lines = new ArrayList<>(blocked);
        if (blockedCount > lines.size()) lines.add((blockedCount - lines.size()) + " more stay");
        return lines;
    }

    /** Such as {@code 12 dead letters: 10 to events.high, 2 to events.low}. */
    public String text() {
        return kind.count(ready())
                + ": "
                + ready.entrySet().stream()
                        .map(e -> e.getValue() + " to " + e.getKey())
                        .collect(Collectors.joining(", "));
    }
}
