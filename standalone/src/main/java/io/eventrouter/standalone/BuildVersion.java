package io.eventrouter.standalone;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. Stateless. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version =
                Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion())
                        .orElse("(not packaged)");
        return new String[] {
            "event-router " + version, "Java ${java.version} (${java.vm.name}), ${os.name}"
        };
    }
}
