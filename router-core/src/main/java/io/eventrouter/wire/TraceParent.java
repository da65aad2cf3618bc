package io.eventrouter.wire;

/**
 * W3C Trace Context's {@code traceparent}, judged as bytes: {@code 00-TRACE-SPAN-FLAGS}, in
 * lower-case hexadecimal. Nothing is allocated. Stateless.
 */
public final class TraceParent {
    /** Of version 00; later ones may be longer. */
    private static final int LENGTH = 55;

    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;
    private static final int SAMPLED = 1;

    private TraceParent() {}

    /**
     * Whether it can be a parent.
     *
     * @param value null for none
     */
    public static boolean isValid(byte[] value) {
        if (value == null || value.length < LENGTH) return false;
        boolean framed = isHyphen(value, TRACE) && isHyphen(value, SPAN) && isHyphen(value, FLAGS);
        return framed
                && isVersion(value)
                && isId(value, TRACE, SPAN - 1)
                && isId(value, SPAN, FLAGS - 1)
                && isHex(value, FLAGS, LENGTH);
    }

    /** Whether who wrote it, a {@linkplain #isValid valid} one, has asked for spans. */
    public static boolean isSampled(byte[] value) {
        return (digit(value[LENGTH - 1]) & SAMPLED) != 0;
    }

    private static boolean isHyphen(byte[] value, int before) {
        return value[before - 1] == '-';
    }

    /** ff is forbidden; version 00 has nothing behind the flags, a later one a hyphen. */
    private static boolean isVersion(byte[] value) {
        if (!isHex(value, 0, 2) || (value[0] == 'f' && value[1] == 'f')) return false;
        boolean first = value[0] == '0' && value[1] == '0';
        return value.length == LENGTH || (!first && value[LENGTH] == '-');
    }

    /** Not all zero. */
    private static boolean isId(byte[] value, int from, int to) {
        int any = 0;
        for (int i = from; i < to; i++) any |= value[i] ^ '0';
        return any != 0 && isHex(value, from, to);
    }

    private static boolean isHex(byte[] value, int from, int to) {
        for (int i = from; i < to; i++) if (digit(value[i]) < 0) return false;
        return true;
    }

    private static int digit(byte c) {
        if (c >= '0' && c <= '9') return c - '0';
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
