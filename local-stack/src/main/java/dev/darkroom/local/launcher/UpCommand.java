package dev.darkroom.local.launcher;

import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts what does not run yet, and keeps it running until Ctrl-C unless told to leave it alone. */
@Command(
        name = "up",
        description = {
            "Starts every component that does not run yet.",
            "Stays, starts again what dies or hangs, and stops everything on Ctrl-C; with --detach it leaves them running."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom up",
            "  ./darkroom up --detach --data /tmp/photos --port serving=9000",
            "  ./darkroom up --infra           only what stores data, for developing the services"
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options;

    @Mixin
    private SupervisorOptions supervision;

    @Option(names = "--detach", description = "Return when everything serves.")
    private boolean detach;

    @Option(
            names = "--infra",
            description = "Only Kafka, S3, PostgreSQL, Spanner, Elasticsearch and Redis, provisioned.")
    private boolean infrastructureOnly;

    UpCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        LocalStack stack = options.stack(new Console(System.out));
        Set<String> names = infrastructureOnly ? Components.INFRA : Components.ALL;
        if (detach) {
            start(stack, names);
            return 0;
        }
        return Foreground.run(stack, new Console(System.out), () -> {
            start(stack, names);
            System.out.println("Ctrl-C stops everything.");
            return supervision.supervisor(stack, names, new Console(System.err)).watch() ? 0 : 1;
        });
    }

    private void start(LocalStack stack, Set<String> names) throws StackException, InterruptedException {
        stack.start(names);
        if (infrastructureOnly) {
            stack.provision();
        }
        System.out.println();
        System.out.print(StatusTable.of(stack.status(), names));
        System.out.println("\nEndpoints and credentials: " + stack.data().resolve("env"));
    }
}
