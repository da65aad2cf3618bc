package io.eventrouter.gateway.resume;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import org.apache.kafka.common.Uuid;

/**
 * Cursors as tokens that clients carry: opaque, URL-safe, signed, and bound to one topic by Kafka's
 * own id for it.
 *
 * <pre>
 *   base64url( version: 1 byte | topic id: 16 | offsets: a varint each | first half of the HMAC-SHA256 of these: 16 )
 * </pre>
 *
 * <p>The signature is checked before anything else is believed; half of it (RFC 2104, section 5)
 * leaves 128 bits to guess. Twelve partitions make a token of about 100 characters.
 *
 * <p>Not thread-safe: each worker has its own.
 */
public final class CursorCodec {
    private static final byte VERSION = 1;
    private static final int MAC_BYTES = 16;
    private static final int HEAD_BYTES = 1 + 2 * Long.BYTES;
    private static final int LONGEST_VARINT = 10;

    private final Uuid topic;
    private final int partitions;
    private final Mac mac;

    /**
     * @param topic the routed topic's id
     * @param partitions how many it has
     */
    public CursorCodec(Uuid topic, int partitions, CursorKey key) {
        this.topic = topic;
        this.partitions = partitions;
        mac = key.newMac();
    }

    /** A token for that place. */
    public String encode(Cursor cursor) {
        long[] next = cursor.next();
        ByteBuffer bytes =
                ByteBuffer.allocate(HEAD_BYTES + next.length * LONGEST_VARINT + MAC_BYTES)
                        .put(VERSION)
                        .putLong(topic.getMostSignificantBits())
                        .putLong(topic.getLeastSignificantBits());
        for (long offset : next) putVarint(bytes, offset);
        bytes.put(signature(bytes.array(), bytes.position()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Reads what a client sent. Never throws. */
    public CursorReading decode(String token) {
        byte[] bytes = bytesOf(token);
        if (bytes.length < HEAD_BYTES + MAC_BYTES || bytes[0] != VERSION)
            return new CursorReading.Malformed();
        int signed = bytes.length - MAC_BYTES;
        byte[] given = Arrays.copyOfRange(bytes, signed, bytes.length);
        if (!MessageDigest.isEqual(given, signature(bytes, signed)))
            return new CursorReading.Forged();
        return decode(ByteBuffer.wrap(bytes, 1, signed - 1));
    }

    private CursorReading decode(ByteBuffer signed) {
        if (!topic.equals(new Uuid(signed.getLong(), signed.getLong())))
            return new CursorReading.ForeignTopic();
        var next = new long[partitions];
        try {
            for (int partition = 0; partition < partitions; partition++)
                next[partition] = varint(signed);
        } catch (BufferUnderflowException e) {
            return new CursorReading.Malformed();
        }
        return signed.hasRemaining()
                ? new CursorReading.Malformed()
                : new CursorReading.Valid(new Cursor(next));
    }

    /** Empty for what is not base64url, or longer than any of ours. */
    private byte[] bytesOf(String token) {
        int longest = (HEAD_BYTES + partitions * LONGEST_VARINT + MAC_BYTES) * 4 / 3 + 4;
        if (token.length() > longest) return new byte[0];
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] signature(byte[] bytes, int length) {
        mac.update(bytes, 0, length);
        return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
    }

    private static void putVarint(ByteBuffer bytes, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = bytes.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) break;
        }
        return value;
    }
}
