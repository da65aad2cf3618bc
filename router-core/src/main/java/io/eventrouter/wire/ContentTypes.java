package io.eventrouter.wire;

/** The content types that data gets whose sender named none. Stateless. */
public final class ContentTypes {
    public static final String JSON = "application/json";
    public static final String TEXT = "text/plain;charset=utf-8";
    public static final String BYTES = "application/octet-stream";

    private ContentTypes() {}

    /**
     * What the data is: JSON when it is one JSON value that the contract takes, else text when it
     * is UTF-8, else bytes. The router judges a record without a content type by the same rule.
     */
    public static String of(byte[] data) {
        if (JsonText.faultOf(data).isEmpty()) return JSON;
        return Utf8.isValid(data) ? TEXT : BYTES;
    }
}
