package dev.darkroom.local.upgrade;

import dev.darkroom.local.process.SparkJob.Ran;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.util.List;

/** Runs batch jobs. */
@FunctionalInterface
interface Jobs {
    Ran run(List<String> arguments) throws StackException, IOException, InterruptedException;
}
