package io.eventrouter.wire;

import java.util.Map;

/**
 * An event as its JSON form has it. Syntax and limits are checked; what the attributes say is not.
 *
 * @param attributes by name, as text, in the order of the JSON; with {@code specversion}, without
 *     {@code datacontenttype}
 * @param contentType null when there is neither data nor {@code datacontenttype}
 * @param data the payload's exact bytes; null for none. JSON when the content type says so
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record StructuredEvent(Map<String, String> attributes, String contentType, byte[] data) {}
