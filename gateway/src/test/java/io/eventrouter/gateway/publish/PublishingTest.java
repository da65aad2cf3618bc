package io.eventrouter.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Event;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.publish.PublishOutcome.Refused;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.ingest.PublishException.Reason;
import io.eventrouter.wire.UncheckedEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may publish what, and what is made of it. */
@Timeout(60)
class PublishingTest {
    private static final Identity ALICE =
            new Identity(
                    Optional.of("alice"),
                    List.of(),
                    List.of(new ChannelPattern("chat.*")),
                    level -> !level.name().equals("critical"),
                    Optional.empty());

    private final ScriptedKafka kafka = new ScriptedKafka();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Publishing publishing =
            kafka.publishing(GatewayTerms.with("127.0.0.1", "auto"), meters);

    @AfterEach
    void close() {
        publishing.close();
    }

    @Test
    void completesAMessageWithWhatItDoesNotSay() {
        PublishOutcome outcome = message(ALICE, Map.of("channel", "chat.1"));

        assertThat(outcome.word()).isEqualTo("published");
        Event event = kafka.events().get(0);
        assertThat(event.id().source()).isEqualTo("/clients/alice");
        assertThat(event.id().id()).hasSize(36);
        assertThat(event.type()).isEqualTo("eventrouter.message");
        assertThat(event.priority().name()).isEqualTo("normal");
        assertThat(event.time()).isPresent();
        assertThat(event.data()).isNull();
    }

    @Test
    void keepsWhatAMessageSays() {
        message(
                ALICE,
                Map.of(
                        "channel",
                        "chat.1",
                        "id",
                        "7",
                        "type",
                        "said",
                        "collapsekey",
                        "k",
                        "traceparent",
                        "p",
                        "expirytime",
                        "2030-01-01T00:00:00Z"));

        Event event = kafka.events().get(0);
        assertThat(event.id().id()).isEqualTo("7");
        assertThat(event.type()).isEqualTo("said");
        assertThat(event.collapseKey()).contains("k");
        assertThat(event.expiry()).isPresent();
        assertThat(event.attributes()).isEqualTo(Map.of("traceparent", "p"));
    }

