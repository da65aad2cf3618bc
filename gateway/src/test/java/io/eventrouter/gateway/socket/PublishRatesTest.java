package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Priority;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.auth.Identity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishRatesTest {
    private static final Priority HIGH = RoutedRecords.PRIORITIES.require("high");
    private static final Priority LOW = RoutedRecords.PRIORITIES.require("low");
    private static final InetAddress HOME = address(1);

    private final SharedClock clock = new SharedClock();
    private final PublishRates rates = new PublishRates(10, clock::nanos);

    @Test
    void passesFourSecondsWorthAtOnceThenTheRate() {
        assertThat(passed(100, "alice", HOME, HIGH)).isEqualTo(40);

        clock.advance(Duration.ofSeconds(2));

        assertThat(passed(100, "alice", HOME, HIGH)).isEqualTo(20);
    }

    @Test
    void countsEachLevelAndEachUserByItself() {
        passed(100, "alice", HOME, LOW);

        assertThat(passed(1, "alice", HOME, HIGH)).isOne();
        assertThat(passed(1, "bob", HOME, LOW)).isOne();
        assertThat(passed(1, "alice", address(2), LOW)).isZero();
    }

    @Test
    void countsAddressesWhereNobodyHasAToken() {
        passed(100, null, HOME, HIGH);

        assertThat(passed(1, null, HOME, HIGH)).isZero();
        assertThat(passed(1, null, address(2), HIGH)).isOne();
        assertThat(passed(1, HOME.getHostAddress(), address(3), HIGH)).isOne();
    }

    @Test
    void hasNoLimitWhereNoneIsSet() {
        var unlimited = new PublishRates(0, clock::nanos);
        var client = unlimited.client(Identity.ANYONE, HOME);

        assertThat(IntStream.range(0, 1_000).filter(i -> client.withinRate().test(HIGH)).count())
                .isEqualTo(1_000);
        assertThat(unlimited.kept()).isZero();
    }

    @Test
    void keepsABoundedNumberWhoeverComes() {
        for (int n = 0; n < 3 * PublishRates.MOST_KEPT; n++) passed(1, "user" + n, HOME, LOW);

        assertThat(rates.kept()).isLessThanOrEqualTo(PublishRates.MOST_KEPT);
    }

    private long passed(int events, String user, InetAddress from, Priority level) {
        var who =
                new Identity(
                        Optional.ofNullable(user),
                        List.of(),
                        List.of(),
                        p -> true,
                        Optional.empty());
        var client = rates.client(who, from);
        return IntStream.range(0, events).filter(i -> client.withinRate().test(level)).count();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
