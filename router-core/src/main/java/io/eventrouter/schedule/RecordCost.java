package io.eventrouter.schedule;

import java.util.Locale;

/**
 * What serving one record costs: {@code perRecord + perByte * bytes}. Only ratios matter.
 * Immutable.
 *
 * @param perRecord 0 to 1,000
 * @param perByte 0 to 1,000
 */
public record RecordCost(double perRecord, double perByte) {
    /** Every record costs the same, whatever its size. */
    public static final RecordCost UNIFORM = new RecordCost(1, 0);

    private static final double LARGEST = 1_000;

    public RecordCost {
        check("perRecord", perRecord);
        check("perByte", perByte);
        if (perRecord + perByte <= 0)
            throw new IllegalArgumentException("a record must cost something: both are 0");
    }

    private static void check(String name, double value) {
        if (!(value >= 0 && value <= LARGEST))
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is %s: 0 to 1000 is allowed", name, value));
    }

    /** The cost of a record of that many bytes. */
    public double of(long bytes) {
        return perRecord + perByte * bytes;
    }
}
