package io.eventrouter.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.eventrouter.event.AttributeNames;
import io.eventrouter.event.InvalidEventException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one CloudEvent in the JSON format. Confined to one call.
 *
 * <p>The member {@code data} is cut out of the text by byte offset, so that a payload stays as its
 * sender wrote it: spaces, order of members, digits of numbers. Beyond {@link JsonText}'s rules a
 * member given twice is refused, at any depth.
 */
final class StructuredReader {
    private static final String EVENT = "event";
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";
    private static final String CONTENT_TYPE = "datacontenttype";

    /** Data may nest as deep here as anywhere; the event around it is one level more. */
    private static final JsonFactory FACTORY =
            JsonText.factory(JsonText.MAX_DEPTH + 1)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final byte[] json;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private byte[] rawData;
    private String textData;
    private String base64Data;

    private StructuredReader(byte[] json) {
        this.json = json;
    }

    /**
     * @param json UTF-8
     * @throws InvalidEventException when it is not one event; the attribute is {@code event} for a
     *     fault of the JSON, {@code data} for one of the payload
     */
    static StructuredEvent read(byte[] json) {
        Optional<String> fault = JsonText.faultOfBytes(json);
        if (fault.isPresent()) throw invalid(fault.get());
        var reader = new StructuredReader(json);
        try (JsonParser parser = FACTORY.createParser(json)) {
            reader.readMembers(parser);
            if (parser.nextToken() != null) throw invalid("has more than one JSON value");
        } catch (InvalidEventException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw invalid(JsonText.describe(e) + ", or of a member that is given twice");
        }
        if (JsonText.hasLoneSurrogate(json)) throw invalid("has an escape of a lone surrogate");
        return reader.finish();
    }

    /** Whether it is a JSON object with the member {@code specversion}: meant to be an event. */
    static boolean isMeantAsEvent(byte[] json) {
        if (JsonText.faultOfBytes(json).isPresent()) return false;
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("specversion")) return true;
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /**
     * What is wrong with JSON, otherwise known to be right, that has a member twice; empty when it
     * has none. Data by itself is not judged for that: whoever routes events has no time for it.
     */
    static Optional<String> repeatIn(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            parser.skipChildren();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(JsonText.describe(e) + ", where a member is given twice");
        }
    }

    private void readMembers(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) throw invalid("is not a JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case DATA -> readData(parser, value);
                case DATA_BASE64 -> readBase64(parser, value);
                default -> readAttribute(parser, name, value);
            }
        }
    }

    private void readData(JsonParser parser, JsonToken value) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        if (value == JsonToken.VALUE_STRING) textData = parser.getText();
        parser.skipChildren();
        rawData = Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
    }

    private void readBase64(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) return;
        if (value != JsonToken.VALUE_STRING)
            throw new InvalidEventException(DATA, "data_base64 must be a string");
        base64Data = parser.getText();
    }

    private void readAttribute(JsonParser parser, String name, JsonToken value) throws IOException {
        if (!AttributeNames.isValid(name))
            throw new InvalidEventException(
                    InvalidEventException.quote(name),
                    "an attribute name has 1 to 64 lower-case letters and digits");
        switch (value) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE ->
                    attributes.put(name, parser.getText());
            case VALUE_NULL -> {}
            default ->
                    throw new InvalidEventException(
                            name, "must be a string, a whole number, true or false");
        }
    }

    private StructuredEvent finish() {
        String declared = attributes.remove(CONTENT_TYPE);
        if (rawData == null && base64Data == null)
            return new StructuredEvent(attributes, declared, null);
        if (rawData != null && base64Data != null)
            throw new InvalidEventException(DATA, "there are both data and data_base64");
        // data without a content type is JSON; base64 without one is what it turns out to be
        if (base64Data != null) return finishBytes(declared, decode(base64Data));
        MediaType type = declared == null ? MediaType.JSON : MediaType.of(declared);
        String contentType = declared == null ? ContentTypes.JSON : declared;
        if (!type.isUtf8())
            throw new InvalidEventException(
                    CONTENT_TYPE, "a charset other than UTF-8 needs data_base64");
        if (type.isJson()) return new StructuredEvent(attributes, contentType, rawData);
        if (textData == null)
            throw new InvalidEventException(
                    DATA, "must be a string, as the content type is not JSON");
        return new StructuredEvent(attributes, contentType, Utf8.encode(textData));
    }

    private StructuredEvent finishBytes(String declared, byte[] data) {
        String contentType = declared == null ? ContentTypes.of(data) : declared;
        MediaType.of(contentType)
                .faultOf(data)
                .ifPresent(
                        fault -> {
                            throw new InvalidEventException(DATA, fault);
                        });
        return new StructuredEvent(attributes, contentType, data);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException(DATA, "data_base64 is not base64");
        }
    }

    private static InvalidEventException invalid(String fault) {
        return new InvalidEventException(EVENT, fault);
    }
}
