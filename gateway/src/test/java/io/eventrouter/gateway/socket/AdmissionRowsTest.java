package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.AdmissionSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is not let in is answered, and let go; what a client holds comes back when it ends. */
@Timeout(60)
class AdmissionRowsTest {
    private static final String HANDSHAKE = RawClient.handshake("/ws", "eventrouter.v1");

    private final SharedClock clock = new SharedClock();

    @Test
    void row22RefusesTooManySessionsOfAnAddress() throws Exception {
        try (var gateway = GatewayUnderTest.start(new AdmissionSettings(0, 1, 0, 0), clock);
                RawClient first = gateway.open();
                RawClient second = gateway.connect()) {
            second.send(HANDSHAKE);

            HttpHead head = second.readHead();

            assertThat(head.status()).isEqualTo(429);
            assertThat(second.readBody(head)).contains("too many sessions from this address");
            assertThat(refused(gateway, "address")).isEqualTo(1);
            first.text("{\"op\":\"ping\"}");
            assertThat(first.readFrame().text()).contains("pong");
        }
    }

    @Test
    void row23RefusesSessionsOverTheCapOfTheNode() throws Exception {
        try (var gateway = GatewayUnderTest.start(new AdmissionSettings(1, 0, 0, 0), clock);
                RawClient first = gateway.open();
                RawClient second = gateway.connect()) {
            second.send(HANDSHAKE);

            HttpHead head = second.readHead();

            assertThat(head.status()).isEqualTo(503);
            assertThat(head.headers()).containsEntry("retry-after", "5");
            assertThat(refused(gateway, "full")).isEqualTo(1);
            assertThat(first).isNotNull();
        }
    }

    @Test
    void letsTheNextOneInWhenASessionEnds() throws Exception {
        try (var gateway = GatewayUnderTest.start(new AdmissionSettings(1, 0, 0, 0), clock)) {
            RawClient first = gateway.open();

            first.close();

            await().until(() -> isLetIn(gateway));
        }
    }

    @Test
    void refusesSessionsThatComeTooFast() throws Exception {
        try (var gateway = GatewayUnderTest.start(new AdmissionSettings(0, 0, 0, 1), clock);
                RawClient first = gateway.open();
                RawClient second = gateway.connect()) {
            second.send(HANDSHAKE);

            HttpHead head = second.readHead();

            assertThat(head.status()).isEqualTo(503);
            assertThat(head.headers()).containsEntry("retry-after", "1");
            clock.advance(Duration.ofSeconds(1));
            assertThat(isLetIn(gateway)).isTrue();
            assertThat(first).isNotNull();
        }
    }

    @Test
    void holdsNoPlaceForAHandshakeThatIsWrong() throws Exception {
        try (var gateway = GatewayUnderTest.start(new AdmissionSettings(1, 0, 0, 0), clock);
                RawClient wrong = gateway.connect()) {
            wrong.send(RawClient.handshake("/ws", "mqtt"));

            HttpHead head = wrong.readHead();

            assertThat(head.status()).isEqualTo(400);
            assertThat(isLetIn(gateway)).isTrue();
        }
    }

    @Test
    void answersAlsoThoseForWhomThereIsNoDescriptorLeft() throws Exception {
        try (var gateway = GatewayUnderTest.startWithDescriptors(20);
                var crowd = new Crowd(gateway, 19);
                RawClient last = gateway.connect()) {
            HttpHead head = last.readHead();

            assertThat(head.status()).isEqualTo(503);
            assertThat(last.isClosedByServer()).isTrue();
            assertThat(crowd.size()).isEqualTo(19);
        }
    }

    private static boolean isLetIn(GatewayUnderTest gateway) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(HANDSHAKE);
            return client.readHead().status() == 101;
        }
    }

    private static double refused(GatewayUnderTest gateway, String reason) {
        return gateway.count("eventrouter.gateway.admission.refused", "reason", reason);
    }
}
