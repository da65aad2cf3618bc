package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Markdown files lead somewhere. */
class DocumentationTest {
    @Test
    void everyLinkWithinTheProjectLeadsSomewhere() throws Exception {
        var broken = new ArrayList<String>();

        for (Markdown page : Markdown.all())
            for (Markdown.Link link : page.links())
                if (!leadsSomewhere(page, link.target()))
                    broken.add(page + ":" + link.line() + " " + link.target());

        assertThat(broken).isEmpty();
    }

    @Test
    void theIndexNamesEveryPage() throws Exception {
        Markdown index = Markdown.read("docs/index.md");
        Set<String> named =
                index.links().stream()
                        .map(link -> link.target().replaceFirst("#.*", ""))
                        .collect(Collectors.toSet());

        assertThat(named).containsAll(pages(index.file().getParent()));
    }

    private static List<String> pages(Path docs) throws IOException {
        try (Stream<Path> files = Files.list(docs)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("index.md"))
                    .toList();
        }
    }

    private static boolean leadsSomewhere(Markdown page, String target) throws IOException {
        if (target.matches("[a-z]+:.*")) return true;
        String[] parts = target.split("#", 2);
        Path file =
                parts[0].isEmpty()
                        ? page.file()
                        : page.file().getParent().resolve(parts[0]).normalize();
        if (!Files.exists(file)) return false;
        return parts.length == 1
                || !file.toString().endsWith(".md")
                || Markdown.read(file.toString()).anchors().contains(parts[1]);
    }
}
