package dev.darkroom.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a component may know of where it runs.
 *
 * @param home the repository, whose {@code target} folders hold what the build made
 * @param data the one directory that holds everything the stack writes
 * @param ports every port number by its name
 * @param environment endpoints and credentials of every component, as its processes get them
 */
public record Site(Path home, Path data, Map<String, Integer> ports, Map<String, String> environment) {
    public Site {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        ports = Map.copyOf(ports);
        environment = Map.copyOf(environment);
    }

    /** The number of the port with this name. */
    public int port(String name) {
        Integer port = ports.get(name);
        if (port == null) {
            throw new IllegalArgumentException("no port is named " + name + "; known: " + ports.keySet());
        }
        return port;
    }

    /** The value of a variable of the stack's environment. */
    public String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the stack has no variable " + name);
        }
        return value;
    }

    /** The folder of one component inside the data directory, made when missing. */
    public Path folder(String component) throws IOException {
        return Files.createDirectories(data.resolve(component));
    }
}
