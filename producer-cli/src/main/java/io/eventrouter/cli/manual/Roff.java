package io.eventrouter.cli.manual;

/**
 * Text in the language of manual pages, man(7): what has a meaning there is escaped, so that any
 * text shows as it is. Confined to one thread.
 */
final class Roff {
    private final StringBuilder page = new StringBuilder();

    Roff title(String name, String source) {
        return line(
                ".TH \""
                        + escape(name)
                        + "\" 1 \"\" \""
                        + escape(source)
                        + "\" \"event\\-router\"");
    }

    Roff section(String heading) {
        return line(".SH " + escape(heading));
    }

    Roff paragraph(String text) {
        return line(".PP").line(inner(text));
    }

    /** A term and what it means. */
    Roff entry(String term, String meaning) {
        return line(".TP").line("\\fB" + escape(term) + "\\fR").line(inner(meaning));
    }

    /** Lines as they are. */
    Roff literal(Iterable<String> lines) {
        line(".PP").line(".nf");
        for (String line : lines) line(inner(line));
        return line(".fi");
    }

    private Roff line(String text) {
        page.append(text).append('\n');
        return this;
    }

    /** A line of text that is no request, whatever it begins with. */
    private static String inner(String text) {
        String escaped = escape(text);
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    /** A hyphen is to be copied as one, and so are quotes. */
    static String escape(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("\"", "\\(dq");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
