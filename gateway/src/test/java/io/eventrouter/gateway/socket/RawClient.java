package io.eventrouter.gateway.socket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that sends exactly the bytes that a test wants, right or wrong. A read waits 15 s at
 * most.
 */
final class RawClient implements AutoCloseable {
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static final int READ_TIMEOUT_MILLIS = 15_000;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static RawClient connect(int port) throws IOException {
        return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** One that takes little before its window is full. */
    static RawClient connectWithSmallWindow(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawClient(socket);
    }

    /** A correct handshake. */
    static String handshake(String target, String subprotocol) {
        return "GET "
                + target
                + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + KEY
                + "\r\nSec-WebSocket-Protocol: "
                + subprotocol
                + "\r\n\r\n";
    }

    void send(String bytes) throws IOException {
        send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends as much of it as goes; the server may hang up meanwhile. */
    void sendWhatGoes(byte[] bytes) {
        try {
            send(bytes);
        } catch (IOException e) {
            // It hung up.
        }
    }

    void text(String text) throws IOException {
        send(frame(0x80 | WireFrame.TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A masked frame whose first byte is exactly that. */
    static byte[] frame(int firstByte, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write(firstByte);
        out.writeBytes(length(payload.length, 0x80));
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) out.write(payload[i] ^ MASK[i % 4]);
        return out.toByteArray();
    }

    static byte[] length(long length, int mask) {
        if (length < 126) return new byte[] {(byte) (mask | length)};
        if (length < 65_536)
            return ByteBuffer.allocate(3).put((byte) (mask | 126)).putShort((short) length).array();
        return ByteBuffer.allocate(9).put((byte) (mask | 127)).putLong(length).array();
    }

    HttpHead readHead() throws IOException {
        var lines = new ArrayList<String>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) lines.add(line);
        return HttpHead.parse(lines);
    }

    String readBody(HttpHead head) throws IOException {
        byte[] body = new byte[Integer.parseInt(head.headers().get("content-length"))];
        in.readFully(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The next block of an event stream, without the empty line that ends it. */
    String readBlock() throws IOException {
        var block = new StringBuilder();
        for (String line = readLine(); !line.isEmpty(); line = readLine())
            block.append(line).append('\n');
        return block.toString();
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte())
            if (b != '\r') line.append((char) b);
        return line.toString();
    }

    WireFrame readFrame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second;
        if (second == 126) length = in.readUnsignedShort();
        if (second == 127) length = in.readLong();
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return WireFrame.of(first, payload);
    }

    /** The next frame that is not a text: what a server says in the end. */
    WireFrame readPastTexts() throws IOException {
        WireFrame frame = readFrame();
        while (frame.opcode() == WireFrame.TEXT || frame.opcode() == WireFrame.PONG)
            frame = readFrame();
        return frame;
    }

    List<WireFrame> readFrames(int count) throws IOException {
        var frames = new ArrayList<WireFrame>();
        while (frames.size() < count) frames.add(readFrame());
        return frames;
    }

    /** Whether something has come that was not read yet. */
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    /** Reads so many bytes of whatever comes. */
    void skip(int bytes) throws IOException {
        in.skipNBytes(bytes);
    }

    /** Whether the server ends the connection, after whatever it still sends. */
    boolean isClosedByServer() throws IOException {
        try {
            int last = in.read();
            while (last >= 0) last = in.read();
            return true;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
