package io.eventrouter.gateway.console;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How the nodes do that the settings name. A plain HTTP name with several addresses stands for a
 * node at each; a name with TLS is asked as it is, or its certificate would not fit. Nothing but
 * the settings says who is asked. Confined to its turn, but for {@link #view()}.
 */
final class NodesRound implements Round {
    /** More addresses than that are left out. */
    private static final int MOST_NODES = 64;

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final List<URI> nodes;
    private volatile List<NodeView> view;
    private NodeProbe probe;

    NodesRound(List<URI> nodes) {
        this.nodes = nodes;
    }

    /** Null before the first read, and once nobody has looked for a while; any thread. */
    List<NodeView> view() {
        return view;
    }

    @Override
    public String name() {
        return "nodes";
    }

    @Override
    public void read() {
        if (probe == null) probe = new NodeProbe(LIMIT);
        var found = new ArrayList<NodeView>();
        var asked = new ArrayList<CompletableFuture<NodeView>>();
        for (URI node : nodes)
            try {
                addresses(node).stream()
                        .limit(MOST_NODES - asked.size())
                        .map(probe::ask)
                        .forEach(asked::add);
            } catch (UnknownHostException e) {
                found.add(NodeView.unreachable(node.toString(), "the name has no address"));
            }
        asked.forEach(answer -> found.add(answer.join()));
        view = List.copyOf(found);
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

    @Override
    public void rest() {
        probe = null;
        view = null;
    }
}
