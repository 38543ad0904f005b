package dev.darkroom.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The command line of S3Mock, which keeps the objects behind the {@link ArchiveGateway}.
 *
 * <p>S3Mock checks no signature, so nobody but this machine may reach it. By itself it has two ports: {@code server.address} moves its HTTPS
 * port to loopback, but its plain-HTTP connector is made in code, listens on every interface and refuses to be switched off (a port of -1 ends
 * the start). Going through the HTTPS port would therefore close nothing and cost TLS on every byte. Instead the main port speaks plain HTTP on
 * loopback ({@code server.ssl.enabled=false}), and a Spring XML file replaces the second connector's bean by one that is bound to loopback on
 * {@code spareHttpPort}; the XML wins over S3Mock's own bean. Nothing listens beyond 127.0.0.1. Whoever has an account on this machine still
 * reaches both ports without a signature.
 *
 * @param java the java executable
 * @param jar S3Mock's exec jar; the build puts it at {@code target/s3mock/s3mock.jar} of this module
 * @param dataDir where objects are kept over restarts
 * @param httpPort the port the gateway talks to; 0 takes a free one
 * @param spareHttpPort where S3Mock's second connector goes; 0 takes a free one
 * @param buckets created at the start when missing
 * @param heapMegabytes maximum heap
 */
public record S3MockCommand(
        Path java, Path jar, Path dataDir, int httpPort, int spareHttpPort, List<String> buckets, int heapMegabytes) {
    private static final String CONNECTOR_XML = "s3mock-loopback.xml";

    public S3MockCommand {
        buckets = List.copyOf(buckets);
        if (heapMegabytes < 64) {
            throw new IllegalArgumentException("S3Mock needs a heap of at least 64 MB, got: " + heapMegabytes);
        }
    }

    /**
     * Makes the directories and the connector file, clears away half-received bodies of a former run, mends lists of
     * keys that a crash cut off, and gives the command line.
     */
    public List<String> prepare() throws IOException {
        Path root = dataDir.toAbsolutePath();
        Path objects = Files.createDirectories(root.resolve("objects"));
        Path temporary = Files.createDirectories(root.resolve("tmp"));
        deleteFiles(temporary);
        BucketIndexes.mend(objects);
        Path connectorXml = root.resolve(CONNECTOR_XML);
        try (InputStream xml = S3MockCommand.class.getResourceAsStream(CONNECTOR_XML)) {
            if (xml == null) {
                throw new IOException("The resource " + CONNECTOR_XML + " is missing from this build");
            }
            Files.copy(xml, connectorXml, StandardCopyOption.REPLACE_EXISTING);
        }
        return List.of(
                java.toString(),
                "-Xmx" + heapMegabytes + "m",
                // Bodies are received there first; the system's temporary directory may be small or in memory.
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                jar.toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + httpPort,
                "--server.ssl.enabled=false",
                "--spring.main.sources=" + connectorXml.toUri(),
                "--spring.main.allow-bean-definition-overriding=true",
                "--com.adobe.testing.s3mock.http-port=" + spareHttpPort,
                // The gateway ends idle connections first; else one may close just as a request is sent.
                "--server.tomcat.keep-alive-timeout=-1",
                "--server.tomcat.max-keep-alive-requests=-1",
                "--com.adobe.testing.s3mock.store.root=" + objects,
                "--com.adobe.testing.s3mock.store.retain-files-on-exit=true",
                "--com.adobe.testing.s3mock.store.initial-buckets=" + String.join(",", buckets));
    }

    private static void deleteFiles(Path dir) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, Files::isRegularFile)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
