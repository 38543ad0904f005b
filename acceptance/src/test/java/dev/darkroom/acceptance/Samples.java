package dev.darkroom.acceptance;

import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Real photographs, as many different ones as a test wants. */
final class Samples {
    /** Small, so that a test of the ways of photos does not turn into one of decoding. */
    private static final List<String> SMALL = List.of(
            "data/images/jpg/7/_DSC6099.jpg", "data/images/jpg/3/img_F028c_small.jpg", "data/images/jpg/6/image.jpeg");

    private Samples() {}

    /** A new folder of {@code count} files, no two with the same bytes: a JPEG may have a tail after its end. */
    static Path folder(Path folder, String name, int count) throws IOException, StackException {
        Path samples = Home.find().resolve("local-stack/target/samples");
        Path made = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < count; i++) {
            Path file = made.resolve(name + "-" + i + ".jpg");
            Files.copy(samples.resolve(SMALL.get(i % SMALL.size())), file);
            byte[] tail = ByteBuffer.allocate(Long.BYTES)
                    .putInt(name.hashCode())
                    .putInt(i)
                    .array();
            Files.write(file, tail, StandardOpenOption.APPEND);
        }
        return made;
    }
}
