package io.eventrouter.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the project's Markdown files, as far as tests ask it. Immutable. */
record Markdown(Path file, List<Block> blocks, List<Link> links, Set<String> anchors) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data");

    /**
     * A block of code.
     *
     * @param line where it begins, from 1
     * @param marker what a comment right before it says; may be empty
     */
    record Block(int line, String language, String marker, String text) {}

    /** A link, and on which line it stands. */
    record Link(int line, String target) {}

    /**
     * @param file from the root of the project
     */
    static Markdown read(String file) throws IOException {
        return read(ROOT.resolve(file));
    }

    /** All of the project's. */
    static List<Markdown> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            var found = new ArrayList<Markdown>();
            for (Path file : files.filter(Markdown::isOurs).sorted().toList())
                found.add(read(file));
            return found;
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : ROOT.relativize(file))
            if (NOT_OURS.contains(part.toString())) return false;
        return file.toString().endsWith(".md");
    }

    private static Markdown read(Path file) throws IOException {
        var reading = new Reading();
        for (String line : Files.readAllLines(file)) reading.line(line);
        return new Markdown(
                file,
                List.copyOf(reading.blocks),
                List.copyOf(reading.links),
                Set.copyOf(reading.anchors));
    }

    /** The block that a comment marks so. */
    Block marked(String marker) {
        return blocks.stream()
                .filter(block -> block.marker().equals(marker))
                .findFirst()
                .orElseThrow(() -> new AssertionError(this + " has no block marked " + marker));
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }

    /** Goes line by line. */
    private static final class Reading {
        private final List<Block> blocks = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private final Set<String> anchors = new LinkedHashSet<>();
        private final Map<String, Integer> headings = new HashMap<>();
        private StringBuilder code;
        private String language = "";
        private String marker = "";
        private int begin;
        private int number;

        void line(String line) {
            number++;
            if (line.strip().startsWith("```")) fence(line.strip().substring(3));
            else if (code != null) code.append(line).append('\n');
            else text(line);
        }

        private void fence(String word) {
            if (code == null) {
                code = new StringBuilder();
                language = word;
                begin = number;
                return;
            }
            blocks.add(new Block(begin, language, marker, code.toString()));
            code = null;
            marker = "";
        }

        private void text(String line) {
            if (line.startsWith("#")) heading(line.replaceFirst("^#+ *", ""));
            if (line.startsWith("<!-- ") && line.endsWith(" -->"))
                marker = line.substring(5, line.length() - 4);
            else if (!line.isBlank()) marker = "";
            Matcher matcher = LINK.matcher(line.replaceAll("`[^`]*`", ""));
            while (matcher.find()) links.add(new Link(number, matcher.group(1)));
        }

        /** As GitHub names them. */
        private void heading(String text) {
            String slug =
                    text.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-');
            int before = headings.merge(slug, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? slug : slug + "-" + before);
        }
    }
}
