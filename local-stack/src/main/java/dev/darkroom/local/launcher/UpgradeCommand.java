package dev.darkroom.local.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.upgrade.UpgradeOptions;
import dev.darkroom.local.upgrade.UpgradeOptions.Cold;
import dev.darkroom.local.upgrade.UpgradeResult;
import dev.darkroom.local.upgrade.Upgrades;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Brings the archive and its viewers to another version of a transform whose versions are data. */
@Command(
        name = "upgrade",
        description = {
            "Brings the whole archive to another recipe of renditions, or to another look, while everything serves: shadow,",
            "backfill, proof that no photo was skipped, comparison, flip, watch, and with --retire the end of the old version.",
            "Killed at any moment, it goes on where it was when it is run again. When errors, rejections or delays grow",
            "after the flip, it rolls back by itself. The last line is its result, as JSON.",
            "Ends with 0 when the version is live, 1 when it is not (yet), 2 for bad usage."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom upgrade webp.properties",
            "  ./darkroom upgrade webp.properties --min-psnr 32 --max-failed 10 --watch PT1H",
            "  ./darkroom upgrade look.properties --name look          what photos are found by",
            "  ./darkroom upgrade status",
            "  ./darkroom upgrade rollback                             within seconds, at any step",
            "  ./darkroom upgrade renditions@2+0123456789ab --retire   and no way leads back"
        })
final class UpgradeCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private StackOptions options;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|ID",
            description = "A properties file with the recipe or look, or a version as `transforms` prints it.")
    private Optional<String> wanted = Optional.empty();

    @Option(
            names = "--name",
            defaultValue = "renditions",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "What is upgraded: renditions or look. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--max-failed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Do not flip when more photos failed in the backfill (default: ${DEFAULT-VALUE}).")
    private long maxFailed;

    @Option(
            names = "--restore",
            paramLabel = "DAYS",
            description =
                    "Have S3 restore originals in the archive for DAYS days. Ends at once, with 1; the same command,"
                            + " run again when S3 has restored them, goes on.")
    private Optional<Integer> restoreDays = Optional.empty();

    @Option(
            names = "--leave-cold",
            description = "Flip without the photos whose originals are in the archive; the old version stays shown.")
    private boolean leaveCold;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "300",
            description = "How many photos are compared (default: ${DEFAULT-VALUE}).")
    private int sample;

    @Option(
            names = "--min-psnr",
            paramLabel = "DB",
            description = "Do not flip when fewer than 19 of 20 pairs of renditions of equal sides have this PSNR.")
    private Optional<Double> minPsnr = Optional.empty();

    @Option(
            names = "--min-agreement",
            paramLabel = "SHARE",
            defaultValue = "0.99",
            description = "Do not flip when fewer photos have the same outcome in both (default: ${DEFAULT-VALUE}).")
    private double minAgreement;

    @Option(
            names = "--watch",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "How long to watch after the flip (default: ${DEFAULT-VALUE}).")
    private Duration watch;

    @Option(
            names = "--live-limit",
            paramLabel = "DURATION",
            defaultValue = "PT10S",
            description = "From upload to searchable; slower than this, and than before, is worse (default:"
                    + " ${DEFAULT-VALUE}).")
    private Duration liveLimit;

    @Option(names = "--retire", description = "At the end give up the old version, and with it the way back.")
    private boolean retire;

    @Option(
            names = "--user",
            defaultValue = "operator",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Who the audit log says it was. Default: ${DEFAULT-VALUE}.")
    private String user;

    UpgradeCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        String version = wanted.orElseThrow(() -> new CommandLine.ParameterException(
                spec.commandLine(), "Which recipe or version? Or say status or rollback"));
        UpgradeOptions bounds = new UpgradeOptions(
                maxFailed, new Cold(restoreDays, leaveCold), sample, minPsnr, minAgreement, watch, liveLimit, retire);
        return print(upgrades().run(version, bounds));
    }

    @Command(name = "status", description = "Shows what the newest upgrade has done.")
    int status() throws StackException, IOException, InterruptedException {
        upgrades()
                .status()
                .forEach(step -> System.out.printf(
                        Locale.ROOT, "%-12s %s by %s%n", step.stage().code(), step.doneAt(), step.actor()));
        Optional<UpgradeResult> newest = upgrades().newest();
        System.out.println(
                newest.isPresent()
                        ? JSON.writeValueAsString(newest.get())
                        : "{\"command\":\"upgrade\",\"state\":\"none\"}");
        return 0;
    }

    @Command(
            name = "rollback",
            description =
                    "Takes the newest upgrade back, at whatever step it is: the version before is live again, or the"
                            + " shadow is given up.")
    int rollback() throws StackException, IOException, InterruptedException {
        UpgradeResult result = upgrades().rollback();
        System.out.println(JSON.writeValueAsString(result));
        return 0;
    }

    private Upgrades upgrades() throws StackException, IOException {
        return Upgrades.of(options.stack(new Console(System.err)), user, name, System.err);
    }

    private static int print(UpgradeResult result) throws IOException {
        if (!result.reason().isEmpty()) {
            System.err.println(result.state() + ": " + result.reason());
        }
        System.out.println(JSON.writeValueAsString(result));
        return result.isGood() ? 0 : 1;
    }
}
