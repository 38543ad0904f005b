package dev.darkroom.local.launcher;

import dev.darkroom.local.client.PhotoFiles;
import dev.darkroom.local.client.Session;
import dev.darkroom.local.client.Tally;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads a folder of photos for one user. */
@Command(
        name = "import",
        description = {
            "Uploads every file under a folder and prints what became of them.",
            "An .xmp file beside a photo (a.xmp or a.jpg.xmp) goes with it as its sidecar.",
            "Running it again sends nothing twice: a photo that is there is a duplicate.",
            "Ends with 0 when every file was stored, known or refused for a reason, else with 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./darkroom import ~/Pictures --user ada", "  ./darkroom import /mnt/card --user ada --parallel 2"})
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options;

    @Parameters(paramLabel = "DIR", description = "A folder with photos, or one photo.")
    private Path place;

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "Who owns the photos.")
    private String user;

    @Option(
            names = "--parallel",
            defaultValue = "8",
            paramLabel = "N",
            description = "How many files are sent at once, 1 to 8. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    ImportCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        Uploads.requireParallel(parallel);
        LocalStack stack = options.stack(new Console(System.err));
        List<Path> files = PhotoFiles.under(place);
        Uploads uploads = new Uploads(Session.of(stack, user).client(), parallel);
        Tally tally = new Tally();
        Bar bar = Bar.of("Uploading", files.size());
        try {
            uploads.send(files, outcome -> {
                tally.add(outcome);
                bar.step();
            });
        } finally {
            bar.end();
        }
        System.out.print(tally.table());
        return tally.failed() == 0 ? 0 : 1;
    }
}
