package io.eventrouter.benchmarks.fanout.load;

import io.eventrouter.benchmarks.process.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What this process can be told to do; each command is answered when it is done. Confined to the
 * main thread.
 */
final class Load {
    private static final long CONNECT_MILLIS = 180_000;
    private static final long TASK_MILLIS = 60_000;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final int CHURNING_ALIVE = 500;

    private final SessionLoop loop;
    private final Target target;
    private final Input input;
    private final List<Long> pids;
    private Publisher closedLoopPublisher;
    private Churning churning;
    private int connected;
    private List<ClientSession> stalled = List.of();

    Load(SessionLoop loop, Target target, Input input, List<Long> pids) {
        this.loop = loop;
        this.target = target;
        this.input = input;
        this.pids = pids;
    }

    Words perform(Words command) {
        return switch (command.name()) {
            case "open" -> open(command.number("count"));
            case "closed" -> closed(command);
            case "paced" -> paced(command);
            case "stall" -> stall(command.number("count"));
            case "replace" -> replace();
            case "churn" -> churn(command.number("rate"));
            case "calm" -> calm();
            case "count" -> count();
            default -> throw new IllegalArgumentException("no such command: " + command);
        };
    }

    private Words open(int count) {
        var done = new CompletableFuture<Integer>();
        long start = System.nanoTime();
        loop.run(new Connecting(loop, target, connected, count, done), done, CONNECT_MILLIS);
        connected += count;
        return reply("open", Map.of("nanos", System.nanoTime() - start));
    }

    private Words closed(Words command) {
        if (closedLoopPublisher == null) closedLoopPublisher = input.open();
        var terms =
                new ClosedLoop.Terms(
                        command.number("group"),
                        command.number("bytes"),
                        command.number("rank"),
                        nanos(command, "warm"),
                        nanos(command, "millis"),
                        pids);
        var done = new CompletableFuture<Words>();
        return loop.run(
                new ClosedLoop(loop, closedLoopPublisher, target, terms, done),
                done,
                command.number("warm") + command.number("millis") + PATIENCE_MILLIS);
    }

    private static long nanos(Words command, String key) {
        return Duration.ofMillis(command.number(key)).toNanos();
    }

    /** A fixed rate for some levels: {@code rate0=20 bytes0=128 rate3=…}. */
    private Words paced(Words command) {
        var pacers = new ArrayList<Pacer>();
        try {
            for (int rank = 0; rank < Input.LEVELS.size(); rank++)
                if (command.has("rate" + rank))
                    pacers.add(
                            new Pacer(
                                    input.open(),
                                    rank,
                                    command.number("bytes" + rank),
                                    command.value("rate" + rank)));
            Words measured = paced(pacers, command);
            pacers.forEach(Pacer::end);
            return withAllPublished(measured, pacers);
        } finally {
            pacers.forEach(Pacer::end);
        }
    }

    /** Adds what was published from first to last, outside the window too. */
    private static Words withAllPublished(Words measured, List<Pacer> pacers) {
        var values = new LinkedHashMap<>(measured.values());
        for (Pacer pacer : pacers)
            values.put("level" + pacer.rank() + ".all", Long.toString(pacer.published()));
        return new Words(measured.name(), values);
    }

    private Words paced(List<Pacer> pacers, Words command) {
        Deadline.in(Duration.ofMillis(command.number("warm"))).await();
        long[] before = pacers.stream().mapToLong(Pacer::published).toArray();
        Window window = loop.call(() -> new Window(loop, pids), TASK_MILLIS);
        Deadline.in(Duration.ofMillis(command.number("millis"))).await();
        long[] after = pacers.stream().mapToLong(Pacer::published).toArray();
        loop.call(() -> end(window, pacers, before, after), TASK_MILLIS);
        // What was published before the end is on its way yet, and counts.
        Deadline.in(Duration.ofMillis(command.number("grace"))).await();
        return loop.call(() -> window.reply("paced"), TASK_MILLIS);
    }

    private Window end(Window window, List<Pacer> pacers, long[] before, long[] after) {
        window.end();
        window.put("sessions", loop.open().size());
        for (int i = 0; i < pacers.size(); i++)
            window.put("level" + pacers.get(i).rank() + ".published", after[i] - before[i]);
        return window;
    }

    /** Some sessions read nothing from now on; what they receive is not expected either. */
    private Words stall(int count) {
        stalled =
                loop.call(
                        () -> {
                            List<ClientSession> some = List.copyOf(loop.open().subList(0, count));
                            some.forEach(ClientSession::stall);
                            loop.open().removeAll(some);
                            return some;
                        },
                        TASK_MILLIS);
        return reply("stall", Map.of());
    }

    /** New sessions take the place of those that are stalled. */
    private Words replace() {
        loop.call(
                () -> {
                    stalled.forEach(ClientSession::close);
                    return stalled;
                },
                TASK_MILLIS);
        int count = stalled.size();
        stalled = List.of();
        open(count);
        return reply("replace", Map.of());
    }

    private Words churn(int perSecond) {
        churning = new Churning(loop, target, perSecond, CHURNING_ALIVE);
        loop.call(
                () -> {
                    loop.begin(churning);
                    return churning;
                },
                TASK_MILLIS);
        return reply("churn", Map.of());
    }

    private Words calm() {
        long completed =
                loop.call(
                        () -> {
                            churning.end();
                            return churning.completed();
                        },
                        TASK_MILLIS);
        return reply("calm", Map.of("completed", completed));
    }

    private Words count() {
        long deliveries = loop.call(() -> loop.tally().deliveries(), TASK_MILLIS);
        return reply("count", Map.of("deliveries", deliveries));
    }

    private Words reply(String name, Map<String, Long> more) {
        var values = new LinkedHashMap<String, String>();
        more.forEach((key, value) -> values.put(key, value.toString()));
        values.putAll(loop.call(this::state, TASK_MILLIS));
        return new Words(name, values);
    }

    private Map<String, String> state() {
        return Map.of(
                "sessions",
                Integer.toString(loop.open().size()),
                "losses",
                loop.losses().toString().replace(' ', '_'));
    }

    /**
     * @param pids joined by commas
     */
    static List<Long> pids(String pids) {
        return Arrays.stream(pids.split(",", -1)).map(Long::valueOf).toList();
    }
}
