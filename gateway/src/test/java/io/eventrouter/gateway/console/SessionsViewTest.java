package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.eventrouter.gateway.session.SessionReport;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsViewTest {
    private static final URI NODE = URI.create("http://gw-2:8081");

    @Test
    void putsTheSlowestOfAllGatewaysFirst() {
        var view =
                SessionsView.merged(
                        List.of(
                                own(Reports.waiting("a1", 10), Reports.waiting("a2", 500)),
                                other("i2", Reports.waiting("b1", 90))),
                        List.of());

        assertThat(view.sessions())
                .extracting(s -> s.session().id(), SessionsView.Seen::gateway)
                .containsExactly(tuple("a2", "gw-1"), tuple("b1", "gw-2"), tuple("a1", "gw-1"));
        assertThat(view.open()).isEqualTo(3);
        assertThat(view.gateways()).isEqualTo(2);
        assertThat(view.find("b1").flatMap(SessionsView.Seen::node)).contains(NODE);
        assertThat(view.find("a1").flatMap(SessionsView.Seen::node)).isEmpty();
    }

    @Test
    void countsAGatewayOnceThatIsAlsoAmongTheNodes() {
        var view =
                SessionsView.merged(
                        List.of(
                                own(Reports.waiting("a1", 10)),
                                other("i1", Reports.waiting("a1", 10))),
                        List.of());

        assertThat(view.open()).isEqualTo(1);
        assertThat(view.sessions()).singleElement().matches(s -> s.node().isEmpty());
    }

    @Test
    void keepsApartGatewaysThatDoNotSayWhichTheyAre() {
        var view =
                SessionsView.merged(
                        List.of(
                                other("", Reports.waiting("a1", 10)),
                                other("", Reports.waiting("b1", 20))),
                        List.of());

        assertThat(view.gateways()).isEqualTo(2);
    }

    @Test
    void showsNoMoreThanCanBeLookedAt() {
        SessionReport[] many =
                IntStream.range(0, 80)
                        .mapToObj(n -> Reports.waiting("s" + n, n))
                        .toArray(SessionReport[]::new);

        var view = SessionsView.merged(List.of(own(many)), List.of());

        assertThat(view.sessions()).hasSize(SessionsView.MOST);
        assertThat(view.open()).isEqualTo(80);
        assertThat(view.sessions().get(0).session().waitingBytes()).isEqualTo(79);
    }

    @Test
    void tellsWhoseASessionIsOnlyWhereThatIsAsked() {
        var view =
                SessionsView.merged(
                        List.of(own(Reports.waiting("a1", 10))), List.of("http://gw-3 is away"));

        assertThat(view.json(true)).contains("10.0.0.1", "\"subject\":\"ann\"");
        assertThat(view.json(false))
                .isEqualTo(
                        "{\"open\":1,\"gateways\":1,\"silent\":[\"http://gw-3 is away\"],"
                                + "\"sessions\":[{\"gateway\":\"gw-1\",\"session\":\"a1\","
                                + "\"state\":\"open\",\"catchingUp\":false,\"subscriptions\":1,"
                                + "\"waitingEvents\":1,\"waitingBytes\":10,\"oldestMillis\":1200,"
                                + "\"unackedEvents\":0,\"unackedBytes\":0}]}");
    }

    private static SessionsAnswer own(SessionReport... sessions) {
        return new SessionsAnswer(
                Optional.empty(), "i1", "gw-1", sessions.length, List.of(sessions));
    }

    private static SessionsAnswer other(String instance, SessionReport... sessions) {
        return new SessionsAnswer(
                Optional.of(NODE), instance, "gw-2", sessions.length, List.of(sessions));
    }
}
