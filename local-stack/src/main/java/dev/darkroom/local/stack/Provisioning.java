package dev.darkroom.local.stack;

import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Launch;
import dev.darkroom.local.process.LogFile;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes buckets, topics, tables and the index by a short process of the stores' own, once for each build of it. */
final class Provisioning {
    private static final JavaProgram PROGRAM =
            new JavaProgram("stores", "dev.darkroom.stores.ProvisionMain", 128, List.of(JavaProgram.QUICK_START));
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int TAIL_LINES = 15;

    private final Site site;

    Provisioning(Site site) {
        this.site = site;
    }

    void run() throws StackException, IOException, InterruptedException {
        Path stampFile = site.data().resolve("provisioned");
        String stamp = stamp();
        if (Files.exists(stampFile) && Files.readString(stampFile).trim().equals(stamp)) {
            return;
        }
        Launch launch = PROGRAM.launch(site, List.of());
        LogFile log =
                new LogFile(Files.createDirectories(site.data().resolve("logs")).resolve("provision.log"));
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .redirectErrorStream(true)
                .redirectOutput(log.path().toFile());
        builder.environment().putAll(site.environment());
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw failure("did not end within " + LIMIT.toSeconds() + " s", log);
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failure("ended with code " + process.exitValue(), log);
        }
        Files.writeString(stampFile, stamp + "\n");
    }

    /** Changes with the code that provisions, and only with it. */
    private String stamp() throws StackException, IOException {
        try {
            byte[] jar = Files.readAllBytes(JavaProgram.ownJar(site.home(), PROGRAM.module()));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static StackException failure(String what, LogFile log) {
        return new StackException("Provisioning the stores " + what + ". Its last lines, from " + log.path() + ":\n"
                + log.tail(TAIL_LINES) + "Provisioning is repeatable: run the same command again.");
    }
}
