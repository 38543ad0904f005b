package dev.darkroom.local.upgrade;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.UpgradeStep;
import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.SparkJob;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.upgrade.Control.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The upgrades of one transform of a stack: in a stack at most one is being worked on at a time. */
public final class Upgrades {
    private static final String FOLDER = "upgrade";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Site site;
    private final Control control;
    private final PrintStream told;

    private Upgrades(Site site, Control control, PrintStream told) {
        this.site = site;
        this.control = control;
        this.told = told;
    }

    /** Those of the renditions of {@code stack}. */
    public static Upgrades of(LocalStack stack, String user, PrintStream told) throws StackException, IOException {
        return of(stack, user, "renditions", told);
    }

    /**
     * Those of transform {@code name} of {@code stack}, for administrator {@code user}; what is being done is told line by
     * line.
     */
    public static Upgrades of(LocalStack stack, String user, String name, PrintStream told)
            throws StackException, IOException {
        AdminClient admin = AdminClient.of(stack, user);
        Site site = new Site(Home.find(), stack.data(), Map.of(), stack.environment());
        return new Upgrades(site, new AdminControl(admin, name), told);
    }

    /**
     * Goes on with the upgrade to {@code wanted}, or begins it.
     *
     * @param wanted the file of a definition, or the id or slug of a registered version
     * @throws IllegalArgumentException when it is neither
     */
    public UpgradeResult run(String wanted, UpgradeOptions options)
            throws StackException, IOException, InterruptedException {
        Path file = site.folder(FOLDER).resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new StackException("Another ./darkroom upgrade is at work in " + site.data()
                        + ": ./darkroom upgrade status shows what it has done");
            }
            return upgrade().run(target(wanted), options);
        }
    }

    /** Undoes the newest upgrade, at whatever step it is, also while {@link #run} is at work elsewhere. */
    public UpgradeResult rollback() throws StackException, InterruptedException {
        return upgrade().rollback();
    }

    /** The steps of the newest upgrade; none when there never was one. */
    public List<UpgradeStep> status() throws StackException, InterruptedException {
        return Journal.newest(control).map(Journal::steps).orElse(List.of());
    }

    /** What the newest upgrade has come to, in the words of {@link UpgradeResult#state}. */
    public Optional<UpgradeResult> newest() throws StackException, InterruptedException {
        return Journal.newest(control).map(journal -> UpgradeResult.of(journal, state(journal), "", 0));
    }

    private static String state(Journal journal) {
        return switch (journal.last()) {
            case RETIRED -> "done";
            case ROLLED_BACK -> "rolled-back";
            case WATCHED -> "live";
            default -> "under-way";
        };
    }

    private Upgrade upgrade() {
        SparkJob job = new SparkJob(site);
        Monitor monitor = Monitor.of(site.environment());
        return new Upgrade(
                control,
                arguments -> job.runFor(FOLDER, arguments, told),
                monitor,
                new Watch(monitor, Clock.systemUTC(), LOOK_EVERY, told),
                told);
    }

    private Version target(String wanted) throws StackException, IOException, InterruptedException {
        Optional<Version> known = control.versions().stream()
                .filter(version -> version.id().equals(wanted)
                        || TransformId.parse(version.id()).slug().equals(wanted))
                .findFirst();
        if (known.isPresent()) {
            return known.get().state() == TransformState.RETIRED
                    ? control.register(known.get().definition())
                    : known.get();
        }
        Path file = Path.of(wanted);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + wanted
                    + ", and no version is called so: ./darkroom transforms list shows them");
        }
        return control.register(Files.readString(file));
    }
}
