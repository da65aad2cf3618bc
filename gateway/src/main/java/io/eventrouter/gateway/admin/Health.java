package io.eventrouter.gateway.admin;

/**
 * What a check found.
 *
 * @param detail for a person: what holds, or what is wrong; never null
 */
public record Health(boolean healthy, String detail) {
    private static final Health OK = new Health(true, "ok");

    public static Health ok() {
        return OK;
    }

    public static Health ok(String detail) {
        return new Health(true, detail);
    }

    public static Health failing(String detail) {
        return new Health(false, detail);
    }

    /** Healthy when {@code holds}, else failing with that detail. */
    public static Health when(boolean holds, String otherwise) {
        return holds ? OK : failing(otherwise);
    }
}
