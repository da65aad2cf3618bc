package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.ConsoleAccess;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.auth.Identity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleGateTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8080",
        "127.0.0.1, 127.0.0.1:8080",
        "127.0.0.1, LocalHost",
        "::1, [::1]:8080"
    })
    void showsFiguresToABrowserOnThisMachine(String client, String host) throws Exception {
        assertThat(refusal(ConsoleAccess.LOCAL, client, headers(host))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.7, localhost:8080",
        "127.0.0.1, console.example:8080",
        "127.0.0.1, localhost.example",
        "127.0.0.1, 127.0.0.1.example:80"
    })
    void showsNoneToOthersNorUnderANameThatSomebodyPointedHere(String client, String host)
            throws Exception {
        assertThat(refusal(ConsoleAccess.LOCAL, client, headers(host)))
                .hasValueSatisfying(why -> assertThat(why).contains("console.access=all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "Via"})
    void takesAProxyForSomebodyElse(String header) throws Exception {
        var headers = HttpFields.build(headers("localhost")).put(header, "1.2.3.4");

        assertThat(refusal(ConsoleAccess.LOCAL, "127.0.0.1", headers)).isPresent();
    }

    @Test
    void showsThemToAllOrToNobodyWhereThatIsSet() throws Exception {
        assertThat(refusal(ConsoleAccess.ALL, "192.168.1.7", headers("x"))).isEmpty();
        assertThat(refusal(ConsoleAccess.NONE, "127.0.0.1", headers("localhost"))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(ConsoleAccess.class)
    void goesByTheTokenWhereThereIsOneWhereverItComesFrom(ConsoleAccess access) throws Exception {
        var gate = new ConsoleGate(access, true);
        var far = InetAddress.getByName("192.168.1.7");

        assertThat(gate.refusal(mayRead(">"), far, headers("x"))).isEmpty();
        assertThat(gate.refusal(mayRead("orders.>"), far, headers("x")))
                .hasValueSatisfying(why -> assertThat(why).contains("claim subscribe"));
    }

    @ParameterizedTest
    @EnumSource(ConsoleAccess.class)
    void letsATokenActByWhatItMayPublish(ConsoleAccess access) throws Exception {
        var gate = new ConsoleGate(access, true);
        var far = InetAddress.getByName("192.168.1.7");
        HttpFields headers = headers("x");

        assertThat(gate.refusalToKick(may(">", ">"), far, headers)).isEmpty();
        assertThat(gate.refusalToReplay(may(">", "orders.*"), far, headers)).isEmpty();
        assertThat(gate.refusalToKick(may(">", "orders.>"), far, headers))
                .hasValueSatisfying(why -> assertThat(why).contains("claim publish"));
        assertThat(gate.refusalToKick(mayRead(">"), far, headers)).isPresent();
        assertThat(gate.refusalToReplay(mayRead(">"), far, headers)).isPresent();
        assertThat(gate.refusalToKick(may("orders.>", ">"), far, headers))
                .hasValueSatisfying(why -> assertThat(why).contains("claim subscribe"));
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL, true, 127.0.0.1, localhost:8080, true",
        "ALL, true, 127.0.0.1, localhost:8080, true",
        "ALL, true, 192.168.1.7, localhost:8080, false",
        "ALL, true, 127.0.0.1, console.example, false",
        "ALL, false, 127.0.0.1, localhost:8080, false",
        "NONE, true, 127.0.0.1, localhost:8080, false"
    })
    void actsWithoutKeysForThisMachineOnlyWhateverItShows(
            ConsoleAccess access, boolean forThisMachine, String client, String host, boolean acts)
            throws Exception {
        var gate = new ConsoleGate(access, forThisMachine);
        InetAddress address = InetAddress.getByName(client);

        assertThat(gate.refusalToKick(Identity.ANYONE, address, headers(host)).isEmpty())
                .isEqualTo(acts);
        assertThat(gate.refusalToReplay(Identity.ANYONE, address, headers(host)).isEmpty())
                .isEqualTo(acts);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, true",
        "http://localhost:3000, false",
        "http://127.0.0.1:8080, false",
        "https://evil.example, false",
        "null, false"
    })
    void actsWithoutKeysForItsOwnPageOnly(String origin, boolean acts) throws Exception {
        var gate = new ConsoleGate(ConsoleAccess.LOCAL, true);
        var headers = HttpFields.build(headers("localhost:8080")).put("Origin", origin);

        assertThat(
                        gate.refusalToKick(
                                        Identity.ANYONE, InetAddress.getLoopbackAddress(), headers)
                                .isEmpty())
                .isEqualTo(acts);
    }

    private static Identity mayRead(String pattern) {
        return new Identity(
                Optional.of("somebody"),
                List.of(new ChannelPattern(pattern)),
                List.of(),
                level -> false,
                Optional.empty());
    }

    private static Identity may(String read, String publish) {
        return new Identity(
                Optional.of("somebody"),
                List.of(new ChannelPattern(read)),
                List.of(new ChannelPattern(publish)),
                level -> true,
                Optional.empty());
    }

    private static HttpFields headers(String host) {
        return HttpFields.build().put("Host", host);
    }

    private static Optional<String> refusal(ConsoleAccess access, String client, HttpFields headers)
            throws UnknownHostException {
        return new ConsoleGate(access, true)
                .refusal(Identity.ANYONE, InetAddress.getByName(client), headers);
    }

    @Test
    void showsFiguresToNobodyWhereAProxyMayStandInFrontUnlessTheyAreForAll() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        HttpFields headers = HttpFields.build().put(HttpHeader.HOST, "localhost:8080");

        assertThat(
                        new ConsoleGate(ConsoleAccess.LOCAL, false)
                                .refusal(Identity.ANYONE, here, headers))
                .hasValueSatisfying(why -> assertThat(why).contains("console.access=all"));
        assertThat(
                        new ConsoleGate(ConsoleAccess.ALL, false)
                                .refusal(Identity.ANYONE, here, headers))
                .isEmpty();
    }
}
