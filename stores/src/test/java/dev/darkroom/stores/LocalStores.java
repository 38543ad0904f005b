package dev.darkroom.stores;

import dev.darkroom.local.stack.SharedStack;
import dev.darkroom.stores.s3.S3Config;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The running local stack, as the adapters' tests see it. */
public final class LocalStores {
    private LocalStores() {}

    public static StoresConfig config() {
        return StoresConfig.from(SharedStack.get());
    }

    /** As {@link #config}, but with every store at a port where nothing listens. */
    public static StoresConfig away() {
        StoresConfig real = config();
        S3Config s3 = new S3Config(
                Optional.of(URI.create("http://127.0.0.1:1")),
                real.s3().region(),
                real.s3().credentials());
        return new StoresConfig(
                s3,
                real.photosBucket(),
                real.lakeBucket(),
                "127.0.0.1:1",
                "jdbc:cloudspanner://127.0.0.1:1/projects/p/instances/i/databases/d?usePlainText=true",
                URI.create("redis://127.0.0.1:1"),
                URI.create("http://127.0.0.1:1"));
    }

    /** What the processes of the stack see. */
    public static Map<String, String> environment() {
        return SharedStack.get();
    }
}
