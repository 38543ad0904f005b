package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.rendition.Renderer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that decodes. It reads the lengths of a photo and its sidecar from its input, takes both from the memory
 * that it shares with its parent, puts the answer there and says the answer's length; until its input ends. It makes no decisions:
 * a photo that it does not survive is its parent's business.
 */
final class WorkerMain {
    /** Descriptors that its parent has opened for it. */
    static final int MEMORY = 3;

    static final int ANSWERS = 4;

    private final Region region;
    private final DataOutputStream answers;

    private WorkerMain(Region region, DataOutputStream answers) {
        this.region = region;
        this.answers = answers;
    }

    /** The first number is the length of its {@link Setup}. */
    public static void main(String[] arguments) throws IOException {
        DataInputStream photos =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), 64));
        try (Region region = Region.open(descriptor(MEMORY));
                DataOutputStream answers = new DataOutputStream(
                        new FileOutputStream(descriptor(ANSWERS).toFile()))) {
            new WorkerMain(region, answers).work(photos);
        }
        // Threads of native libraries must not keep it.
        Runtime.getRuntime().halt(0);
    }

    private static Path descriptor(int number) {
        return Path.of("/proc/self/fd/" + number);
    }

    private void work(DataInputStream photos) throws IOException {
        Setup setup = region.get(Setup.class, photos.readInt());
        photos.readInt();
        Lockdown.dieWith(setup.parent());
        Developer developer;
        try {
            Renderer renderer = Renderer.load();
            developer = new Developer(renderer, setup.limits(), setup.recipe());
            WarmUp warmUp = WarmUp.load(renderer);
            ClassPath.open();
            warmUp.run(developer);
            Protections protections = Lockdown.apply(setup);
            if (setup.isFirst()) {
                // Whatever would fail for want of something that is not open fails now, and here.
                warmUp.run(developer);
            }
            answer(new Answer.Ready(developer.ids(), renderer.description(), renderer.formats(), protections));
        } catch (RejectedException e) {
            answer(new Answer.Rejected(e.reason(), e.getMessage()));
            return;
        }
        try {
            while (true) {
                answer(develop(developer, photos.readInt(), photos.readInt()));
            }
        } catch (EOFException e) {
            // The parent is done with this worker.
            return;
        }
    }

    /** Libraries read the photo where it lies; Java has a copy. */
    private Answer develop(Developer developer, int length, int sidecarLength) {
        ImageFile original = new ImageFile(region.bytes(0, length), Optional.of(region.memory(length)));
        Optional<byte[]> sidecar =
                sidecarLength == 0 ? Optional.empty() : Optional.of(region.bytes(length, sidecarLength));
        try {
            return new Answer.Done(developer.develop(original, sidecar));
        } catch (RejectedException e) {
            return new Answer.Rejected(e.reason(), e.getMessage());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return new Answer.Failed(e.toString());
        }
    }

    private void answer(Answer answer) throws IOException {
        answers.writeInt(region.put(Answer.class, answer));
        answers.flush();
    }
}
