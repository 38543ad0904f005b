package dev.darkroom.local.elasticsearch;

import dev.darkroom.local.process.Component;
import dev.darkroom.local.process.Launch;
import dev.darkroom.local.process.Probe;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.process.Unprivileged;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The Elasticsearch server as a process of the stack. */
public final class ElasticsearchComponent implements Component {
    private static final String HEAP =
            "-Xms256m -Xmx512m -XX:+UseSerialGC -XX:-AlwaysPreTouch -XX:-UsePerfData -XX:TieredStopAtLevel=1";

    /** A second collector; a log of collections that may grow to gigabytes; files for crashes beside the data. */
    private static final List<String> UNWANTED =
            List.of("UseG1GC", "-Xlog:gc", "HeapDump", "ErrorFile", "ReplayDataFile");

    private static final String LEFTOVERS = "final-flags*";

    @Override
    public String name() {
        return "elasticsearch";
    }

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("elasticsearch", 8494);
        ports.put("elasticsearch.transport", 8495);
        return ports;
    }

    @Override
    public Launch launch(Site site) throws StackException, IOException {
        Path program = program(site);
        Path folder = site.folder("elasticsearch");
        Path config = Files.createDirectories(folder.resolve("config"));
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        removeLeftovers(temporary);
        writeConfiguration(site, program, folder, config);
        List<String> command = new ArrayList<>(user(folder));
        command.add(program.resolve("bin/elasticsearch").toString());
        Map<String, String> environment = new HashMap<>(Map.of(
                "ES_JAVA_HOME", System.getProperty("java.home"),
                "ES_PATH_CONF", config.toString(),
                "ES_TMPDIR", temporary.toString(),
                "ES_JAVA_OPTS", HEAP));
        if (temporary.toString().chars().noneMatch(Character::isWhitespace)) {
            // What starts the server leaves a folder behind: here, not in the system's. Its script splits at blanks.
            environment.put("CLI_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        }
        return new Launch(command, environment);
    }

    @Override
    public boolean answers(Site site) throws IOException {
        // Yellow: every primary shard is there. A single node never gets further when an index wants a copy.
        return Probe.http(address(site) + "/_cluster/health?wait_for_status=yellow&timeout=1s", Set.of(200));
    }

    @Override
    public String address(Site site) {
        return "http://127.0.0.1:" + site.port("elasticsearch");
    }

    private static void removeLeftovers(Path temporary) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, LEFTOVERS)) {
            for (Path folder : folders) {
                Files.delete(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // Then it is none that was merely left: it stays.
            assert e.getFile() != null;
        }
    }

    private static void writeConfiguration(Site site, Path program, Path folder, Path config) throws IOException {
        Files.writeString(config.resolve("elasticsearch.yml"), """
                cluster.name: darkroom-local
                node.name: local
                path.data: "%s"
                path.logs: "%s"
                http.host: 127.0.0.1
                http.port: %d
                transport.host: 127.0.0.1
                transport.port: %d
                discovery.type: single-node
                xpack.security.enabled: false
                cluster.routing.allocation.disk.threshold_enabled: false
                action.auto_create_index: false
                """.formatted(
                        folder.resolve("data"),
                        folder.resolve("logs"),
                        site.port("elasticsearch"),
                        site.port("elasticsearch.transport")));
        String jvmOptions = Files.readString(program.resolve("config/jvm.options"))
                .lines()
                .filter(line -> UNWANTED.stream().noneMatch(line::contains))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(config.resolve("jvm.options"), jvmOptions);
        Files.writeString(config.resolve("log4j2.properties"), """
                status = error
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n
                rootLogger.level = info
                rootLogger.appenderRef.console.ref = console
                """);
        for (String name : List.of("users", "users_roles", "roles.yml", "role_mapping.yml")) {
            if (!Files.exists(config.resolve(name))) {
                Files.createFile(config.resolve(name));
            }
        }
    }

    /** The server refuses to run as root. */
    private static List<String> user(Path folder) throws StackException {
        try {
            Unprivileged user = Unprivileged.detect();
            user.own(folder);
            return user.prefix();
        } catch (IllegalStateException e) {
            throw new StackException("Elasticsearch cannot be started: " + e.getMessage(), e);
        }
    }

    private static Path program(Site site) throws StackException, IOException {
        Path folder = site.home().resolve("local-stack/target/elasticsearch");
        if (Files.isDirectory(folder)) {
            try (var versions = Files.newDirectoryStream(folder, "elasticsearch-*")) {
                for (Path version : versions) {
                    return version;
                }
            }
        }
        throw new StackException("Elasticsearch is not unpacked in " + folder
                + ". Run `mvn -q -B -DskipTests package` in the repository.");
    }
}
