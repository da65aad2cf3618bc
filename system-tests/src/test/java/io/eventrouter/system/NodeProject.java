package io.eventrouter.system;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where scripts run that use the npm package {@code ws}. Stateless. */
final class NodeProject {
    private static final Path FOLDER = Path.of("target", "node-client").toAbsolutePath();

    private NodeProject() {}

    /** The folder, with those scripts. Installed once for all runs, below {@code target}. */
    static Path withWs(String... scripts) throws Exception {
        Files.createDirectories(FOLDER);
        for (String name : scripts)
            try (InputStream script = NodeProject.class.getResourceAsStream(name)) {
                Files.write(FOLDER.resolve(name), script.readAllBytes());
            }
        if (Files.exists(FOLDER.resolve("node_modules/ws/package.json"))) return FOLDER;
        Files.writeString(FOLDER.resolve("package.json"), "{\"private\": true}");
        Program.run(
                FOLDER,
                "",
                List.of("npm", "install", "--no-save", "--no-audit", "--no-fund", "ws@8"));
        return FOLDER;
    }
}
