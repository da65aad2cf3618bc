package io.eventrouter.merge.streams;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that says of a partition without a leader that it has no lag. A task of Kafka Streams
 * waits, without a limit, for a partition that has records on the broker and none in its queue: one
 * level whose leader is away would hold up all others of its partition. With a lag of 0 they go on,
 * and the level joins them again when it has a leader (docs/decisions/0013). Where somebody wants
 * to know how far behind the lane is, it tells after each poll, and in the same way: nobody needs
 * to make room for what cannot be read.
 *
 * <p>Everything else is the consumer's own. Who has a leader is looked up in the consumer's own
 * metadata, once a second at most: nothing is asked of a broker. Confined to its stream thread, as
 * consumers are.
 */
final class LeaderlessLag implements InvocationHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderlessLag.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final LanePace pace;
    private final LongSupplier nanoTime;
    private final Set<TopicPartition> leaderless = new HashSet<>();
    private long lookedNanos;
    private boolean looked;

    private LeaderlessLag(Consumer<byte[], byte[]> consumer, LanePace pace, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    @SuppressWarnings("unchecked") // a proxy of that one interface
    static Consumer<byte[], byte[]> over(
            Consumer<byte[], byte[]> consumer, LanePace pace, LongSupplier nanoTime) {
        return (Consumer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        LeaderlessLag.class.getClassLoader(),
                        new Class<?>[] {Consumer.class},
                        new LeaderlessLag(consumer, pace, nanoTime));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("currentLag")) return lag((TopicPartition) arguments[0]);
        try {
            Object result = method.invoke(consumer, arguments);
            if (method.getName().equals("poll") && pace.watchesLag()) pace.lag(lag());
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Of all partitions, as far as it is known. */
    private long lag() {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) sum += lag(partition).orElse(0);
        return sum;
    }

    private OptionalLong lag(TopicPartition partition) {
        OptionalLong lag = consumer.currentLag(partition);
        boolean waitsFor = lag.isEmpty() || lag.getAsLong() > 0;
        return waitsFor && isLeaderless(partition) ? OptionalLong.of(0) : lag;
    }

    private boolean isLeaderless(TopicPartition partition) {
        long now = nanoTime.getAsLong();
        if (!looked || now - lookedNanos >= EVERY_NANOS) {
            looked = true;
            lookedNanos = now;
            look();
        }
        return leaderless.contains(partition);
    }

    private void look() {
        var found = new HashSet<TopicPartition>();
        for (TopicPartition partition : consumer.assignment())
            if (hasNoLeader(partition)) found.add(partition);
        if (found.equals(leaderless)) return;
        LOG.atWarn()
                .addKeyValue("partitions", found)
                .log(
                        found.isEmpty()
                                ? "all partitions have leaders again"
                                : "partitions without a leader; what is in them has to wait");
        leaderless.clear();
        leaderless.addAll(found);
    }

    private boolean hasNoLeader(TopicPartition partition) {
        try {
            return consumer.partitionsFor(partition.topic(), Duration.ZERO).stream()
                    .anyMatch(p -> p.partition() == partition.partition() && p.leader() == null);
        } catch (KafkaException e) {
            // The topic is not in the metadata: nothing is known.
            return false;
        }
    }
}
