package io.eventrouter.gateway.admin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a role shows on the admin port, beside metrics and health. Thread-safe. */
public final class AdminPages {
    /** Answers questions, on the threads of the admin port; may take a second or two. */
    @FunctionalInterface
    public interface Page {
        /**
         * @param rest what follows the page's path; may be empty
         * @param query the first value of each parameter
         * @return JSON; empty when there is nothing of that name
         */
        Optional<String> answer(String rest, Map<String, String> query);

        /** Whether it also does things: {@link #act}. */
        default boolean acts() {
            return false;
        }

        /**
         * Does what the page is for, once for each request with POST or DELETE.
         *
         * @return JSON; empty when there is nothing of that name
         */
        default Optional<String> act(String rest) {
            return Optional.empty();
        }
    }

    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    /**
     * @param path such as {@code /events}; what is below it belongs to the page too
     */
    public void add(String path, Page page) {
        if (pages.putIfAbsent(path, page) != null)
            throw new IllegalStateException(path + " is there already");
    }

    /** Empty when there is no such page, or it has nothing of that name. */
    Optional<String> answer(String path, Map<String, String> query) {
        Page page = page(path);
        return page == null ? Optional.empty() : page.answer(rest(path), query);
    }

    /** Whether something can be done there. */
    boolean acts(String path) {
        Page page = page(path);
        return page != null && page.acts();
    }

    /** Empty when there is nothing of that name. */
    Optional<String> act(String path) {
        return page(path).act(rest(path));
    }

    private Page page(String path) {
        int slash = path.indexOf('/', 1);
        return pages.get(slash < 0 ? path : path.substring(0, slash));
    }

    private static String rest(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    /** Such as {@code , /events}; for whoever asks for something else. */
    String names() {
        return pages.keySet().stream().sorted().map(", "::concat).reduce("", String::concat);
    }
}
