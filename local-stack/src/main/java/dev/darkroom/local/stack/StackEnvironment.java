package dev.darkroom.local.stack;

import dev.darkroom.core.port.RankWeight;
import dev.darkroom.local.identity.LocalIdentity;
import dev.darkroom.local.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Endpoints and credentials of every component, as variables: the environment of each process, and the file
 * {@code env} for any outside client.
 */
public final class StackEnvironment {
    private static final String ACCESS_KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String REGION = "us-east-1";
    private static final String HOST = "127.0.0.1:";

    /** What a person may decide when starting the stack; whoever reads it says what is wrong with it. */
    private static final List<String> SETTINGS = List.of(
            RankWeight.KEY,
            "DARKROOM_LIMITS",
            "DARKROOM_RECIPE",
            "DARKROOM_LIBVIPS",
            "DARKROOM_LIBTURBOJPEG",
            "DARKROOM_LIBHEIF",
            "DARKROOM_LIBJXL");

    private final Path data;

    public StackEnvironment(Path data) {
        this.data = data;
    }

    /** The file for outside clients; a shell can source it. */
    public Path file() {
        return data.resolve("env");
    }

    /** The variables written by the last start; empty when there was none. */
    public Map<String, String> read() throws IOException {
        return parse(file());
    }

    /**
     * Computes the variables for these ports and writes them. Secrets are made once and kept.
     *
     * @param shell the variables of whoever starts the stack; of its settings that there may be, the rest are kept
     */
    Map<String, String> write(Path home, Map<String, Integer> ports, Map<String, String> shell) throws IOException {
        Map<String, String> settings = settings(shell);
        Map<String, String> secrets = secrets();
        String s3 = "http://" + HOST + ports.get("s3");
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("DARKROOM_HOME", home.toString());
        variables.put("DARKROOM_DATA", data.toString());
        variables.put("DARKROOM_SANDBOX_STATE", data.resolve("sandbox").toString());
        variables.put("DARKROOM_KAFKA", HOST + ports.get("kafka"));
        variables.put("DARKROOM_S3_ENDPOINT", s3);
        variables.put("DARKROOM_S3_REGION", REGION);
        variables.putAll(secrets);
        variables.put("DARKROOM_S3_BUCKET", "photos");
        variables.put("DARKROOM_LAKE_BUCKET", "lake");
        variables.put(
                "DARKROOM_SPANNER_URL",
                "jdbc:cloudspanner://" + HOST + ports.get("spanner")
                        + "/projects/darkroom/instances/local/databases/darkroom?usePlainText=true;dialect=POSTGRESQL");
        variables.put("DARKROOM_REDIS", "redis://" + HOST + ports.get("redis"));
        variables.put("DARKROOM_ELASTICSEARCH", "http://" + HOST + ports.get("elasticsearch"));
        variables.put(
                "DARKROOM_TOKEN_KEY",
                new LocalIdentity(data.resolve("identity"), Clock.systemUTC())
                        .publicKeyFile()
                        .toString());
        variables.put("DARKROOM_INGEST", "http://" + HOST + ports.get("ingest"));
        variables.put("DARKROOM_SERVING", "http://" + HOST + ports.get("serving"));
        variables.put("DARKROOM_FLINK", "http://" + HOST + ports.get("flink"));
        variables.put("DARKROOM_FLINK_METRICS", Integer.toString(ports.get("flink.metrics")));
        variables.putAll(settings);
        variables.put("AWS_ACCESS_KEY_ID", secrets.get("DARKROOM_S3_ACCESS_KEY"));
        variables.put("AWS_SECRET_ACCESS_KEY", secrets.get("DARKROOM_S3_SECRET_KEY"));
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_ENDPOINT_URL_S3", s3);
        PrivateFile.write(file(), "# Source me: set -a; . " + file() + "; set +a\n" + format(variables));
        return variables;
    }

    private Map<String, String> settings(Map<String, String> shell) throws IOException {
        Map<String, String> kept = read();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : SETTINGS) {
            String value = shell.containsKey(name) ? resolved(shell.get(name)) : kept.getOrDefault(name, "");
            if (!value.isBlank()) {
                settings.put(name, value);
            }
        }
        try {
            RankWeight.from(settings);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        return settings;
    }

    /** Processes run in another folder than whoever names a file. */
    private static String resolved(String value) {
        return value.contains("/") ? Path.of(value).toAbsolutePath().normalize().toString() : value;
    }

    private Map<String, String> secrets() throws IOException {
        Path path = data.resolve("secrets");
        Map<String, String> kept = parse(path);
        if (!kept.isEmpty()) {
            return kept;
        }
        Map<String, String> fresh = new LinkedHashMap<>();
        fresh.put("DARKROOM_S3_ACCESS_KEY", "AKIA" + random(ACCESS_KEY_LETTERS, 16));
        fresh.put("DARKROOM_S3_SECRET_KEY", random(SECRET_KEY_LETTERS, 40));
        PrivateFile.write(path, format(fresh));
        return fresh;
    }

    private static String random(String letters, int length) {
        return new SecureRandom()
                .ints(length, 0, letters.length())
                .mapToObj(letters::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static String format(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:@%+,-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static Map<String, String> parse(Path path) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        if (Files.exists(path)) {
            for (String line : Files.readAllLines(path)) {
                String[] words = line.split("=", 2);
                if (words.length == 2 && !line.startsWith("#")) {
                    variables.put(words[0], unquoted(words[1]));
                }
            }
        }
        return variables;
    }

    private static String unquoted(String text) {
        return text.startsWith("'") && text.endsWith("'") && text.length() > 1
                ? text.substring(1, text.length() - 1).replace("'\\''", "'")
                : text;
    }
}
