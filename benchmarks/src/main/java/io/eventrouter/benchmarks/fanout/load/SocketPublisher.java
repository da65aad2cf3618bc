package io.eventrouter.benchmarks.fanout.load;

import io.eventrouter.benchmarks.fanout.message.EventText;
import io.eventrouter.benchmarks.process.BenchmarkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** Writes each event to a connection of its own; answers, where there are any, are read past. */
final class SocketPublisher implements Publisher {
    private static final int ANSWER_BYTES = 64 << 10;

    /** The bytes that stand for an event. */
    interface Encoding {
        byte[] encode(int rank, String channel, String data);
    }

    private final Socket socket;
    private final Encoding encoding;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    SocketPublisher(int port, Encoding encoding) {
        this.encoding = encoding;
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var reader = new Thread(this::readAnswers, "answers");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void publish(int rank, String channel, int dataBytes, long atNanos) {
        byte[] event = encoding.encode(rank, channel, EventText.data(dataBytes, rank, atNanos));
        pending.write(event, 0, event.length);
    }

    @Override
    public void flush() {
        if (pending.size() == 0) return;
        try {
            pending.writeTo(socket.getOutputStream());
            pending.reset();
        } catch (IOException e) {
            throw new BenchmarkException("the server takes no more events", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAnswers() {
        byte[] answers = new byte[ANSWER_BYTES];
        try (InputStream input = socket.getInputStream()) {
            while (input.read(answers) >= 0) continue;
        } catch (IOException e) {
            return; // It was closed, by whichever side.
        }
    }
}
