package io.eventrouter.benchmarks.fanout.load;

import io.eventrouter.benchmarks.process.BenchmarkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One thread, one selector, all sessions of this process.
 *
 * <p>{@link #call} and {@link #run} are for other threads; everything else is confined to the
 * loop's.
 */
final class SessionLoop {
    /** Something that goes on in the loop. */
    interface Step {
        /**
         * Does what is due.
         *
         * @return nanoseconds until it must be called again, which it may be earlier; less than 0
         *     when it is over
         */
        long run(long nowNanos);
    }

    private static final int BUFFER_BYTES = 256 << 10;
    private static final long LONGEST_WAIT_NANOS = 50_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int ADDRESSES = 8;

    private final Selector selector;
    private final int firstAddress;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> losses = new LinkedHashMap<>();
    private final List<ClientSession> open = new ArrayList<>();
    private final Tally tally = new Tally();
    private int lostOpen;
    private int refused;
    private int connections;

    /**
     * @param firstAddress the x of 127.0.0.x from which the first session comes; others come from
     *     the next {@value #ADDRESSES} in turn
     */
    SessionLoop(int firstAddress) {
        this.firstAddress = firstAddress;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        var thread = new Thread(this::loop, "sessions");
        thread.setDaemon(true);
        thread.start();
    }

    /** Any thread: calls it on the loop's and waits for what it returns. */
    <T> T call(Supplier<T> task, long limitMillis) {
        var result = new CompletableFuture<T>();
        tasks.add(() -> complete(result, task));
        selector.wakeup();
        return get(result, limitMillis);
    }

    /** Any thread: waits for a step, which completes the result. */
    <T> T run(Step step, CompletableFuture<T> result, long limitMillis) {
        tasks.add(() -> steps.add(step));
        selector.wakeup();
        return get(result, limitMillis);
    }

    /** On the loop's thread: begins a step that nobody waits for. */
    void begin(Step step) {
        steps.add(step);
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> task) {
        try {
            result.complete(task.get());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private static <T> T get(CompletableFuture<T> result, long limitMillis) {
        try {
            return result.orTimeout(limitMillis, TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw new BenchmarkException("the sessions did not do it: " + e.getCause(), e);
        }
    }

    private void loop() {
        try {
            while (true) {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) task.run();
                long wait = runSteps() / NANOS_PER_MILLI;
                if (wait > 0) selector.select(this::ready, wait);
                else selector.selectNow(this::ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long runSteps() {
        long wait = LONGEST_WAIT_NANOS;
        for (int i = steps.size() - 1; i >= 0; i--) {
            long next = steps.get(i).run(System.nanoTime());
            if (next < 0) steps.remove(i);
            else wait = Math.min(wait, next);
        }
        return wait;
    }

    private void ready(SelectionKey key) {
        ((ClientSession) key.attachment()).ready(buffer);
    }

    /** Begins to connect one. */
    ClientSession connect(int port, ByteBuffer handshake, boolean counted) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            int address = firstAddress + connections++ % ADDRESSES;
            byte[] source = {127, 0, 0, (byte) address};
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
            var session = new ClientSession(this, channel, handshake, counted);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            session.registered(channel.register(selector, SelectionKey.OP_CONNECT, session));
            return session;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void opened(ClientSession session) {
        if (session.isCounted()) open.add(session);
    }

    void lost(ClientSession session, boolean wasOpen, String why) {
        losses.merge(why.replace(' ', '_'), 1, Integer::sum);
        if (!session.isCounted()) return;
        if (wasOpen) {
            lostOpen++;
            open.remove(session);
        } else refused++;
    }

    Tally tally() {
        return tally;
    }

    /** Sessions that are measured; those that were lost are not among them. */
    List<ClientSession> open() {
        return open;
    }

    /** How many were lost after they had been open. */
    int lostOpen() {
        return lostOpen;
    }

    /** How many did not come to be open. */
    int refused() {
        return refused;
    }

    /** Why sessions were lost, and how many for that, since the process began. */
    Map<String, Integer> losses() {
        return losses;
    }
}
