package dev.darkroom.imaging.sandbox;

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
        System.out.println("ready");
        while (!developer.apply(photo).files().isEmpty()) {
            System.out.println("again");
        }
    }
}
