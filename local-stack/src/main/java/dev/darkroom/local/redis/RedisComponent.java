package dev.darkroom.local.redis;

import dev.darkroom.local.process.Component;
import dev.darkroom.local.process.Launch;
import dev.darkroom.local.process.Probe;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The Redis server as a process of the stack: a cache of bounded size that keeps its content over a restart. */
public final class RedisComponent implements Component {
    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("redis", 8496);
    }

    @Override
    public Launch launch(Site site) throws StackException, IOException {
        return new Launch(
                List.of(
                        binary(site).toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(site.port("redis")),
                        "--dir",
                        site.folder("redis").toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--maxmemory",
                        "128mb",
                        "--maxmemory-policy",
                        "allkeys-lru"),
                Map.of());
    }

    @Override
    public boolean answers(Site site) throws IOException {
        return Probe.redis(site.port("redis"));
    }

    @Override
    public String address(Site site) {
        return "redis://127.0.0.1:" + site.port("redis");
    }

    /** The server for this machine among those that the build took from the embedded-redis package. */
    private static Path binary(Site site) throws StackException, IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Path folder = site.home().resolve("local-stack/target/redis");
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "redis-server-*-" + system + "-" + processor)) {
                for (Path file : files) {
                    if (!Files.isExecutable(file) && !file.toFile().setExecutable(true)) {
                        throw new StackException("Cannot make " + file + " executable: check who owns it");
                    }
                    return file;
                }
            }
        }
        throw new StackException("No Redis server for " + system + "-" + processor + " in " + folder
                + ". Run `mvn -q -B -DskipTests package` in the repository, or install Redis for this machine there.");
    }
}