    @ParameterizedTest
    @CsvSource({
        "alice, /clients/alice",
        "a b/c, /clients/a%20b%2Fc",
        "é, /clients/%C3%A9",
        ".., /clients/%2E.",
        "mail@x.example, /clients/mail%40x.example"
    })
    void namesAUserInItsSource(String user, String source) {
        Identity who =
                new Identity(Optional.of(user), List.of(), List.of(), p -> true, Optional.empty());

        assertThat(ClientEvents.sourceOf(who)).isEqualTo(source);
        assertThat(ClientEvents.maySpeakFor(source, who)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/clients/alice", "/clients/alice/phone", "/clients/alice/a/b-1"})
    void takesAnEventOfTheClientsOwnSource(String source) {
        assertThat(event(ALICE, source).word()).isEqualTo("published");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop",
                "/clients/bob",
                "/clients",
                "/clients/alice2",
                "/clients/alice/../bob",
                "/clients/alice/%2e%2e/bob",
                "/clients/alice?x=1",
                "/clients/alice#x",
                "/clients/alice//x",
                "//clients/alice",
                "https://h/clients/alice"
            })
    void refusesAnEventInTheNameOfOthers(String source) {
        assertThat(codeOf(event(ALICE, source))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(kafka.events()).isEmpty();
    }

    @Test
    void asksNobodyForTheirSourceWhereNobodyHasAToken() {
        assertThat(event(Identity.ANYONE, "/shop").word()).isEqualTo("published");
    }

    @Test
    void row50RefusesAChannelAndALevelThatTheClientMayNotPublish() {
        PublishOutcome channel = message(ALICE, Map.of("channel", "alerts"));
        PublishOutcome level = message(ALICE, Map.of("channel", "chat.1", "priority", "critical"));

        assertThat(codeOf(channel)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(level)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(kafka.events()).isEmpty();
        assertThat(count("normal", "forbidden")).isOne();
        assertThat(count("critical", "forbidden")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, auto,  true,  true",
        "::1,       auto,  true,  true",
        "0.0.0.0,   auto,  false, true",
        "0.0.0.0,   true,  true,  true",
        "127.0.0.1, false, false, false"
    })
    void isOpenToThoseWhomTheSettingNames(String host, String mode, boolean anyone, boolean alice) {
        publishing.close();
        publishing = kafka.publishing(GatewayTerms.with(host, mode), new SimpleMeterRegistry());

        assertThat(publishing.isOpenTo(Identity.ANYONE)).isEqualTo(anyone);
        assertThat(publishing.isOpenTo(ALICE)).isEqualTo(alice);
        assertThat(message(Identity.ANYONE, Map.of("channel", "a")).word())
                .isEqualTo(anyone ? "published" : "forbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "channel,     a..b,  bad-channel",
        "channel,     a.*,   bad-channel",
        "priority,    loud,  bad-priority",
        "expirytime,  soon,  bad-event",
        "id,          '',    bad-event",
        "type,        '',    bad-event",
        "collapsekey, '\n',  bad-event"
    })
    void row49SaysWhatIsWrongWithAMessage(String attribute, String text, String code) {
        var attributes = new HashMap<>(Map.of("channel", "chat.1"));
        attributes.put(attribute, text);

        PublishOutcome outcome = message(ALICE, attributes);

        assertThat(outcome.word()).isEqualTo(code);
        assertThat(((Refused) outcome).message()).contains(attribute);
        assertThat(count("none", code)).isOne();
    }

    @Test
    void asksForTheRateLastAndOfTheEventsLevel() {
        var asked = new java.util.ArrayList<String>();
        var client = new Publishing.Client(ALICE, level -> !asked.add(level.name()));

        PublishOutcome outcome =
                publishing
                        .message(client, () -> sent(Map.of("channel", "chat.1", "priority", "low")))
                        .join();
        publishing.message(client, () -> sent(Map.of("channel", "alerts"))).join();

        assertThat(codeOf(outcome)).isEqualTo(ErrorCode.RATE);
        assertThat(asked).containsExactly("low");
    }

    @Test
    void countsWhatBecameOfEventsAndHowLongItTook() {
        message(ALICE, Map.of("channel", "chat.1", "priority", "high"));
        kafka.fail(Reason.UNREACHABLE);
        message(ALICE, Map.of("channel", "chat.1", "priority", "high"));

        assertThat(count("high", "published")).isOne();
        assertThat(count("high", "unavailable")).isOne();
        var time = meters.get("eventrouter.gateway.publish.time").tag("level", "high").timer();
        assertThat(time.count()).isOne();
        assertThat(meters.get("eventrouter.gateway.publish.in.flight.events").gauge().value())
                .isZero();
    }

    private PublishOutcome message(Identity who, Map<String, String> attributes) {
        return publishing
                .message(client(who), () -> sent(attributes))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private PublishOutcome event(Identity who, String source) {
        var attributes =
                Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        "1",
                        "source",
                        source,
                        "type",
                        "t",
                        "channel",
                        "chat.1");
        return publishing
                .event(client(who), () -> sent(attributes))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static UncheckedEvent sent(Map<String, String> attributes) {
        return UncheckedEvent.binary(attributes, Optional.empty(), null);
    }

    private static Publishing.Client client(Identity who) {
        return new Publishing.Client(who, level -> true);
    }

    private double count(String level, String outcome) {
        return meters.get("eventrouter.gateway.publish.events")
                .tags("level", level, "outcome", outcome)
                .counter()
                .count();
    }

    private static ErrorCode codeOf(PublishOutcome outcome) {
        return ((Refused) outcome).code();
    }
}
