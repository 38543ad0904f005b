package dev.darkroom.local.launcher;

import dev.darkroom.local.identity.LocalIdentity;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a token for one user of this data directory. */
@Command(
        name = "token",
        description = "Prints a bearer token (JWT) for one user of a data directory.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom token --user ada",
            "  ./darkroom token --user ops --role admin",
            "  curl -H \"Authorization: Bearer $(./darkroom token --user ada --ttl PT1H)\" ..."
        })
final class TokenCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options;

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "Whose photos the token opens.")
    private String user;

    @Option(
            names = "--ttl",
            defaultValue = "PT12H",
            paramLabel = "DURATION",
            description = "How long it is valid, as ISO 8601 writes it. Default: ${DEFAULT-VALUE}.")
    private Duration life;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "What it allows beyond that: admin may change which transforms are live.")
    private List<String> roles = List.of();

    TokenCommand() {}

    @Override
    public Integer call() throws StackException, IOException {
        var folder = options.stack(new Console(System.err)).data().resolve("identity");
        System.out.println(new LocalIdentity(folder, Clock.systemUTC()).token(user, roles, life));
        return 0;
    }
}
