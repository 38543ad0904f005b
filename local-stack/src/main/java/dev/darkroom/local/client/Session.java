package dev.darkroom.local.client;

import dev.darkroom.local.identity.LocalIdentity;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * One user of a running stack.
 *
 * @param gallery the page that shows the user's photos
 */
public record Session(PhotoClient client, String token, String gallery) {
    private static final Duration LIFE = Duration.ofHours(12);

    /** Signs the user in with a token of the stack's own issuer. */
    public static Session of(LocalStack stack, String user) throws StackException, IOException {
        Map<String, String> environment = stack.environment();
        if (environment.isEmpty()) {
            throw new StackException("Nothing was ever started in " + stack.data() + ": run `./darkroom up --detach`");
        }
        String token = new LocalIdentity(stack.data().resolve("identity"), Clock.systemUTC()).token(user, LIFE);
        String serving = environment.get("DARKROOM_SERVING");
        return new Session(new PhotoClient(environment.get("DARKROOM_INGEST"), serving, token), token, serving + "/");
    }
}
