package io.eventrouter.benchmarks.micro;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import io.eventrouter.gateway.routing.Recipient;
import io.eventrouter.gateway.routing.RoutingIndex;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Finds the recipients of a channel, chosen by chance among 16,384, with so many subscriptions in
 * the index. Each has a channel of its own; with wildcards one in a hundred is a pattern.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Lookup {
    private static final int ASKED = 1 << 14;
    private static final int PATTERN_IN = 100;
    private static final int LEAST_RANK = 3;
    private static final Position ANYWHERE = new Position(1, 0);

    @Param({"1", "1000", "1000000"})
    public int subscriptions;

    @Param({"false", "true"})
    public boolean wildcards;

    private final RoutingIndex<One> index = new RoutingIndex<>();
    private final Channel[] wanted = new Channel[ASKED];
    private final Channel[] unwanted = new Channel[ASKED];
    private int next;
    private long found;

    /** A recipient that is visited. */
    private static final class One implements Recipient {
        private long lastVisit;

        @Override
        public boolean claim(long visit) {
            if (lastVisit == visit) return false;
            lastVisit = visit;
            return true;
        }
    }

    @Setup
    public void fill() {
        for (int i = 0; i < subscriptions; i++)
            index.subscribe(new ChannelPattern(pattern(i)), new One(), LEAST_RANK);
        var random = new Random(1);
        for (int i = 0; i < ASKED; i++) {
            wanted[i] = new Channel(channel(random.nextInt(subscriptions)));
            unwanted[i] = new Channel("nobody.n" + i);
        }
    }

    private String pattern(int number) {
        return wildcards && number % PATTERN_IN == 0 ? "of.s" + number + ".*" : channel(number);
    }

    private static String channel(int number) {
        return "of.s" + number + ".orders";
    }

    @Benchmark
    public long oneRecipient() {
        return look(wanted);
    }

    @Benchmark
    public long noRecipient() {
        return look(unwanted);
    }

    private long look(Channel[] channels) {
        next = (next + 1) & (ASKED - 1);
        index.forEachRecipient(channels[next], 2, ANYWHERE, one -> found++);
        return found;
    }
}
