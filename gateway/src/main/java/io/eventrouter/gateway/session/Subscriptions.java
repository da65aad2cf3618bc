package io.eventrouter.gateway.session;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.feed.OffsetJump;
import io.eventrouter.gateway.replay.ReplayMeters;
import io.eventrouter.gateway.replay.ReplayMeters.Outcome;
import io.eventrouter.gateway.replay.ReplayStart;
import io.eventrouter.gateway.replay.StartFrom;
import io.eventrouter.gateway.routing.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one session does about its subscriptions: each command takes effect and is answered. Those
 * that begin in the past catch up here. Confined to its worker's thread.
 */
final class Subscriptions {
    private final LiveSession session;
    private final Shard shard;
    private final SubscriptionSet set;
    private List<Resume> resumes = List.of();

    Subscriptions(LiveSession session, Shard shard) {
        this.session = session;
        this.shard = shard;
        set = new SubscriptionSet(shard.index());
    }

    /**
     * @param cursor null for now on
     */
    void subscribe(
            ChannelPattern pattern, Priority minPriority, String cursor, boolean ack, String ref) {
        if (cursor == null) {
            if (put(pattern, minPriority, ack, ref) != null) answer(pattern, null, null, ref);
            return;
        }
        long[] next = shard.position().read(cursor);
        if (next == null || shard.replays().isAmbiguous(next)) {
            if (put(pattern, minPriority, ack, ref) != null) refuse(pattern, ref);
            return;
        }
        Resume resume = resume(pattern, minPriority, ack, ref);
        if (resume == null) return;
        resume.expect(next);
        if (shard.replays().hasAll(next)) {
            count(Outcome.RECOVERED);
            answer(pattern, true, null, ref);
            begin(resume, next);
        } else
            shard.replays()
                    .ask(
                            new StartFrom.Offsets(next),
                            start -> found(resume, pattern, cursor, start, ref));
    }

    void subscribeSince(
            ChannelPattern pattern, Priority minPriority, StartFrom from, boolean ack, String ref) {
        Resume resume = resume(pattern, minPriority, ack, ref);
        if (resume == null) return;
        shard.replays()
                .ask(
                        from,
                        start -> {
                            if (resume.isOver()) return;
                            count(Outcome.SINCE);
                            answer(pattern, null, null, ref);
                            begin(resume, start.next());
                        });
    }

    /** What lies behind the cursor is known now. */
    private void found(
            Resume resume, ChannelPattern pattern, String cursor, ReplayStart start, String ref) {
        if (resume.isOver()) return;
        if (!start.isKnown()) {
            resumes.remove(resume);
            resume.giveUp();
            refuse(pattern, ref);
            return;
        }
        boolean whole = start.lost() == 0;
        count(whole ? Outcome.RECOVERED : Outcome.LOST);
        String to = whole ? null : shard.position().text(start.next());
        answer(
                pattern,
                whole,
                whole ? null : new ServerMessage.Lost(cursor, to, start.lost()),
                ref);
        begin(resume, start.next());
    }

    private void begin(Resume resume, long[] next) {
        resume.begin(next);
        session.wake();
    }

    private void refuse(ChannelPattern pattern, String ref) {
        count(Outcome.REFUSED);
        answer(pattern, false, null, ref);
    }

    private void answer(
            ChannelPattern pattern, Boolean recovered, ServerMessage.Lost lost, String ref) {
        session.send(new ServerMessage.Subscribed(pattern.text(), recovered, lost, ref));
    }

    private void count(Outcome outcome) {
        meters().begun(outcome);
    }

    private ReplayMeters meters() {
        return shard.replays().meters();
    }

    /** A subscription that is held back, in place of one to the same pattern; null if refused. */
    private Resume resume(ChannelPattern pattern, Priority minPriority, boolean ack, String ref) {
        if (!session.isOpen()) return null;
        end(pattern);
        session.outbox().withdrawCheckpoint();
        Subscription<LiveSession> added = put(pattern, minPriority, ack, ref);
        if (added == null) return null;
        var resume = new Resume(session, shard.replays(), added, session.nowNanos());
        if (resumes.isEmpty()) resumes = new ArrayList<>(2);
        resumes.add(resume);
        return resume;
    }

    /** Null, with the refusal sent, when there are too many; null when the session is not open. */
    private Subscription<LiveSession> put(
            ChannelPattern pattern, Priority minPriority, boolean ack, String ref) {
        if (!session.isOpen()) return null;
        int leastRank = minPriority == null ? shard.terms().leastRank() : minPriority.rank();
        int most = shard.terms().maxSubscriptions();
        Subscription<LiveSession> subscription = set.put(pattern, session, leastRank, most);
        if (subscription == null) refuse(ErrorCode.LIMIT, most + " subscriptions are allowed", ref);
        else session.outbox().setAcknowledged(subscription, ack);
        return subscription;
    }

    void unsubscribe(ChannelPattern pattern, String ref) {
        if (!session.isOpen()) return;
        if (end(pattern)) session.send(new ServerMessage.Unsubscribed(pattern.text(), ref));
        else refuse(ErrorCode.NOT_SUBSCRIBED, "there is no subscription to " + pattern, ref);
    }

    /** Ends those that the client may not have any more. */
    void keepOnly(Predicate<ChannelPattern> allowed) {
        for (ChannelPattern pattern : set.patterns())
            if (!allowed.test(pattern)) unsubscribe(pattern, null);
    }

    private boolean end(ChannelPattern pattern) {
        Subscription<LiveSession> ended = set.remove(pattern);
        for (Resume resume : List.copyOf(resumes))
            if (resume.subscription() == ended) {
                resume.cancel();
                resumes.remove(resume);
            }
        if (ended != null) session.outbox().setAcknowledged(ended, false);
        return ended != null;
    }

    private void refuse(ErrorCode code, String message, String ref) {
        session.send(new ServerMessage.Refused(code, message, ref));
    }

    int size() {
        return set.size();
    }

    boolean isEmpty() {
        return set.isEmpty();
    }

    /**
     * Events that it may have wanted will never come. A client that cannot be told is closed: it
     * finds out in that way. So does every client when positions that it knows are given anew.
     */
    void missed(OffsetJump jump) {
        if (jump.isBackwards()) session.cut(CloseReason.INTERNAL);
        else if (session.isOpen() && !isEmpty() && jump.lost() != 0) missed(jump.lost());
    }

    /** So many events at most, of any channel, were gone before they could be read. */
    void missed(long events) {
        if (session.takesMessages()) session.send(ServerMessage.Gap.byRetention(events));
        else session.cut(CloseReason.INTERNAL);
    }

    boolean isCatchingUp() {
        return !resumes.isEmpty();
    }

    /** Queues what was missed, as far as there is room; returns whether there is more at hand. */
    boolean pull() {
        if (resumes.isEmpty()) return false;
        for (Resume resume : resumes) if (resume.pull()) return true;
        resumes.removeIf(Resume::isOver);
        if (resumes.isEmpty()) resumes = List.of();
        return false;
    }

    /**
     * Behind all that has been queued for this session, and before all that has not; null while
     * that cannot be said.
     */
    String cursor() {
        if (resumes.isEmpty()) return shard.position().cursor();
        long[] next = shard.position().next();
        for (Resume resume : resumes) if (!resume.isOver() && !resume.lower(next)) return null;
        return shard.position().text(next);
    }

    /** Gives all up, when the session is over. */
    void clear() {
        resumes.forEach(Resume::cancel);
        resumes = List.of();
        set.clear();
    }
}
