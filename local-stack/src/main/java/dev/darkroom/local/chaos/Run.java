package dev.darkroom.local.chaos;

import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.nio.file.Path;

/** A program that can be started again and again, and does what is missing. */
@FunctionalInterface
interface Run {
    /** Starts it; what it says goes to {@code output}. */
    Process start(Path output) throws StackException, IOException;
}
