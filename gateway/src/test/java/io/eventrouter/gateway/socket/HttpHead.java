package io.eventrouter.gateway.socket;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The head of an HTTP response.
 *
 * @param headers by name in lower case
 */
record HttpHead(int status, Map<String, String> headers) {
    static HttpHead parse(List<String> lines) {
        var headers = new TreeMap<String, String>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new HttpHead(Integer.parseInt(lines.get(0).substring(9, 12)), headers);
    }
}
