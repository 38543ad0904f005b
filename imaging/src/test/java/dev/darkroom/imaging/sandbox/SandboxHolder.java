package dev.darkroom.imaging.sandbox;

import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Original;
import java.nio.file.Path;

/** A process that develops the same long photo for ever, to be killed. */
final class SandboxHolder {
    private SandboxHolder() {}

    public static void main(String[] arguments) throws RejectedException {
        SandboxedDeveloper developer =
                SandboxedDeveloper.open(SandboxOptions.of(Path.of(arguments[0])), SandboxObserver.NONE);
        Original photo = Original.of(Bombs.png(9_900, 9_900, 6));
        await().until(() -> developer.idle() > Runtime.getRuntime().availableProcessors());
        System.out.println("ready");
        while (!developer.apply(photo).files().isEmpty()) {
            System.out.println("again");
        }
    }
}
