package io.eventrouter.gateway.console;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How the nodes do that the settings name; nothing but the settings says who is asked. Confined to
 * its turn, but for {@link #view()}.
 */
final class NodesRound implements Round {
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
        NodeAddresses.Found addresses = NodeAddresses.of(nodes);
        var found = new ArrayList<NodeView>();
        for (URI node : addresses.nameless())
            found.add(NodeView.unreachable(node.toString(), "the name has no address"));
        List<CompletableFuture<NodeView>> asked =
                addresses.nodes().stream().map(probe::ask).toList();
        asked.forEach(answer -> found.add(answer.join()));
        view = List.copyOf(found);
    }

    @Override
    public void rest() {
        probe = null;
        view = null;
    }
}
