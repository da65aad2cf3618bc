package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.replay.StartFrom;
import io.eventrouter.gateway.session.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageReaderTest {
    private final Priorities priorities = Priorities.standard();
    private final ClientMessageReader reader = new ClientMessageReader(priorities);

    @Test
    void readsASubscriptionWithAllItCanSay() {
        ClientMessage message =
                reader.read(
                        """
                        {"op":"subscribe","channel":"orders.*","minPriority":"normal",
                         "cursor":"c1","ack":false,"ref":"1"}
                        """);

        assertThat(message)
                .isEqualTo(
                        new ClientMessage.Subscribe(
                                new ChannelPattern("orders.*"),
                                priorities.require("normal"),
                                "c1",
                                null,
                                "1"));
    }

    @Test
    void showsNoTokenAsText() {
        ClientMessage message = reader.read("{\"op\":\"auth\",\"token\":\"t\",\"ref\":\"1\"}");

        assertThat(message).isEqualTo(new ClientMessage.Auth("t", "1"));
        assertThat(message).hasToString("Auth[ref=1]");
    }

    @Test
    void takesMembersInAnyOrderAndLeavesOutWhatIsNotThere() {
        ClientMessage message = reader.read("{\"channel\":\"a.>\",\"op\":\"subscribe\"}");

        assertThat(message)
                .isEqualTo(
                        new ClientMessage.Subscribe(
                                new ChannelPattern("a.>"), null, null, null, null));
    }

    @Test
    void readsWhereInThePastASubscriptionBegins() {
        assertThat(since("PT5M")).isEqualTo(new StartFrom.Ago(300_000));
        assertThat(since("P1D")).isEqualTo(new StartFrom.Ago(86_400_000));
        assertThat(since("1970-01-01T00:00:02.5Z")).isEqualTo(new StartFrom.Time(2_500));
        assertThat(since("1970-01-01T01:00:00+01:00")).isEqualTo(new StartFrom.Time(0));
        assertThat(since("earliest")).isEqualTo(new StartFrom.Earliest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5m",
                "PT",
                "-PT5M",
                "PT-5M",
                "latest",
                "1970-01-01",
                "P99999999999999999999D",
                "2026-02-30T00:00:00Z"
            })
    void refusesAPastThatIsNone(String since) {
        ClientMessage message =
                reader.read("{\"op\":\"subscribe\",\"channel\":\"a\",\"since\":\"" + since + "\"}");

        assertThat(message)
                .isInstanceOfSatisfying(
                        ClientMessage.Refusal.class,
                        r -> assertThat(r.code()).isEqualTo(ErrorCode.MALFORMED));
    }

    @Test
    void refusesACursorBesideATime() {
        ClientMessage message =
                reader.read(
                        """
                        {"op":"subscribe","channel":"a","since":"PT5M","cursor":"c1"}
                        """);

        assertThat(message).isInstanceOf(ClientMessage.Refusal.class);
    }

    private StartFrom since(String text) {
        ClientMessage message =
                reader.read("{\"op\":\"subscribe\",\"channel\":\"a\",\"since\":\"" + text + "\"}");
        return ((ClientMessage.Subscribe) message).since();
    }

    @Test
    void readsTheEndOfASubscription() {
        ClientMessage message = reader.read("{\"op\":\"unsubscribe\",\"channel\":\"a\"}");

        assertThat(message).isEqualTo(new ClientMessage.Unsubscribe(new ChannelPattern("a"), null));
    }

    @Test
    void readsAPing() {
        ClientMessage message = reader.read("{\"op\":\"ping\",\"ref\":\"5\"}");

        assertThat(message).isEqualTo(new ClientMessage.Ping("5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "null",
                "[]",
                "\"ping\"",
                "{",
                "{}",
                "{\"op\":\"ping\"",
                "{\"op\":\"ping\"}}",
                "{\"op\":\"ping\"}{\"op\":\"ping\"}",
                "{\"op\":\"ping\"} x",
                "{\"op\":\"ping\",}",
                "{'op':'ping'}",
                "{op:\"ping\"}",
                "{\"op\":\"ping\",\"op\":\"ping\"}",
                "{\"op\":1}",
                "{\"op\":null}",
                "{\"op\":[\"ping\"]}",
                "{\"op\":\"ping\",\"ref\":7}",
                "{\"op\":\"ping\",\"ref\":null}",
                "{\"op\":\"ping\",\"ref\":\"a\\u0000b\"}",
                "{\"op\":\"ping\",\"ref\":\"\\ud800\"}",
                "{\"op\":\"ping\",\"ref\":\"a\nb\"}",
                "{\"op\":\"ping\",\"channel\":\"a\"}",
                "{\"op\":\"ping\",\"n\":NaN}",
                "{\"ref\":\"1\",\"channel\":\"a\"}",
                "{\"op\":\"subscribe\"}",
                "{\"op\":\"subscribe\",\"channel\":1}",
                "{\"op\":\"subscribe\",\"channel\":\"a\",\"minpriority\":\"low\"}",
                "{\"op\":\"subscribe\",\"channel\":\"a\",\"minPriority\":3}",
                "{\"op\":\"subscribe\",\"channel\":\"a\",\"cursor\":{}}",
                "{\"op\":\"subscribe\",\"channel\":\"a\",\"ack\":\"true\"}",
                "\ufeff{\"op\":\"ping\"}"
            })
    void callsMalformedWhatIsNotExactlyOfTheProtocol(String text) {
        assertThat(refusal(text).code()).isEqualTo(ErrorCode.MALFORMED);
    }

    @Test
    void callsMalformedWhatIsNestedTooDeep() {
        int depth = ClientMessageReader.MAX_DEPTH;
        String deep = "[".repeat(depth) + "]".repeat(depth);

        assertThat(refusal("{\"op\":\"publish\",\"data\":" + deep + "}").code())
                .isEqualTo(ErrorCode.MALFORMED);
    }

    @Test
    void readsAnEventWithAllItCanSay() {
        ClientMessage message =
                reader.read(
                        """
                        {"op":"publish","channel":"a.b","priority":"high","id":"1","type":"t",
                         "expirytime":"2030-01-01T00:00:00Z","collapsekey":"k",
                         "traceparent":"p","tracestate":"s","data":null,"ref":"9"}
                        """);

        assertThat(message)
                .isEqualTo(
                        new ClientMessage.Publish(
                                Map.of(
                                        "channel", "a.b",
                                        "priority", "high",
                                        "id", "1",
                                        "type", "t",
                                        "expirytime", "2030-01-01T00:00:00Z",
                                        "collapsekey", "k",
                                        "traceparent", "p",
                                        "tracestate", "s"),
                                "null",
                                "9"));
        assertThat(message.toString()).doesNotContain("a.b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"b\" : 1.0, \"a\":[ 1e3 ,{}] }",
                "\"text \\u00e9 \\\" end\"",
                "\"\"",
                "[]",
                "-0.50",
                "12345678901234567890123",
                "true",
                "null"
            })
    void cutsDataOutAsItWasWritten(String data) {
        for (String end : new String[] {"", " ", ",\"ref\":\"1\"", " ,\"type\":\"t\" "})
            assertThat(
                            dataOf(
                                    "{\"op\":\"publish\",\"channel\":\"é\",\"data\": "
                                            + data
                                            + end
                                            + "}"))
                    .isEqualTo(data);
    }

    @Test
    void cutsDataOutOfALongMessage() {
        String data = "{\"é\":\"" + "ü".repeat(40_000) + "\"}";

        assertThat(dataOf("{\"op\":\"publish\",\"channel\":\"a\",\"data\":" + data + "}"))
                .isEqualTo(data);
        assertThat(dataOf("{\"data\":" + data + ",\"op\":\"publish\",\"channel\":\"a\"}"))
                .isEqualTo(data);
    }

    private String dataOf(String text) {
        return ((ClientMessage.Publish) reader.read(text)).data();
    }

    @Test
    void callsMalformedARefOfMoreThan64Characters() {
        assertThat(refusal("{\"op\":\"ping\",\"ref\":\"" + "a".repeat(65) + "\"}"))
                .isEqualTo(
                        new ClientMessage.Refusal(
                                ErrorCode.MALFORMED,
                                "ref: 64 characters are allowed, none of them control",
                                null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "unknown-op,   `{'op':'shout','ref':'9'}`",
                "unsupported,  `{'op':'ack','positions':['3:18446'],'ref':'9'}`",
                "malformed,    `{'op':'publish','data':{'text':'hi'},'ref':'9'}`",
                "malformed,    `{'op':'publish','channel':'a','priority':1,'ref':'9'}`",
                "malformed,    `{'op':'publish','channel':'a','source':'/shop','ref':'9'}`",
                "malformed,    `{'op':'subscribe','channel':'a','data':1,'ref':'9'}`",
                "malformed,    `{'op':'auth','ref':'9'}`",
                "unsupported,  `{'op':'subscribe','channel':'a','ack':true,'ref':'9'}`",
                "bad-channel,  `{'op':'subscribe','channel':'a..b','ref':'9'}`",
                "bad-channel,  `{'op':'unsubscribe','channel':'','ref':'9'}`",
                "bad-priority, `{'op':'subscribe','channel':'a','minPriority':'loud','ref':'9'}`",
                "malformed,    `{'op':'subscribe','channel':7,'ref':'9'}`"
            })
    void refusesWithTheCodeAndTheRefOfTheClient(String code, String text) {
        ClientMessage.Refusal refusal = refusal(text.replace('\'', '"'));

        assertThat(refusal.code().text()).isEqualTo(code);
        assertThat(refusal.ref()).isEqualTo("9");
        assertThat(refusal.message()).isNotBlank().doesNotContain("Exception");
    }

    @Test
    void quotesALongOperationOnlyInPart() {
        ClientMessage.Refusal refusal = refusal("{\"op\":\"" + "x".repeat(10_000) + "\"}");

        assertThat(refusal.message()).hasSizeLessThan(200);
    }

    private ClientMessage.Refusal refusal(String text) {
        ClientMessage message = reader.read(text);
        assertThat(message).isInstanceOf(ClientMessage.Refusal.class);
        return (ClientMessage.Refusal) message;
    }
}
