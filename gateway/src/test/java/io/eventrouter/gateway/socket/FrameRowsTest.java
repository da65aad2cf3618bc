package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that are wrong in one way each, byte for byte, and the close frame that each earns. */
@Timeout(60)
class FrameRowsTest {
    private static final int FIN = 0x80;
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOT_UTF_8 = {(byte) 0xc3, 0x28};

    private GatewayUnderTest gateway;

    @BeforeEach
    void startServer() {
        gateway = GatewayUnderTest.start();
    }

    @AfterEach
    void stopServer() {
        gateway.close();
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments("26 unmasked", 1002, "protocol", new byte[] {(byte) (FIN | 1), 1, 'a'}),
                arguments("26 RSV1", 1002, "protocol", RawClient.frame(FIN | 0x41, HELLO)),
                arguments("26 RSV2", 1002, "protocol", RawClient.frame(FIN | 0x21, HELLO)),
                arguments("26 RSV3", 1002, "protocol", RawClient.frame(FIN | 0x11, HELLO)),
                arguments("26 opcode 3", 1002, "protocol", RawClient.frame(FIN | 3, HELLO)),
                arguments("26 opcode 7", 1002, "protocol", RawClient.frame(FIN | 7, HELLO)),
                arguments("26 opcode 11", 1002, "protocol", RawClient.frame(FIN | 11, HELLO)),
                arguments("26 opcode 15", 1002, "protocol", RawClient.frame(FIN | 15, HELLO)),
                arguments("27 fragmented ping", 1002, "protocol", RawClient.frame(9, HELLO)),
                arguments(
                        "27 ping of 126 bytes", 1002, "protocol", RawClient.frame(FIN | 9, a(126))),
                arguments("28 stray continuation", 1002, "protocol", RawClient.frame(FIN, HELLO)),
                arguments(
                        "28 text inside fragments",
                        1002,
                        "protocol",
                        all(RawClient.frame(1, HELLO), RawClient.frame(FIN | 1, HELLO))),
                arguments(
                        "29 text not UTF-8",
                        1007,
                        "malformed",
                        RawClient.frame(FIN | 1, NOT_UTF_8)),
                arguments(
                        "29 text not UTF-8 over fragments",
                        1007,
                        "malformed",
                        all(
                                RawClient.frame(1, new byte[] {(byte) 0xc3}),
                                RawClient.frame(FIN, new byte[] {0x28}))),
                arguments("29 close reason not UTF-8", 1007, "malformed", close(1000, NOT_UTF_8)),
                arguments("30 close code 999", 1002, "protocol", close(999)),
                arguments("30 close code 1005", 1002, "protocol", close(1005)),
                arguments("30 close code 1006", 1002, "protocol", close(1006)),
                arguments("30 close code 5000", 1002, "protocol", close(5000)),
                arguments(
                        "30 close of one byte",
                        1002,
                        "protocol",
                        RawClient.frame(FIN | 8, new byte[1])),
                arguments(
                        "31 text too large",
                        1009,
                        "too-large",
                        RawClient.frame(FIN | 1, a(65_537))),
                arguments(
                        "31 fragments too large",
                        1009,
                        "too-large",
                        all(RawClient.frame(1, a(65_536)), RawClient.frame(FIN, a(1)))),
                arguments("31 claims 2^40", 1009, "too-large", claim(1L << 40)),
                arguments("31 claims 2^63", 1009, "too-large", claim(Long.MIN_VALUE)),
                arguments("32 claims 2 MiB, then nothing", 1009, "too-large", claim(2 << 20)),
                arguments(
                        "33 empty fragments",
                        1008,
                        "rate",
                        all(RawClient.frame(1, a(0)), empty(100_000))),
                arguments(
                        "33 ping flood",
                        1008,
                        "rate",
                        times(100_000, RawClient.frame(FIN | 9, a(0)))),
                arguments("34 binary", 1003, "binary", RawClient.frame(FIN | 2, HELLO)),
                arguments("34 empty binary", 1003, "binary", RawClient.frame(FIN | 2, a(0))),
                arguments(
                        "35 malformed again and again",
                        1007,
                        "malformed",
                        times(ClientConnection.MOST_MALFORMED, RawClient.frame(FIN | 1, HELLO))),
                arguments(
                        "39 commands over the rate",
                        1008,
                        "rate",
                        times(500, RawClient.frame(FIN | 1, utf8("{\"op\":\"ping\"}")))));
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @MethodSource("rows")
    void closesWithTheCodeAndWordOfItsRow(String row, int code, String word, byte[] frames)
            throws Exception {
        try (RawClient client = gateway.open()) {
            client.sendWhatGoes(frames);

            WireFrame last = client.readPastTexts();

            assertThat(last).isEqualTo(WireFrame.close(code, word));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void row32SeesAClaimThatCameWithTheHandshake() throws Exception {
        try (RawClient client = gateway.connect()) {
            var all = new ByteArrayOutputStream();
            all.writeBytes(utf8(RawClient.handshake("/ws", "eventrouter.v1")));
            all.writeBytes(claim(2 << 20));
            client.send(all.toByteArray());
            client.readHead();

            WireFrame last = client.readPastTexts();

            assertThat(last).isEqualTo(WireFrame.close(1009, "too-large"));
        }
    }

    @Test
    void row41NeverTellsWhatItsOwnFaultWas() throws Exception {
        try (RawClient client = gateway.open()) {
            gateway.sessions.fault = new IllegalStateException("the secret of the house");
            client.text("{\"op\":\"subscribe\",\"channel\":\"a\"}");

            WireFrame last = client.readFrame();

            assertThat(last).isEqualTo(WireFrame.close(1011, "internal"));
        }
    }

    @Test
    void row41ClosesASessionThatCannotBeOpened() throws Exception {
        gateway.sessions.fault = new IllegalStateException("the secret of the house");
        try (RawClient client = gateway.open("eventrouter.v1", "")) {

            WireFrame last = client.readFrame();

            assertThat(last).isEqualTo(WireFrame.close(1011, "internal"));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] a(int length) {
        return "a".repeat(length).getBytes(StandardCharsets.UTF_8);
    }

    /** The header of a text frame that claims that length, and its mask. */
    private static byte[] claim(long length) {
        var header = new ByteArrayOutputStream();
        header.write(FIN | 1);
        header.write(0x80 | 127);
        header.writeBytes(java.nio.ByteBuffer.allocate(8).putLong(length).array());
        header.writeBytes(new byte[4]);
        return header.toByteArray();
    }

    private static byte[] close(int code, byte... reason) {
        var payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(reason);
        return RawClient.frame(FIN | 8, payload.toByteArray());
    }

    private static byte[] empty(int fragments) {
        return times(fragments, RawClient.frame(0, new byte[0]));
    }

    private static byte[] times(int count, byte[] frame) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) all.writeBytes(frame);
        return all.toByteArray();
    }

    private static byte[] all(byte[]... frames) {
        var all = new ByteArrayOutputStream();
        for (byte[] frame : frames) all.writeBytes(frame);
        return all.toByteArray();
    }
}
