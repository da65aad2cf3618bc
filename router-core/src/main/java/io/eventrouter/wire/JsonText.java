package io.eventrouter.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What JSON the contract takes: exactly one value (RFC 8259) in strict UTF-8 without a byte order
 * mark, nested {@value #MAX_DEPTH} deep at most, numbers of {@value #MAX_NUMBER_DIGITS} characters
 * at most, member names of {@value #MAX_NAME_LENGTH} at most, and no escape of a lone surrogate.
 *
 * <p>Data that passed here is spliced into the event message unparsed, so it must be fit for every
 * reader. Duplicate members of data are let through: to find them would cost every event a hash set
 * for each object. Stateless and thread-safe.
 */
final class JsonText {
    static final int MAX_DEPTH = 32;
    static final int MAX_NUMBER_DIGITS = 256;
    static final int MAX_NAME_LENGTH = 1024;

    private static final JsonFactory FACTORY = factory(MAX_DEPTH).build();
    private static final int ENCODING_BYTES = 4;
    private static final byte[] TRUE = Utf8.encode("true");
    private static final byte[] FALSE = Utf8.encode("false");
    private static final byte[] NULL = Utf8.encode("null");

    private JsonText() {}

    /** A factory with those limits, save that values may nest that deep. */
    static JsonFactoryBuilder factory(int depth) {
        var constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxNumberLength(MAX_NUMBER_DIGITS)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build();
        return new JsonFactoryBuilder()
                .streamReadConstraints(constraints)
                // names come from outside: the JVM must not keep each one for ever
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // or the text of an error would have payload in it
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }

    /** What is wrong with it, without a word of the text; empty when nothing is. */
    static Optional<String> faultOf(byte[] json) {
        return JsonScan.isCertain(json) ? Optional.empty() : faultFoundByParser(json);
    }

    /** The same, and all that is said of what is taken rests on it. */
    static Optional<String> faultFoundByParser(byte[] json) {
        Optional<String> fault = faultOfBytes(json);
        if (fault.isPresent()) return fault;
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) return Optional.of("has more than one JSON value");
        } catch (IOException | RuntimeException e) {
            return Optional.of(describe(e));
        }
        return hasLoneSurrogate(json)
                ? Optional.of("has an escape of a lone surrogate")
                : Optional.empty();
    }

    /** What can be seen before parsing: the parser would guess at UTF-16 and skip a mark. */
    static Optional<String> faultOfBytes(byte[] json) {
        int start = 0;
        while (start < json.length && isWhitespace(json[start])) start++;
        if (start == json.length) return Optional.of("is empty");
        for (int i = 0; i < Math.min(ENCODING_BYTES, json.length); i++)
            if (json[i] == 0) return Optional.of("is not JSON in UTF-8");
        if (!beginsValue(json, start)) return Optional.of("is not JSON: it does not begin as such");
        return Utf8.isValid(json) ? Optional.empty() : Optional.of("is not UTF-8");
    }

    private static boolean isWhitespace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Tells most texts from JSON without the price of the parser's exception. */
    private static boolean beginsValue(byte[] json, int start) {
        byte b = json[start];
        return switch (b) {
            case '{', '[', '"', '-' -> true;
            case 't' -> begins(json, start, TRUE);
            case 'f' -> begins(json, start, FALSE);
            case 'n' -> begins(json, start, NULL);
            default -> b >= '0' && b <= '9';
        };
    }

    private static boolean begins(byte[] json, int start, byte[] word) {
        int end = start + word.length;
        return end <= json.length && Arrays.equals(json, start, end, word, 0, word.length);
    }

    /** What the parser found, in words of our own, since its own quote the text. */
    static String describe(Exception e) {
        if (e instanceof StreamConstraintsException)
            return "is over a limit of JSON: nested "
                    + MAX_DEPTH
                    + " deep, numbers of "
                    + MAX_NUMBER_DIGITS
                    + " and names of "
                    + MAX_NAME_LENGTH
                    + " characters";
        if (e instanceof StreamReadException at && at.getLocation() != null)
            return "is not JSON: see byte " + at.getLocation().getByteOffset();
        return "is not JSON";
    }

    /**
     * Whether JSON, known to be well-formed, has an escape of half a surrogate pair. A backslash
     * there always begins an escape, so no string need be found.
     */
    static boolean hasLoneSurrogate(byte[] json) {
        int i = Utf8.indexOf(json, 0, '\\');
        while (i < json.length) {
            if (json[i + 1] != 'u') {
                i += 2;
            } else {
                int unit = unit(json, i);
                if (Character.isLowSurrogate((char) unit)) return true;
                i += 6;
                if (Character.isHighSurrogate((char) unit)) {
                    if (json[i] != '\\' || json[i + 1] != 'u') return true;
                    if (!Character.isLowSurrogate((char) unit(json, i))) return true;
                    i += 6;
                }
            }
            i = Utf8.indexOf(json, i, '\\');
        }
        return false;
    }

    private static int unit(byte[] json, int escape) {
        int unit = 0;
        for (int i = escape + 2; i < escape + 6; i++)
            unit = unit << 4 | Character.digit(json[i], 16);
        return unit;
    }
}
