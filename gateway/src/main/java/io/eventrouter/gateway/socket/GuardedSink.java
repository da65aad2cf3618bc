package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.FrameSink;
import io.eventrouter.gateway.session.Outbound;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.function.Supplier;

/**
 * A sink that asks before each write whether its client may still have it: from the moment a token
 * expires or is revoked, nothing goes out, and the tick need not have come by. Thread-safe as the
 * sink behind it.
 */
final class GuardedSink implements FrameSink {
    private final FrameSink sink;
    private final Supplier<CloseReason> ended;
    private final Supplier<String> subject;

    /**
     * @param ended why nothing may be written any more; null while it may
     * @param subject whom the client's token names
     */
    GuardedSink(FrameSink sink, Supplier<CloseReason> ended, Supplier<String> subject) {
        this.sink = sink;
        this.ended = ended;
        this.subject = subject;
    }

    @Override
    public void write(List<Outbound> messages, Completion completion) {
        CloseReason reason = ended.get();
        if (reason == null) {
            sink.write(messages, completion);
            return;
        }
        sink.close(reason);
        completion.failed(new ClosedChannelException());
    }

    @Override
    public void close(CloseReason reason) {
        sink.close(reason);
    }

    @Override
    public long progress() {
        return sink.progress();
    }

    @Override
    public boolean answersPings() {
        return sink.answersPings();
    }

    @Override
    public int prefetch() {
        return sink.prefetch();
    }

    @Override
    public String address() {
        return sink.address();
    }

    @Override
    public String subject() {
        return subject.get();
    }
}
