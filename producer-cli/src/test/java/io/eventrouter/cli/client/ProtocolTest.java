package io.eventrouter.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.client.ServerMessage.Authorized;
import io.eventrouter.cli.client.ServerMessage.Checkpoint;
import io.eventrouter.cli.client.ServerMessage.ComeBack;
import io.eventrouter.cli.client.ServerMessage.Delivered;
import io.eventrouter.cli.client.ServerMessage.Failed;
import io.eventrouter.cli.client.ServerMessage.Hello;
import io.eventrouter.cli.client.ServerMessage.Lost;
import io.eventrouter.cli.client.ServerMessage.Missed;
import io.eventrouter.cli.client.ServerMessage.Other;
import io.eventrouter.cli.client.ServerMessage.Subscribed;
import io.eventrouter.event.ChannelPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void readsAnEventAndKeepsItsText() {
        var json =
                "{\"specversion\":\"1.0\",\"id\":\"a1\",\"source\":\"/shop\",\"channel\":\"orders\","
                        + "\"priority\":\"high\",\"position\":\"7:18446\","
                        + "\"time\":\"2026-01-02T03:04:05Z\",\"data\":{\"n\":1.50}}";

        ReceivedEvent event = ((Delivered) Protocol.parse(json).orElseThrow()).event();

        assertThat(event.json()).isEqualTo(json);
        assertThat(event.channel()).isEqualTo("orders");
        assertThat(event.priority()).isEqualTo("high");
        assertThat(event.position()).contains("7:18446");
        assertThat(event.time()).contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(event.data().orElseThrow()).hasToString("{\"n\":1.50}");
    }

    @Test
    void readsAnEventWhoseAttributesAreNotWhatTheyShouldBe() {
        var json = "{\"specversion\":\"1.0\",\"channel\":7,\"time\":\"yesterday\"}";

        ReceivedEvent event = ((Delivered) Protocol.parse(json).orElseThrow()).event();

        assertThat(event.channel()).isEmpty();
        assertThat(event.time()).isEmpty();
        assertThat(event.data()).isEmpty();
    }

    @Test
    void readsTheWelcome() {
        var json =
                "{\"op\":\"welcome\",\"session\":\"s1\",\"gateway\":\"g1\",\"cursor\":\"c\","
                        + "\"heartbeatSeconds\":25,\"limits\":{}}";

        Optional<ServerMessage> message = Protocol.parse(json);

        assertThat(message)
                .contains(
                        new Hello(
                                new Welcome("s1", "g1", Optional.of("c"), Duration.ofSeconds(25))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"heartbeatSeconds\":0", ",\"heartbeatSeconds\":1e300"})
    void takesTheUsualHeartbeatWhereTheGatewayNamesNoneOfUse(String member) {
        Optional<ServerMessage> message = Protocol.parse("{\"op\":\"welcome\"" + member + "}");

        assertThat(message)
                .contains(new Hello(new Welcome("", "", Optional.empty(), Duration.ofSeconds(25))));
    }

    @Test
    void readsGapsHintsAndErrors() {
        assertThat(
                        Protocol.parse(
                                "{\"op\":\"gap\",\"channel\":\"a\",\"priority\":\"low\","
                                        + "\"count\":12,\"reason\":\"shed\"}"))
                .contains(new Missed(new Gap("a", "low", 12, "shed")));
        assertThat(Protocol.parse("{\"op\":\"reconnect\",\"afterMillis\":1234}"))
                .contains(new ComeBack(Duration.ofMillis(1_234)));
        assertThat(
                        Protocol.parse(
                                "{\"op\":\"error\",\"code\":\"limit\",\"message\":\"m\","
                                        + "\"ref\":\"1\"}"))
                .contains(new Failed("limit", "m", "1"));
    }

    @Test
    void doesNotLetAGatewaySendItAwayForEver() {
        Optional<ServerMessage> message =
                Protocol.parse("{\"op\":\"reconnect\",\"afterMillis\":9000000000000}");

        assertThat(message).contains(new ComeBack(Duration.ofHours(1)));
    }

    @Test
    void passesOverOperationsOfNewerGateways() {
        Optional<ServerMessage> message = Protocol.parse("{\"op\":\"published\",\"id\":\"1\"}");

        assertThat(message).contains(new Other("published"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "[1]", "{}", "{\"op\":", "7"})
    void tellsWhatIsNotOfTheProtocol(String text) {
        Optional<ServerMessage> message = Protocol.parse(text);

        assertThat(message).isEmpty();
    }

    @Test
    void asksForASubscription() {
        var subscription = new Subscription(new ChannelPattern("orders.*"), Optional.of("normal"));

        String command = Protocol.subscribe(subscription, Start.NOW, NOW, "1");

        assertThat(command)
                .isEqualTo(
                        "{\"op\":\"subscribe\",\"channel\":\"orders.*\","
                                + "\"minPriority\":\"normal\",\"ref\":\"1\"}");
    }

    @Test
    void asksWhereToBegin() {
        var subscription = new Subscription(new ChannelPattern("a"), Optional.empty());

        assertThat(Protocol.subscribe(subscription, new Start.AtCursor("c"), NOW, "1"))
                .contains("\"cursor\":\"c\"");
        assertThat(Protocol.subscribe(subscription, new Start.Earliest(), NOW, "1"))
                .contains("\"since\":\"earliest\"");
        assertThat(
                        Protocol.subscribe(
                                subscription, new Start.At(NOW.minusMillis(299_001)), NOW, "1"))
                .contains("\"since\":\"PT5M\"");
    }

    @Test
    void asksForAcknowledgementsAndGivesThem() {
        var subscription =
                new Subscription(new ChannelPattern("a"), Optional.empty(), Start.NOW, true);

        assertThat(Protocol.subscribe(subscription, Start.NOW, NOW, "1")).contains("\"ack\":true");
        assertThat(Protocol.acknowledge(List.of("3:1", "4:2")))
                .isEqualTo("{\"op\":\"ack\",\"positions\":[\"3:1\",\"4:2\"]}");
    }

    @Test
    void readsWhatComesOfAResume() {
        assertThat(Protocol.parse("{\"op\":\"subscribed\",\"ref\":\"1\",\"recovered\":false}"))
                .contains(new Subscribed("1", Optional.of(false), Optional.empty()));
        assertThat(Protocol.parse("{\"op\":\"subscribed\",\"ref\":\"1\"}"))
                .contains(new Subscribed("1", Optional.empty(), Optional.empty()));
        assertThat(
                        Protocol.parse(
                                "{\"op\":\"subscribed\",\"ref\":\"1\",\"recovered\":false,"
                                        + "\"lost\":{\"from\":\"a\",\"to\":\"b\",\"count\":45}}"))
                .contains(new Subscribed("1", Optional.of(false), Optional.of(new Lost("b", 45))));
        assertThat(Protocol.parse("{\"op\":\"checkpoint\",\"cursor\":\"c\"}"))
                .contains(new Checkpoint("c"));
        assertThat(Protocol.parse("{\"op\":\"authorized\",\"expires\":\"2026-01-02T03:04:05Z\"}"))
                .contains(new Authorized(Optional.of(Instant.parse("2026-01-02T03:04:05Z"))));
    }
}
