package io.eventrouter.config;

import java.net.URI;
import java.util.List;

/**
 * The console, the page at {@code /} of a gateway's port.
 *
 * @param access who may see its figures where no keys are set
 * @param nodes the admin ports of the gateways and routers that it shows, 64 at most
 */
public record ConsoleSettings(ConsoleAccess access, List<URI> nodes) {
    private static final int MOST_NODES = 64;
    private static final String FORM = "http://HOST:PORT or https://HOST:PORT, joined by commas";

    public ConsoleSettings {
        nodes = List.copyOf(nodes);
        if (nodes.size() > MOST_NODES)
            throw new InvalidSettingException(
                    "console.nodes", nodes.size() + " addresses", MOST_NODES + " at most");
        nodes.forEach(ConsoleSettings::requireBase);
    }

    /** Reads {@code http://gw-1:8081,http://gw-2:8081}; nothing for none. */
    static List<URI> parse(String text) {
        return text.isBlank()
                ? List.of()
                : List.of(text.split(",", -1)).stream().map(ConsoleSettings::address).toList();
    }

    private static URI address(String text) {
        try {
            return URI.create(text.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FORM + " is allowed", e);
        }
    }

    private static void requireBase(URI node) {
        boolean web = "http".equals(node.getScheme()) || "https".equals(node.getScheme());
        boolean bare =
                node.getRawUserInfo() == null
                        && node.getRawQuery() == null
                        && node.getRawFragment() == null
                        && (node.getRawPath() == null
                                || node.getRawPath().isEmpty()
                                || node.getRawPath().equals("/"));
        if (!web || node.getHost() == null || !bare)
            throw new InvalidSettingException("console.nodes", shown(node), FORM + " is allowed");
    }

    /** Without a password that may be in it. */
    private static String shown(URI node) {
        return node.getRawUserInfo() == null
                ? node.toString()
                : node.toString().replace(node.getRawUserInfo() + "@", "***@");
    }

    /** The same with those nodes, where none are set. */
    public ConsoleSettings orNodes(List<URI> others) {
        return nodes.isEmpty() ? new ConsoleSettings(access, others) : this;
    }
}
