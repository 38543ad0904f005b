package dev.darkroom.local.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.SparkJob;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Shows and changes the registry of transforms, over the administrators' interface of the running stack. */
@Command(
        name = "transforms",
        description = {
            "Lists every version of every transform, its state (shadow, live or retired), and how much of the archive",
            "has it, as a backfill or a count last found.",
            "Its subcommands change them; each change is written to the audit log."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom transforms",
            "  ./darkroom transforms list --coverage              counts anew how much of the archive each version has",
            "  ./darkroom transforms list --json | jq '.[] | select(.state == \"live\")'",
            "  ./darkroom transforms register webp.properties    new photos get both versions from now on",
            "  ./darkroom transforms register look.properties --name look",
            "  ./darkroom transforms promote renditions@2+0123456789ab",
            "  ./darkroom transforms rollback renditions",
            "  ./darkroom transforms retire renditions@2+0123456789ab"
        })
final class TransformsCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options;

    @Option(
            names = "--user",
            defaultValue = "operator",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Who the audit log says it was. Default: ${DEFAULT-VALUE}.")
    private String user;

    TransformsCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        return list(false, false);
    }

    @Command(name = "list", description = "Lists every version and its state, as the command itself does.")
    int list(
            @Option(
                            names = "--coverage",
                            description = "First count anew how much of the archive has each version (a Spark job).")
                    boolean coverage,
            @Option(names = "--json", description = "One JSON array instead of a table.") boolean json)
            throws StackException, IOException, InterruptedException {
        if (coverage) {
            LocalStack stack = options.stack(new Console(System.err));
            Site site = new Site(Home.find(), stack.data(), Map.of(), stack.environment());
            if (new SparkJob(site)
                            .runFor("coverage", List.of("coverage"), System.err)
                            .code()
                    != 0) {
                throw new StackException("The count failed: see above");
            }
        }
        JsonNode versions = client().transforms();
        if (json) {
            System.out.println(versions);
        } else {
            versions.forEach(version -> System.out.println(VersionLine.of(version)));
        }
        return 0;
    }

    @Command(
            name = "register",
            description = "Makes the definition in a file the shadow: new photos get both versions from now on.")
    int register(
            @Parameters(paramLabel = "FILE", description = "A properties file: a recipe of renditions, or a look.")
                    Path definition,
            @Option(
                            names = "--name",
                            defaultValue = "renditions",
                            paramLabel = "NAME",
                            description = "What it defines: renditions or look. Default: ${DEFAULT-VALUE}.")
                    String name)
            throws StackException, IOException, InterruptedException {
        print(client().register(name, Files.readString(definition)));
        return 0;
    }

    @Command(
            name = "promote",
            description = "Flips to a shadow, which becomes live; what was live becomes the shadow, for the way back.")
    int promote(@Parameters(paramLabel = "ID", description = "As `transforms` prints it.") String id)
            throws StackException, IOException, InterruptedException {
        print(client().move(id, "live"));
        return 0;
    }

    @Command(name = "rollback", description = "Undoes the last flip.")
    int rollback(@Parameters(paramLabel = "NAME", description = "Such as renditions.") String name)
            throws StackException, IOException, InterruptedException {
        print(client().rollback(name));
        return 0;
    }

    @Command(name = "retire", description = "Gives up a shadow: new photos no longer get it, and no way leads back.")
    int retire(@Parameters(paramLabel = "ID", description = "As `transforms` prints it.") String id)
            throws StackException, IOException, InterruptedException {
        print(client().move(id, "retired"));
        return 0;
    }

    private AdminClient client() throws StackException, IOException {
        return AdminClient.of(options.stack(new Console(System.err)), user);
    }

    private static void print(JsonNode version) {
        System.out.println(VersionLine.of(version));
    }
}
