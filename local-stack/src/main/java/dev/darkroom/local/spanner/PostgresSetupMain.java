package dev.darkroom.local.spanner;

import dev.darkroom.local.process.Unprivileged;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes PostgreSQL's folder ready to be started: {@code PostgresSetupMain FOLDER}. A process of its own, because it
 * needs libraries that whoever starts the stack need not have.
 */
public final class PostgresSetupMain {
    private PostgresSetupMain() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: PostgresSetupMain FOLDER");
            System.exit(2);
        }
        try {
            new PostgresData(Path.of(arguments[0])).prepare(Unprivileged.detect());
        } catch (IOException | IllegalStateException e) {
            System.err.println("Cannot prepare PostgreSQL in " + arguments[0] + ": " + e.getMessage());
            System.exit(1);
        }
    }
}
