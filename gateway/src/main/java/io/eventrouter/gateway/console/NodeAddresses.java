package io.eventrouter.gateway.console;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is asked, by the settings: a plain HTTP name with several addresses stands for a node at
 * each; a name with TLS is asked as it is, or its certificate would not fit. Stateless; waits for
 * the name server.
 */
final class NodeAddresses {
    /** More addresses than that are left out. */
    private static final int MOST_NODES = 64;

    private NodeAddresses() {}

    /**
     * What the settings stand for at this moment.
     *
     * @param nodes the addresses, {@value #MOST_NODES} at most
     * @param nameless those of the settings whose name has no address
     */
    record Found(List<URI> nodes, List<URI> nameless) {}

    static Found of(List<URI> settings) {
        var nodes = new ArrayList<URI>();
        var nameless = new ArrayList<URI>();
        for (URI setting : settings)
            try {
                addresses(setting).stream()
                        .limit(MOST_NODES - nodes.size())
                        .forEachOrdered(nodes::add);
            } catch (UnknownHostException e) {
                nameless.add(setting);
            }
        return new Found(nodes, nameless);
    }

    private static List<URI> addresses(URI node) throws UnknownHostException {
        if (node.getScheme().equals("https")) return List.of(node);
        InetAddress[] all = InetAddress.getAllByName(node.getHost());
        if (all.length == 1) return List.of(node);
        var nodes = new ArrayList<URI>();
        for (InetAddress one : all) nodes.add(at(node, one.getHostAddress()));
        return nodes;
    }

    private static URI at(URI node, String address) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        String port = node.getPort() < 0 ? "" : ":" + node.getPort();
        return URI.create(node.getScheme() + "://" + host + port);
    }
}
