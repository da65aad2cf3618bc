package io.eventrouter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names that the sources give values to: those that there is no setting for, and those that are
 * Kafka's own. Immutable.
 */
record SettingNames(
        Map<String, String> file, Map<String, String> environment, Map<String, String> flags) {
    private static final String VARIABLE = "EVENTROUTER_";
    private static final String CLIENT_VARIABLE = "EVENTROUTER_KAFKA_CLIENT_";

    /**
     * Variables with this project's prefix that are not settings: the launcher's and the tests'.
     */
    private static final List<String> OTHER_VARIABLES =
            List.of(SettingsSources.FILE_VARIABLE, "EVENTROUTER_JAVA_", "EVENTROUTER_TEST_");

    /** A problem for each name that there is no setting for, in the order of the names. */
    List<String> unknown() {
        var names = new TreeSet<String>();
        file.keySet().stream().filter(name -> !isKnown(name)).forEach(names::add);
        flags.keySet().stream().filter(name -> !isKnown(name)).forEach(names::add);
        environment.keySet().stream().filter(this::isUnknownVariable).forEach(names::add);
        var problems = new ArrayList<String>();
        for (String name : names)
            problems.add(name + ": there is no such setting; docs/settings.md lists all");
        return problems;
    }

    private static boolean isKnown(String name) {
        return isClientProperty(name) || SettingCatalogue.byName(name).isPresent();
    }

    private static boolean isClientProperty(String name) {
        return name.startsWith(SettingCatalogue.KAFKA_CLIENT_PREFIX)
                && name.length() > SettingCatalogue.KAFKA_CLIENT_PREFIX.length();
    }

    private boolean isUnknownVariable(String variable) {
        return variable.startsWith(VARIABLE)
                && !isClientVariable(variable)
                && OTHER_VARIABLES.stream().noneMatch(variable::startsWith)
                && SettingCatalogue.all().stream()
                        .noneMatch(setting -> setting.environmentVariable().equals(variable));
    }

    private static boolean isClientVariable(String variable) {
        return variable.startsWith(CLIENT_VARIABLE) && variable.length() > CLIENT_VARIABLE.length();
    }

    /** What is handed to every Kafka client, by Kafka's name. */
    Map<String, String> kafkaClientProperties() {
        var properties = new TreeMap<String, String>();
        addClientProperties(file, properties);
        environment.forEach(
                (variable, value) -> {
                    if (isClientVariable(variable)) properties.put(kafkaName(variable), value);
                });
        addClientProperties(flags, properties);
        return properties;
    }

    private static String kafkaName(String variable) {
        return variable.substring(CLIENT_VARIABLE.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '.');
    }

    private static void addClientProperties(Map<String, String> from, Map<String, String> to) {
        from.forEach(
                (name, value) -> {
                    if (isClientProperty(name))
                        to.put(
                                name.substring(SettingCatalogue.KAFKA_CLIENT_PREFIX.length()),
                                value);
                });
    }
}
