package dev.darkroom.local.launcher;

import dev.darkroom.local.client.PhotoFiles;
import dev.darkroom.local.client.Session;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the whole path on real photos: everything up, photos in, each one searchable or rejected with a reason. */
@Command(
        name = "demo",
        description = {
            "Starts everything, uploads every file under PHOTOS, and waits until each is searchable or rejected.",
            "Then stays until Ctrl-C; with --once it stops everything and ends with 0 only if",
            "uploaded = searchable + rejected + duplicates."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom demo                         the sample photographs that the build resolves",
            "  ./darkroom demo --once ~/Pictures",
            "  ./darkroom demo --data /tmp/demo ~/Pictures"
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options;

    @Mixin
    private SupervisorOptions supervision;

    @Parameters(arity = "0..1", paramLabel = "PHOTOS", description = "A folder with photos, or one photo.")
    private Path place;

    @Option(names = "--once", description = "Stop everything when all files are settled.")
    private boolean once;

    @Option(
            names = "--user",
            defaultValue = "demo",
            paramLabel = "NAME",
            description = "Who owns the photos. Default: ${DEFAULT-VALUE}.")
    private String user;

    @Option(
            names = "--parallel",
            defaultValue = "4",
            paramLabel = "N",
            description = "How many files are sent at once, 1 to 8. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    DemoCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        Uploads.requireParallel(parallel);
        Path samples = Home.find().resolve("local-stack/target/samples");
        List<Path> files = PhotoFiles.under(Optional.ofNullable(place).orElse(samples));
        // Standard output is for the result; its last line is for programs.
        Console console = new Console(System.err);
        LocalStack stack = options.stack(console);
        if (!once) {
            return Foreground.run(stack, console, () -> {
                stack.start(Components.ALL);
                print(run(stack, console, files));
                console.note("Gallery: " + galleryLink(stack));
                console.note("Ctrl-C stops everything.");
                return supervision.supervisor(stack, Components.ALL, console).watch() ? 0 : 1;
            });
        }
        DemoResult result = Foreground.run(stack, console, () -> {
            stack.start(Components.ALL);
            return run(stack, console, files);
        });
        print(result);
        return result.addsUp() ? 0 : 1;
    }

    private DemoResult run(LocalStack stack, Console console, List<Path> files)
            throws StackException, IOException, InterruptedException {
        Session session = Session.of(stack, user);
        Thread keeper = new Thread(() -> supervise(stack, console), "supervisor");
        keeper.setDaemon(true);
        keeper.start();
        try {
            return new DemoRun(session, parallel).run(files);
        } finally {
            keeper.interrupt();
            keeper.join();
        }
    }

    private void supervise(LocalStack stack, Console console) {
        try {
            supervision.supervisor(stack, Components.ALL, console).watch();
        } catch (StackException e) {
            console.note(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(DemoResult result) throws IOException {
        System.out.print(result.tally().table());
        System.out.println(result.json());
        System.out.flush();
    }

    private String galleryLink(LocalStack stack) throws StackException, IOException {
        Session session = Session.of(stack, user);
        return session.gallery() + "#token=" + session.token();
    }
}
