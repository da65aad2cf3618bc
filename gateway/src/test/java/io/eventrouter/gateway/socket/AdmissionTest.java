package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.AdmissionSettings;
import io.eventrouter.gateway.socket.Admission.Refusal;
import io.eventrouter.gateway.socket.Admission.Ticket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdmissionTest {
    private static final InetAddress HERE = address(1);
    private static final InetAddress THERE = address(2);

    private final SharedClock clock = new SharedClock();

    @Test
    void takesAsManySessionsAsAreAllowed() {
        Admission admission = admission(2, 0, 0, 0);
        admission.admit(HERE);
        admission.admit(THERE);

        Admission.Outcome third = admission.admit(address(3));

        assertThat(third).isEqualTo(Refusal.FULL);
        assertThat(admission.admitted()).isEqualTo(2);
    }

    @Test
    void takesAnotherOneWhenOneEnds() {
        Admission admission = admission(1, 0, 0, 0);
        Ticket first = admit(admission, HERE);

        first.release();

        assertThat(admission.admit(THERE)).isInstanceOf(Ticket.class);
    }

    @Test
    void countsAnEndOnceHoweverOftenItIsReported() {
        Admission admission = admission(2, 0, 0, 0);
        Ticket first = admit(admission, HERE);
        admission.admit(THERE);

        first.release();
        first.release();

        assertThat(admission.admitted()).isEqualTo(1);
    }

    @Test
    void refusesAnAddressOverItsCapAndNoOther() {
        Admission admission = admission(0, 1, 0, 0);
        admission.admit(HERE);

        Admission.Outcome again = admission.admit(HERE);

        assertThat(again).isEqualTo(Refusal.ADDRESS);
        assertThat(admission.admit(THERE)).isInstanceOf(Ticket.class);
        assertThat(admission.admitted()).isEqualTo(2);
    }

    @Test
    void refusesAUserOverHisCapAndNoOther() {
        Admission admission = admission(0, 0, 1, 0);
        admit(admission, HERE).admitUser("ann");
        Ticket second = admit(admission, THERE);

        boolean admitted = second.admitUser("ann");

        assertThat(admitted).isFalse();
        assertThat(second.admitUser("bob")).isTrue();
    }

    @Test
    void countsASessionForTheUserItHasNow() {
        Admission admission = admission(0, 0, 1, 0);
        Ticket first = admit(admission, HERE);
        first.admitUser("ann");
        first.admitUser("bob");

        boolean annAgain = admit(admission, THERE).admitUser("ann");

        assertThat(annAgain).isTrue();
        assertThat(first.admitUser("bob")).isTrue();
    }

    @Test
    void refusesWhatComesFasterThanIsAllowedUntilTimePasses() {
        Admission admission = admission(0, 5, 0, 2);
        admission.admit(HERE);
        admission.admit(HERE);

        Admission.Outcome third = admission.admit(HERE);

        assertThat(third).isEqualTo(Refusal.RATE);
        clock.advance(Duration.ofMillis(500));
        assertThat(admission.admit(HERE)).isInstanceOf(Ticket.class);
        assertThat(admission.admitted()).isEqualTo(3);
    }

    @Test
    void leavesDescriptorsForTheRestOfTheProcess() {
        var unset = new AdmissionSettings(0, 0, 0, 0);
        var admission = new Admission(unset, 20, clock::nanos);
        for (int i = 0; i < 18; i++) admission.admit(HERE);

        Admission.Outcome next = admission.admit(HERE);

        assertThat(next).isEqualTo(Refusal.FULL);
    }

    @Test
    void remembersNobodyWhoHasNoSession() {
        Admission admission = admission(0, 2, 2, 0);
        Ticket ticket = admit(admission, HERE);
        ticket.admitUser("ann");

        ticket.release();

        assertThat(admission.tracked()).isZero();
        assertThat(admission.admitted()).isZero();
    }

    @Test
    void holdsItsCapsAgainstManyThreads() throws Exception {
        Admission admission = admission(40, 15, 7, 0);
        var open = new Open();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Void>> done =
                threads.invokeAll(
                        List.of(
                                comeAndGo(admission, open, 1),
                                comeAndGo(admission, open, 2),
                                comeAndGo(admission, open, 3),
                                comeAndGo(admission, open, 4)));
        threads.shutdown();

        for (Future<Void> one : done) one.get();

        assertThat(open.most.get()).isBetween(1, 40);
        assertThat(admission.admitted()).isZero();
        assertThat(admission.tracked()).isZero();
    }

    /** How many sessions there are, and were at once. */
    private static final class Open {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void opened() {
            int count = now.incrementAndGet();
            most.accumulateAndGet(count, Math::max);
        }
    }

    private static Callable<Void> comeAndGo(Admission admission, Open open, int seed) {
        return () -> {
            var random = new SplittableRandom(seed);
            var held = new ArrayList<Ticket>();
            for (int i = 0; i < 20_000; i++) {
                if (random.nextBoolean()
                        && admission.admit(address(random.nextInt(4))) instanceof Ticket ticket) {
                    open.opened();
                    ticket.admitUser("user-" + random.nextInt(9));
                    held.add(ticket);
                } else if (!held.isEmpty()) {
                    open.now.decrementAndGet();
                    held.remove(random.nextInt(held.size())).release();
                }
            }
            open.now.addAndGet(-held.size());
            held.forEach(Ticket::release);
            return null;
        };
    }

    private Admission admission(int sessions, int perAddress, int perUser, int perSecond) {
        var settings = new AdmissionSettings(sessions, perAddress, perUser, perSecond);
        return new Admission(settings, 0, clock::nanos);
    }

    private static Ticket admit(Admission admission, InetAddress address) {
        return (Ticket) admission.admit(address);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
