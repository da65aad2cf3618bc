package io.eventrouter.gateway.socket;

import io.eventrouter.config.AdmissionSettings;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Who may open a session: caps of the gateway, of each address and of each user, and a rate for all
 * new ones. Who is let in holds a {@link Ticket} until its connection ends.
 *
 * <p>A client that is refused is always answered, with the status that says whether waiting helps
 * (503) or only fewer sessions do (429).
 *
 * <p>Thread-safe: counts are atomic, and a cap is checked in the step that counts.
 */
public final class Admission {
    private static final int NO_CAP = Integer.MAX_VALUE;

    private final int most;
    private final KeyedCount<InetAddress> addresses;
    private final KeyedCount<String> users;
    private final RateLimit rate;
    private final LongSupplier nanoClock;
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicLong rateState;

    /**
     * @param descriptors how many files the process may open; 0 when that is not known
     */
    Admission(AdmissionSettings settings, long descriptors, LongSupplier nanoClock) {
        most = mostSessions(settings.sessions(), descriptors);
        addresses = new KeyedCount<>(orNoCap(settings.perAddress()));
        users = new KeyedCount<>(orNoCap(settings.perUser()));
        int perSecond = settings.perSecond();
        rate = perSecond == 0 ? null : RateLimit.of(perSecond, perSecond);
        this.nanoClock = nanoClock;
        rateState = new AtomicLong(nanoClock.getAsLong());
    }

    private static int mostSessions(int chosen, long descriptors) {
        if (chosen > 0) return chosen;
        return descriptors == 0 ? NO_CAP : (int) (descriptors - Descriptors.reserve(descriptors));
    }

    private static int orNoCap(int setting) {
        return setting == 0 ? NO_CAP : setting;
    }

    /** A ticket, or a {@link Refusal}. */
    public sealed interface Outcome permits Ticket, Refusal {}

    /** Why a session is not let in, and what its client is answered. */
    public enum Refusal implements Outcome {
        FULL("full", 503, 5, "this gateway has as many sessions as it takes"),
        RATE("rate", 503, 1, "too many sessions are opened at this moment"),
        ADDRESS("address", 429, 0, "too many sessions from this address"),
        USER("user", 429, 0, "too many sessions of this user");

        private final String word;
        private final int status;
        private final int retrySeconds;
        private final String why;

        Refusal(String word, int status, int retrySeconds, String why) {
            this.word = word;
            this.status = status;
            this.retrySeconds = retrySeconds;
            this.why = why;
        }

        /** The value of the metrics tag. */
        public String word() {
            return word;
        }

        /** With the time after which to come back, where that helps. */
        public Answer answer() {
            Answer answer = Answer.text(status, why);
            return retrySeconds == 0
                    ? answer
                    : answer.with("Retry-After", Integer.toString(retrySeconds));
        }
    }

    /**
     * Lets a session from that address in, and counts it, or says why not. Its user is asked about
     * by {@link Ticket#admitUser}.
     */
    public Outcome admit(InetAddress address) {
        if (!countOne()) return Refusal.FULL;
        if (!addresses.take(address)) return refuse(Refusal.ADDRESS);
        if (!withinRate()) {
            addresses.giveBack(address);
            return refuse(Refusal.RATE);
        }
        return new Ticket(this, address);
    }

    private Refusal refuse(Refusal refusal) {
        admitted.decrementAndGet();
        return refusal;
    }

    private boolean countOne() {
        return admitted.getAndUpdate(n -> n < most ? n + 1 : n) < most;
    }

    private boolean withinRate() {
        return rate == null || rate.take(rateState, nanoClock.getAsLong());
    }

    /** How many hold a ticket now. */
    public int admitted() {
        return admitted.get();
    }

    /** How many addresses and users are counted; nothing is kept of those without a session. */
    int tracked() {
        return addresses.size() + users.size();
    }

    /**
     * The right to one session. Thread-safe; given back once, however often {@link #release} is
     * called.
     */
    public static final class Ticket implements Outcome {
        private final Admission admission;
        private final InetAddress address;
        private String user;
        private boolean released;

        private Ticket(Admission admission, InetAddress address) {
            this.admission = admission;
            this.address = address;
        }

        /**
         * Counts it for that user too, in place of one named before.
         *
         * @return false when the user has as many sessions as are allowed; nothing has changed then
         */
        public synchronized boolean admitUser(String subject) {
            if (released || subject.equals(user)) return !released;
            if (!admission.users.take(subject)) return false;
            if (user != null) admission.users.giveBack(user);
            user = subject;
            return true;
        }

        /** The session is over. */
        public synchronized void release() {
            if (released) return;
            released = true;
            if (user != null) admission.users.giveBack(user);
            admission.addresses.giveBack(address);
            admission.admitted.decrementAndGet();
        }
    }
}
