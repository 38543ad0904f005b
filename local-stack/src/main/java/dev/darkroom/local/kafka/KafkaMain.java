package dev.darkroom.local.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a Kafka broker that is its own controller: {@code KafkaMain FOLDER PORT CONTROLLER_PORT}. */
public final class KafkaMain {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaMain.class);

    private KafkaMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: KafkaMain FOLDER PORT CONTROLLER_PORT");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int port = Integer.parseInt(arguments[1]);
        format(folder);
        BrokerSettings settings = new BrokerSettings(folder, port, Integer.parseInt(arguments[2]));
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties()), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-kafka"));
        server.startup();
        LOG.info("Kafka serves at 127.0.0.1:{} from {}", port, folder);
        server.awaitShutdown();
    }

    /** Gives a new folder its identity; a folder that has one keeps it. */
    private static void format(Path folder) {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        String identity = folder.toString();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(identity)
                    .setMetadataLogDirectory(identity)
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot format " + folder, e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + folder + ": " + e.getMessage(), e);
        }
    }
}
