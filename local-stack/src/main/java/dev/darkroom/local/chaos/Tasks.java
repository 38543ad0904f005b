package dev.darkroom.local.chaos;

import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.SparkJob;
import dev.darkroom.local.process.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes work that is there to be done, undisturbed, and says how it is run. */
final class Tasks {
    /** Small, so that there are several in a small archive. */
    private static final String BATCH = "--batch-photos=8";

    private static final List<String> CLUSTER =
            List.of(JavaProgram.QUICK_START, "-Dspark.master=local-cluster[2,1,640]", "-Dspark.executor.memory=640m");
    private static final String LAUNCHER = "dev.darkroom.local.launcher.DarkroomMain";
    private static final int LAUNCHER_MEGABYTES = 64;

    private final Site site;
    private final Owner owner;
    private final Recipes recipes;
    private final Undisturbed undisturbed;

    Tasks(Site site, Owner owner, Recipes recipes, Undisturbed undisturbed) {
        this.site = site;
        this.owner = owner;
        this.recipes = recipes;
        this.undisturbed = undisturbed;
    }

    /** Executors are processes of their own when one of them is to be killed. */
    Task prepare(Work work, boolean executors) throws StackException, IOException, InterruptedException {
        return switch (work) {
            case LAKE_SYNC -> {
                owner.change();
                yield Task.of(job(executors, "lake-sync"));
            }
            case BACKFILL -> {
                String recipe = recipes.registerNext();
                yield new Task(backfill(recipe, executors), Optional.of(recipe), List::of);
            }
            case MAINTAIN -> {
                owner.change();
                undisturbed.run(job(false, "lake-sync"));
                yield Task.of(job(executors, "maintain", "--keep=PT0S"));
            }
            case REINDEX -> Task.of(job(executors, "reindex"));
            case FLIP -> flip();
        };
    }

    private Task flip() throws StackException, IOException, InterruptedException {
        if (recipes.shadow().isEmpty()) {
            undisturbed.run(backfill(recipes.registerNext(), false));
        }
        String target = recipes.shadow().orElseThrow();
        String before = recipes.live();
        JavaProgram launcher =
                new JavaProgram("local-stack", LAUNCHER, LAUNCHER_MEGABYTES, List.of(JavaProgram.QUICK_START));
        Run promote = output -> {
            ProcessBuilder builder = new ProcessBuilder(launcher.launch(site, List.of("transforms", "promote", target))
                            .command())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "DARKROOM_DATA",
                            site.data().toString(),
                            "DARKROOM_HOME",
                            site.home().toString()));
            return builder.start();
        };
        return new Task(promote, Optional.empty(), () -> recipes.faultsOfFlip(target, before));
    }

    private Run backfill(String recipe, boolean executors) throws StackException, IOException {
        return job(executors, "backfill", "--transform=" + recipe, BATCH);
    }

    private Run job(boolean executors, String... arguments) throws StackException, IOException {
        SparkJob job = new SparkJob(site);
        List<String> all = Arrays.asList(arguments);
        if (!executors) {
            return output -> job.start(all, List.of(JavaProgram.QUICK_START), Map.of(), output);
        }
        Map<String, String> variables = Map.of("SPARK_HOME", sparkHome().toString(), "SPARK_SCALA_VERSION", "2.13");
        return output -> job.start(all, CLUSTER, variables, output);
    }

    /** What Spark's local cluster starts its executors from: a folder with every jar of the jobs. */
    private Path sparkHome() throws StackException, IOException {
        Path home = site.folder("chaos").resolve("spark-home");
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String place : JavaProgram.classPath(site.home(), "spark-jobs").split(File.pathSeparator, -1)) {
            Path link = jars.resolve(Path.of(place).getFileName());
            if (Files.notExists(link)) {
                Files.createSymbolicLink(link, Path.of(place));
            }
        }
        return home;
    }

    /** Runs something to its good end. */
    @FunctionalInterface
    interface Undisturbed {
        void run(Run run) throws StackException, IOException, InterruptedException;
    }
}
