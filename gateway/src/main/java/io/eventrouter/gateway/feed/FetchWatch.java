package io.eventrouter.gateway.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Notices a consumer that is cut off from a broker. Its polls return nothing of that broker's
 * partitions and report nothing then, exactly as on a quiet topic; but on a quiet topic every
 * broker answers a fetch every {@code fetch.max.wait.ms}. Confined to the feed thread.
 */
final class FetchWatch {
    /** Many times the longest wait between two answers, and above a leader's fail-over. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** Small against the limit, and so seldom that going through the counts costs nothing. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Map<Integer, Double>> answersByBroker;
    private final LongSupplier nanoClock;
    private final Pace looks;
    private final Map<Integer, Heard> heard = new HashMap<>();
    private boolean cutOff;

    /**
     * @param answersByBroker counts that grow with every answer, of those brokers that should give
     *     some; empty when they are not known
     */
    FetchWatch(Supplier<Map<Integer, Double>> answersByBroker, LongSupplier nanoClock) {
        this.answersByBroker = answersByBroker;
        this.nanoClock = nanoClock;
        looks = new Pace(LOOK_NANOS, nanoClock);
    }

    /**
     * @param paused whether the consumer does not fetch at present by our own wish
     * @return whether some broker has not answered for too long
     */
    boolean isCutOff(boolean paused) {
        if (paused) {
            heard.clear();
            looks.restart();
            cutOff = false;
        } else if (looks.isDue()) cutOff = look();
        return cutOff;
    }

    private boolean look() {
        Map<Integer, Double> answers = answersByBroker.get();
        heard.keySet().retainAll(answers.keySet());
        long now = nanoClock.getAsLong();
        boolean silent = false;
        for (Map.Entry<Integer, Double> answer : answers.entrySet()) {
            double count = answer.getValue();
            Heard before = heard.get(answer.getKey());
            if (before == null || before.count() != count)
                heard.put(answer.getKey(), new Heard(count, now));
            else silent |= now - before.nanos() > LIMIT_NANOS;
        }
        return silent;
    }

    /** When a broker's count was seen to grow last. */
    private record Heard(double count, long nanos) {}
}
