package io.eventrouter.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings reference, made from the catalogue. Stateless. */
final class SettingsReference {
    private static final String HEAD =
            """
            # Settings

            <!-- Made from the code by SettingsReferenceTest; do not edit. -->

            A value comes from a properties file (UTF-8), over which an environment variable wins, over which a flag of the
            command wins. The file is the one that `--config` names, else the one that `{variable}` names, else
            `{file}` in the working directory, if it is there.

            Every setting has a variable: `EVENTROUTER_` and its name in capitals, with `_` for dots and hyphens:
            `gateway.port` is `EVENTROUTER_GATEWAY_PORT`. Unknown names and values out of range are refused at start, all at
            once. Values are taken as they stand: there are no expressions in them.

            A running router watches the file, and within a second goes by other weights in `levels` and other
            `router.cost-…` in it. Anything else holds from the next start on.

            A duration is written `250ms`, `30s`, `5m`, `2h`, `7d` or as in ISO 8601 (`PT90S`); a size is written in bytes or
            as `64KiB`, `1MiB`, `4GiB`.
            """;
    private static final String KAFKA_CLIENTS =
            """

            ## Kafka's own

            What begins with `{prefix}` is handed to every Kafka client under the rest of its name, for TLS, SASL and the
            like: `{prefix}security.protocol=SASL_SSL`, or `EVENTROUTER_KAFKA_CLIENT_SECURITY_PROTOCOL`. Their values are never
            shown. What delivery rests on (acknowledgements, idempotence, partitioning, the time-outs of publishers) cannot be
            changed so.
            """;

    private SettingsReference() {}

    static String markdown() {
        var out = new StringBuilder();
        out.append(
                HEAD.replace("{variable}", SettingsSources.FILE_VARIABLE)
                        .replace("{file}", SettingsSources.DEFAULT_FILE.toString()));
        bySection()
                .forEach(
                        (section, settings) -> {
                            out.append("\n## `").append(section).append("`\n\n");
                            out.append("| setting | kind | default | |\n|---|---|---|---|\n");
                            settings.forEach(setting -> out.append(row(setting)));
                        });
        return out.append(KAFKA_CLIENTS.replace("{prefix}", SettingCatalogue.KAFKA_CLIENT_PREFIX))
                .toString();
    }

    private static Map<String, List<Setting<?>>> bySection() {
        return SettingCatalogue.all().stream()
                .collect(
                        Collectors.groupingBy(
                                setting -> setting.name().replaceAll("\\..*", ""),
                                LinkedHashMap::new,
                                Collectors.toList()));
    }

    private static String row(Setting<?> setting) {
        String shown = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
        String secret = setting.secret() ? " Never shown." : "";
        return String.format(
                "| `%s` | %s | %s | %s%s |\n",
                setting.name(),
                setting.kind(),
                shown,
                setting.description().replace("|", "\\|"),
                secret);
    }
}
