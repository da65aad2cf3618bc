package io.eventrouter.gateway.routing;

import io.eventrouter.event.ChannelPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The patterns with wildcards, token by token. A match visits only nodes whose pattern begins as
 * the channel does, so its cost depends on how many patterns match so far, not on how many there
 * are. Nodes that lead nowhere are removed. Confined to its worker's thread.
 */
final class PatternTrie<R extends Recipient> {
    private static final String ANY = "*";
    private static final String REST = ">";

    private final Node<R> root = new Node<>();

    boolean isEmpty() {
        return root.isEmpty();
    }

    /** The set of that pattern, or null. */
    SubscriberSet<R> find(ChannelPattern pattern) {
        Node<R> node = root;
        for (String token : pattern.tokens()) {
            if (token.equals(REST)) return node.rest;
            node = node.child(token);
            if (node == null) return null;
        }
        return node.here;
    }

    /** A new, empty set for a pattern that has none. */
    SubscriberSet<R> create(ChannelPattern pattern) {
        var set = new SubscriberSet<R>(pattern);
        Node<R> node = root;
        for (String token : pattern.tokens()) {
            if (token.equals(REST)) {
                node.rest = set;
                return set;
            }
            node = node.childOrNew(token);
        }
        node.here = set;
        return set;
    }

    void remove(ChannelPattern pattern) {
        remove(root, pattern.tokens(), 0);
    }

    private static <R extends Recipient> void remove(Node<R> node, List<String> tokens, int depth) {
        if (depth == tokens.size()) {
            node.here = null;
            return;
        }
        String token = tokens.get(depth);
        if (token.equals(REST)) {
            node.rest = null;
            return;
        }
        Node<R> child = node.child(token);
        remove(child, tokens, depth + 1);
        if (child.isEmpty()) node.drop(token);
    }

    /** Adds the sets of all patterns that match those tokens of a channel. */
    void match(List<String> tokens, List<SubscriberSet<R>> found) {
        match(root, tokens, 0, found);
    }

    private static <R extends Recipient> void match(
            Node<R> node, List<String> tokens, int depth, List<SubscriberSet<R>> found) {
        if (depth == tokens.size()) {
            if (node.here != null) found.add(node.here);
            return;
        }
        if (node.rest != null) found.add(node.rest);
        if (node.any != null) match(node.any, tokens, depth + 1, found);
        Node<R> named = node.named == null ? null : node.named.get(tokens.get(depth));
        if (named != null) match(named, tokens, depth + 1, found);
    }

    /** What patterns go on with after the tokens that lead here. */
    private static final class Node<R extends Recipient> {
        private Map<String, Node<R>> named;
        private Node<R> any;
        private SubscriberSet<R> here;
        private SubscriberSet<R> rest;

        boolean isEmpty() {
            return named == null && any == null && here == null && rest == null;
        }

        Node<R> child(String token) {
            if (token.equals(ANY)) return any;
            return named == null ? null : named.get(token);
        }

        Node<R> childOrNew(String token) {
            if (token.equals(ANY)) {
                if (any == null) any = new Node<>();
                return any;
            }
            if (named == null) named = new HashMap<>(2);
            return named.computeIfAbsent(token, t -> new Node<>());
        }

        void drop(String token) {
            if (token.equals(ANY)) {
                any = null;
                return;
            }
            named.remove(token);
            if (named.isEmpty()) named = null;
        }
    }
}
