package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests to publish that are wrong in one way each, byte for byte, and what each is answered. */
@Timeout(60)
class EventsRowsTest {
    private static final String STRUCTURED = "Content-Type: application/cloudevents+json\r\n";
    private static final String BINARY =
            """
            Content-Type: application/json\r
            ce-specversion: 1.0\r
            ce-id: 1\r
            ce-source: /shop\r
            ce-type: t\r
            ce-channel: a.b\r
            """;
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"t\","
                    + "\"channel\":\"a.b\"";

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void startServer() {
        gateway = GatewayUnderTest.start();
    }

    @AfterAll
    static void stopServer() {
        gateway.close();
    }

    @AfterEach
    void nothingIsCountedThatIsOver() {
        await().until(gateway.kafka::isIdle);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments("46 JSON that says nothing", 415, post("", "{}")),
                arguments("46 no content type", 415, post("", EVENT + "}")),
                arguments("46 a form", 415, post(type("text/plain"), EVENT + "}")),
                arguments("46 several events", 415, post(structured("-batch+json"), "[]")),
                arguments("46 another format", 415, post(structured("+avro"), "x")),
                arguments("46 another charset", 415, post(structured("+json;charset=x"), "{}")),
                arguments(
                        "46 another charset, and more",
                        415,
                        post(structured("+json; charset=utf-16; x=1"), "{}")),
                arguments(
                        "46 a charset that begins so",
                        415,
                        post(structured("+json; charset=utf-8x"), "{}")),
                arguments(
                        "46 the charset in quotes",
                        400,
                        post(structured("+json; charset=\"utf-8\""), "{}")),
                arguments("46 gzip", 415, post(STRUCTURED + encoding("gzip"), gzip(EVENT + "}"))),
                arguments("46 two codings", 415, post(BINARY + encoding("identity, br"), "1")),
                arguments("47 over the limit", 413, post(BINARY, string(70_000))),
                arguments("47 far over the limit", 413, post(BINARY, string(2_000_000))),
                arguments("48 empty", 400, post(STRUCTURED, "")),
                arguments("48 empty data", 400, post(BINARY, "")),
                arguments("48 white space", 400, post(STRUCTURED, " \n")),
                arguments("48 no object", 400, post(STRUCTURED, "[" + EVENT + "}]")),
                arguments("48 cut off", 400, post(STRUCTURED, EVENT)),
                arguments("48 trailing token", 400, post(STRUCTURED, EVENT + "}}")),
                arguments("48 two events", 400, post(STRUCTURED, EVENT + "}" + EVENT + "}")),
                arguments("48 member twice", 400, post(STRUCTURED, EVENT + ",\"id\":\"1\"}")),
                arguments("48 byte order mark", 400, post(STRUCTURED, "\ufeff" + EVENT + "}")),
                arguments("49 unknown priority", 400, structuredWith("priority", "\"loud\"")),
                arguments("49 unknown priority", 400, binaryWith("ce-priority: loud")),
                arguments("49 no channel", 400, post(BINARY.replace("ce-channel", "x"), "1")),
                arguments("49 bad channel", 400, post(BINARY.replace("a.b", "a..b"), "1")),
                arguments("49 bad channel", 400, post(BINARY.replace("a.b", "a%0A"), "1")),
                arguments("49 pattern", 400, post(BINARY.replace("a.b", "a.*"), "1")),
                arguments("49 key with CR LF", 400, structuredWith("partitionkey", "\"a\\r\\nb\"")),
                arguments("49 key with CR LF", 400, binaryWith("ce-partitionkey: a%0D%0Ab")),
                arguments("49 key of 10 KiB", 400, structuredWith("partitionkey", string(10_240))),
                arguments(
                        "49 key of 2 KiB", 400, binaryWith("ce-partitionkey: " + "k".repeat(2048))),
                arguments("49 control character", 400, structuredWith("subject", "\"a\\u0000\"")),
                arguments("49 attribute twice", 400, binaryWith("CE-Id: 2")),
                arguments("49 no escape", 400, binaryWith("ce-subject: 100%")),
                arguments("49 overlong escape", 400, binaryWith("ce-subject: %C0%A0")),
                arguments("49 not ASCII", 400, binaryWith("ce-subject: é")),
                arguments("49 open quote", 400, binaryWith("ce-subject: \"a")),
                arguments("49 bad name", 400, binaryWith("ce-sub-ject: a")),
                arguments("49 reserved name", 400, binaryWith("ce-datacontenttype: text/plain")),
                arguments("49 reserved name", 400, binaryWith("ce-data: x")),
                arguments("49 bad time", 400, binaryWith("ce-time: today")),
                arguments("49 other version", 400, post(BINARY.replace("1.0", "0.3"), "1")),
                arguments("49 no id", 400, post(BINARY.replace("ce-id", "x"), "1")),
                arguments("49 bad source", 400, post(BINARY.replace("/shop", "a b"), "1")));
    }

    /** Both as data of its own and as a member of an event. */
    static Stream<Arguments> badData() {
        return Stream.of(
                        arguments("48 depth over 32", "[".repeat(33) + "]".repeat(33)),
                        arguments("48 depth far over 32", "[".repeat(9000) + "]".repeat(9000)),
                        arguments("48 number of 1,000 digits", "1".repeat(1_000)),
                        arguments("48 long name", "{\"" + "n".repeat(1_025) + "\":1}"),
                        arguments("48 member twice", "{\"a\":1,\"a\":2}"),
                        arguments("48 member twice, deep", "[{\"a\":{\"b\":1,\"b\":1}}]"),
                        arguments("48 trailing token", "{} 1"),
                        arguments("48 NaN", "NaN"),
                        arguments("48 lone surrogate", "\"\\ud83d\""),
                        arguments("48 control character", "\"a\nb\""),
                        arguments("48 not UTF-8", "\"\u00ff\""))
                .flatMap(
                        row -> {
                            String data = (String) row.get()[1];
                            String name = (String) row.get()[0];
                            return Stream.of(
                                    arguments(name, bytes(post(BINARY, ""), data)),
                                    arguments(
                                            name,
                                            bytes(
                                                    post(STRUCTURED, ""),
                                                    EVENT + ",\"data\":" + data + "}")));
                        });
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("rows")
    void answersAWrongRequestWithTheStatusOfItsRow(String row, int status, Object request)
            throws Exception {
        int before = gateway.kafka.events().size();
        try (RawClient client = gateway.connect()) {
            client.sendWhatGoes(
                    request instanceof byte[] bytes ? bytes : ((String) request).getBytes(UTF_8));

            HttpHead head = client.readHead();

            assertThat(head.status()).as(row).isEqualTo(status);
            assertThat(client.readBody(head))
                    .startsWith("{\"code\":\"")
                    .doesNotContain("Exception")
                    .doesNotContain("kkk");
        }
        assertThat(gateway.kafka.events()).hasSize(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badData")
    void answersBadDataWith400(String row, byte[] request) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request);

            HttpHead head = client.readHead();

            assertThat(head.status()).as(row).isEqualTo(400);
            assertThat(client.readBody(head)).startsWith("{\"code\":\"bad-event\"");
        }
    }

    @Test
    void row46SaysWhatIsTaken() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(post(STRUCTURED + encoding("br"), "x"));

            HttpHead head = client.readHead();

            assertThat(head.headers())
                    .containsEntry("accept-encoding", "identity")
                    .containsEntry("accept-post", "application/cloudevents+json, */*");
        }
    }

    @Test
    void row46AnswersACompressedTransferAsHttpHasIt() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(head(STRUCTURED + "Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n");

            assertThat(client.readHead().status()).isIn(400, 501);
        }
    }

    @Test
    void row47AnswersABodyThatStallsWith408AndClosesTheConnection() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(head(STRUCTURED + length(100)) + "{\"specversion\"");

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(408);
            assertThat(head.headers()).containsEntry("connection", "close");
            assertThat(client.readBody(head)).contains("500 ms");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void row47AnswersABodyThatDripsWith408() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(head(STRUCTURED + length(100_000)));
            Thread dripping = new Thread(() -> drip(client));
            dripping.start();

            HttpHead head = client.readHead();
            dripping.interrupt();

            assertThat(head.status()).isEqualTo(408);
        }
    }

    private static void drip(RawClient client) {
        while (!Thread.currentThread().isInterrupted()) {
            client.sendWhatGoes(new byte[] {' '});
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void row47AnswersAChunkedBodyThatStallsWith408() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(head(STRUCTURED + "Transfer-Encoding: chunked\r\n") + "5\r\n{\"spe\r\n");

            assertThat(client.readHead().status()).isEqualTo(408);
        }
    }

    @Test
    void row47CountsAChunkedBodyThatNamesNoLength() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(head(BINARY + "Transfer-Encoding: chunked\r\n"));
            String chunk = "4000\r\n" + "1".repeat(0x4000) + "\r\n";

            client.sendWhatGoes((chunk.repeat(5) + "0\r\n\r\n").getBytes(UTF_8));

            assertThat(client.readHead().status()).isEqualTo(413);
        }
    }

    @Test
    void row47RefusesALargeBodyBeforeItIsSent() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(head(STRUCTURED + length(70_000) + "Expect: 100-continue\r\n"));

            assertThat(client.readHead().status()).isEqualTo(413);
        }
    }

    @Test
    void refusesAChunkThatIsNone() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(head(STRUCTURED + "Transfer-Encoding: chunked\r\n") + "x\r\n");

            assertThat(client.readHead().status()).isEqualTo(400);
        }
    }

    @Test
    void goesOnWithAConnectionAfterARefusal() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(post(STRUCTURED, "{}") + post(BINARY, "{\"n\":1}"));

            HttpHead first = client.readHead();
            client.readBody(first);

            assertThat(first.status()).isEqualTo(400);
            assertThat(client.readHead().status()).isEqualTo(202);
        }
    }

    @Test
    void countsWhatItRefuses() throws Exception {
        double before = count("too-large");
        try (RawClient client = gateway.connect()) {
            client.send(post(BINARY, string(70_000)));

            client.readHead();

            assertThat(count("too-large")).isEqualTo(before + 1);
        }
    }

    private static double count(String outcome) {
        return gateway.count("eventrouter.gateway.publish.events", "outcome", outcome);
    }

    private static String structuredWith(String member, String json) {
        return post(STRUCTURED, EVENT + ",\"" + member + "\":" + json + "}");
    }

    private static String binaryWith(String header) {
        return post(BINARY + header + "\r\n", "1");
    }

    private static String string(int length) {
        return '"' + "k".repeat(length) + '"';
    }

    private static String type(String type) {
        return "Content-Type: " + type + "\r\n";
    }

    private static String structured(String suffix) {
        return type("application/cloudevents" + suffix);
    }

    private static String encoding(String coding) {
        return "Content-Encoding: " + coding + "\r\n";
    }

    private static String length(int bytes) {
        return "Content-Length: " + bytes + "\r\n";
    }

    private static String head(String headers) {
        return "POST /events HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    static String post(String headers, String body) {
        return head(headers + length(body.getBytes(UTF_8).length)) + body;
    }

    private static byte[] post(String headers, byte[] body) {
        return concat(head(headers + length(body.length)).getBytes(UTF_8), body);
    }

    /** A request without a body, with that one; one byte a character. */
    private static byte[] bytes(String empty, String body) {
        return (empty.replace(length(0), length(body.length())) + body).getBytes(ISO_8859_1);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static byte[] gzip(String text) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(UTF_8));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
