package dev.darkroom.local.stack;

import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.ShortRun;
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

/** Makes buckets, topics, tables and the index by a short process of the stores' own, once for each build of it. */
final class Provisioning {
    private static final JavaProgram PROGRAM =
            new JavaProgram("stores", "dev.darkroom.stores.ProvisionMain", 128, List.of(JavaProgram.QUICK_START));
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Site site;

    Provisioning(Site site) {
        this.site = site;
    }

    void run() throws StackException, IOException {
        Path stampFile = site.data().resolve("provisioned");
        String stamp = stamp();
        if (Files.exists(stampFile) && Files.readString(stampFile).trim().equals(stamp)) {
            return;
        }
        new ShortRun("provision", PROGRAM.launch(site, List.of()), LIMIT).run(site);
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
}
