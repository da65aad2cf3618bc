package io.eventrouter.cli.publish;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Standard input that another thread can close while a read waits for somebody to write: the read
 * ends with an exception then. {@code System.in} would go on waiting. Reads are confined to one
 * thread.
 */
public final class StandardInput extends InputStream {
    private final FileInputStream file = new FileInputStream(FileDescriptor.in);
    private final FileChannel channel = file.getChannel();

    /**
     * @throws java.nio.channels.AsynchronousCloseException when it is closed meanwhile
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int available() throws IOException {
        return file.available();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
