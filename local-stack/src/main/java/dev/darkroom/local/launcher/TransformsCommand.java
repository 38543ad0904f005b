package dev.darkroom.local.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
            "Lists every version of every transform and its state: shadow, live or retired.",
            "Its subcommands change them; each change is written to the audit log."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom transforms",
            "  ./darkroom transforms register webp.properties    new photos get both versions from now on",
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
        return list();
    }

    @Command(name = "list", description = "Lists every version and its state, as the command itself does.")
    int list() throws StackException, IOException, InterruptedException {
        client().transforms().forEach(TransformsCommand::print);
        return 0;
    }

    @Command(
            name = "register",
            description = "Makes the recipe in a file the shadow: new photos get both versions from now on.")
    int register(
            @Parameters(paramLabel = "RECIPE", description = "A recipe of renditions (a properties file).") Path recipe)
            throws StackException, IOException, InterruptedException {
        print(client().register("renditions", Files.readString(recipe)));
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
        System.out.printf(
                Locale.ROOT,
                "%-8s %-40s since %s%n",
                version.path("state").asText(),
                version.path("transform").asText(),
                version.path("changed_at").asText());
    }
}
