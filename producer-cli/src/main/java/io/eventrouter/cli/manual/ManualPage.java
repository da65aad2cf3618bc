package io.eventrouter.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command, from its description. Immutable.
 *
 * @param source what stands at the foot, such as {@code event-router 0.1.0}
 */
public record ManualPage(CommandSpec command, String source) {

    /** What the page is called: {@code event-router-topics-list}. */
    public String name() {
        return command.qualifiedName("-");
    }

    /** In the language of man(7). */
    public String roff() {
        List<String> description = paragraphs(command.usageMessage().description());
        var page = new Roff().title(name(), source);
        page.section("NAME").paragraph(name() + " - " + firstSentence(description));
        page.section("SYNOPSIS").paragraph(synopsis());
        page.section("DESCRIPTION");
        description.forEach(page::paragraph);
        arguments(page);
        commands(page);
        exitCodes(page);
        footer(page);
        return page.toString();
    }

    private String synopsis() {
        var help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
        return help.synopsis(0).replaceAll("\\s+", " ").strip();
    }

    private void arguments(Roff page) {
        List<PositionalParamSpec> parameters = command.positionalParameters();
        List<OptionSpec> options =
                command.options().stream().filter(option -> !option.hidden()).toList();
        if (parameters.isEmpty() && options.isEmpty()) return;
        page.section("OPTIONS");
        for (PositionalParamSpec parameter : parameters)
            page.entry(parameter.paramLabel(), text(parameter.description()));
        for (OptionSpec option : options) page.entry(term(option), text(option.description()));
    }

    private static String term(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    private void commands(Roff page) {
        if (command.subcommands().isEmpty()) return;
        page.section("COMMANDS");
        command.subcommands()
                .forEach(
                        (name, sub) ->
                                page.entry(
                                        name,
                                        firstSentence(
                                                paragraphs(
                                                        sub.getCommandSpec()
                                                                .usageMessage()
                                                                .description()))));
    }

    private void exitCodes(Roff page) {
        Map<String, String> codes = command.usageMessage().exitCodeList();
        if (codes.isEmpty()) return;
        page.section("EXIT STATUS");
        codes.forEach(page::entry);
    }

    private void footer(Roff page) {
        String[] footer = command.usageMessage().footer();
        if (footer.length == 0) return;
        String heading = command.usageMessage().footerHeading();
        page.section(heading.replace("%n", "").replace(":", "").strip().toUpperCase(Locale.ROOT));
        page.literal(Arrays.asList(footer));
    }

    /** Empty lines between paragraphs are left out. */
    private static List<String> paragraphs(String[] lines) {
        var paragraphs = new ArrayList<String>();
        for (String line : lines) if (!line.isBlank()) paragraphs.add(plain(line));
        return paragraphs;
    }

    private static String text(String[] lines) {
        return Arrays.stream(lines).map(ManualPage::plain).collect(Collectors.joining(" "));
    }

    /** Format strings, of which only line breaks and per cent signs are in use. */
    private static String plain(String line) {
        return line.replace("%n", " ").replace("%%", "%");
    }

    private static String firstSentence(List<String> paragraphs) {
        if (paragraphs.isEmpty()) return "";
        String first = paragraphs.get(0);
        int end = first.indexOf(". ");
        return end < 0 ? first : first.substring(0, end + 1);
    }
}
