package io.eventrouter.gateway.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Where a request may have a token, and where it must not. Stateless. */
final class RequestTokens {
    private static final String SCHEME = "bearer";
    private static final String SUBPROTOCOL = "bearer.";

    private static final Set<String> NAMES =
            Set.of("token", "access_token", "id_token", "jwt", "bearer", "authorization", "auth");

    /** A JSON Web Token, whatever it is called; looked for in one pass, whatever the text. */
    private static final Pattern TOKEN = Pattern.compile("(?<![\\w-])eyJ[\\w-]*+\\.[\\w-]++\\.");

    private RequestTokens() {}

    /** Those in {@code Authorization: Bearer}. Other schemes are for somebody else. */
    static List<String> ofHeader(Request request) {
        var tokens = new ArrayList<String>();
        for (String value : request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION))
            if (isBearer(value)) tokens.add(value.substring(SCHEME.length()).strip());
        return tokens;
    }

    /** With nothing behind it, it is a token that is empty. */
    private static boolean isBearer(String value) {
        int end = SCHEME.length();
        return value.regionMatches(true, 0, SCHEME, 0, end)
                && (value.length() == end || value.charAt(end) == ' ' || value.charAt(end) == '\t');
    }

    /** The same, and those among the subprotocols, as a browser can set no header. */
    static List<String> ofHandshake(Request request) {
        List<String> tokens = ofHeader(request);
        for (String offered :
                request.getHeaders().getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false))
            if (offered.startsWith(SUBPROTOCOL))
                tokens.add(offered.substring(SUBPROTOCOL.length()));
        return tokens;
    }

    /** By its name, or by its look. */
    static boolean isInQuery(Request request) {
        String query = request.getHttpURI().getQuery();
        if (query == null) return false;
        for (Fields.Field field : fields(request)) {
            if (NAMES.contains(field.getName().toLowerCase(Locale.ROOT))) return true;
            if (isToken(field.getName())
                    || field.getValues().stream().anyMatch(RequestTokens::isToken)) return true;
        }
        return false;
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).find();
    }

    /** A query that is not readable is for others to refuse. */
    private static Fields fields(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (IllegalArgumentException e) {
            return Fields.EMPTY;
        }
    }
}
