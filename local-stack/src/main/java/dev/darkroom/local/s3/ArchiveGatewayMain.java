package dev.darkroom.local.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The archive gateway as a process: runs until SIGTERM; the key pair comes from the environment, where a process list does not show it. */
@Command(
        name = "archive-gateway",
        mixinStandardHelpOptions = true,
        description = "S3 on loopback, durable, with signatures and an archive tier.",
        footer = {
            "",
            "Needs DARKROOM_S3_ACCESS_KEY and DARKROOM_S3_SECRET_KEY in the environment.",
            "Example: archive-gateway --port 9000 --data .darkroom/s3"
        })
public final class ArchiveGatewayMain implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "9000",
            description = "Port on 127.0.0.1; 0 takes a free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--data", required = true, description = "Directory for everything that is kept.")
    private Path data;

    @Option(
            names = "--access-key",
            defaultValue = "${env:DARKROOM_S3_ACCESS_KEY}",
            description = "Default: DARKROOM_S3_ACCESS_KEY.")
    private String accessKey;

    @Option(
            names = "--secret-key",
            defaultValue = "${env:DARKROOM_S3_SECRET_KEY}",
            description = "Default: DARKROOM_S3_SECRET_KEY.")
    private String secretKey;

    @Option(
            names = "--restore-delay",
            defaultValue = "PT2S",
            description = "How long a restore from the archive takes (${DEFAULT-VALUE}).")
    private Duration restoreDelay;

    @Option(
            names = "--region",
            defaultValue = "us-east-1",
            description = "Region clients must sign for (${DEFAULT-VALUE}).")
    private String region;

    private ArchiveGatewayMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ArchiveGatewayMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (accessKey == null || secretKey == null) {
            System.err.println(
                    "Set DARKROOM_S3_ACCESS_KEY and DARKROOM_S3_SECRET_KEY, the key pair clients sign with.");
            return CommandLine.ExitCode.USAGE;
        }
        ArchiveGateway gateway;
        try {
            gateway = ArchiveGateway.start(new ArchiveGatewaySettings(
                    port, data, new S3Credentials(accessKey, secretKey), restoreDelay, region));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (IOException e) {
            System.err.println("The archive gateway cannot start. " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        System.out.println("listening " + gateway.endpoint());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(gateway), "s3-gateway-stop"));
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private static void closeQuietly(ArchiveGateway gateway) {
        try {
            gateway.close();
        } catch (IOException e) {
            System.err.println("The archive gateway did not stop cleanly: " + e.getMessage());
        }
    }
}
