package io.eventrouter.gateway.socket;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * A value cut out of a message, character for character: spaces, order of members and digits of
 * numbers stay as their sender wrote them. Immutable.
 */
record RawJson(String text) {
    /**
     * The value that the parser of that message has begun; it is passed, and so known to be JSON.
     */
    static RawJson read(String message, JsonParser json) throws IOException {
        int start = (int) json.currentTokenLocation().getCharOffset();
        // a text is passed once it is read
        if (json.currentToken() == JsonToken.VALUE_STRING) json.getText();
        json.skipChildren();
        return new RawJson(message.substring(start, (int) json.currentLocation().getCharOffset()));
    }
}
