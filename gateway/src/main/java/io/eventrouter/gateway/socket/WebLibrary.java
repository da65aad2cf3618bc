package io.eventrouter.gateway.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A browser library on the class path, as a WebJar of its npm package. Its version is part of the
 * paths it is served at, so that browsers may keep it for good. Immutable.
 */
final class WebLibrary {
    private final String name;
    private final String version;
    private final Map<String, String> files = new HashMap<>();

    private WebLibrary(String name, String version) {
        this.name = name;
        this.version = version;
    }

    /**
     * @param files of its folder {@code dist}
     */
    static WebLibrary find(String name, String... files) {
        var library = new WebLibrary(name, version(name));
        for (String file : files)
            library.files.put(
                    library.path() + file,
                    "/META-INF/resources/webjars/"
                            + name
                            + "/"
                            + library.version
                            + "/dist/"
                            + file);
        return library;
    }

    private static String version(String name) {
        String place = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (InputStream in = WebLibrary.class.getResourceAsStream(place)) {
            if (in == null) throw new IllegalStateException(name + " is not on the class path");
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(place + " is not readable", e);
        }
    }

    private String path() {
        return "/console/lib/" + name + "/" + version + "/";
    }

    /** Resources by the path that they are served at. */
    Map<String, String> files() {
        return Map.copyOf(files);
    }

    /** The page with the library's path where it says {@code console/lib/NAME/}. */
    String link(String page) {
        return page.replace("console/lib/" + name + "/", path().substring(1));
    }
}
