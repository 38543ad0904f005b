package dev.darkroom.imaging.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeBundleTest {
    @TempDir
    Path root;

    private final NativeBundle bundle = NativeBundle.ofThisHost().orElseThrow();

    @Test
    void manyExtractAtOnceAndGetOneWholeFile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Path>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(() -> bundle.extractTo(root));
            }
            for (Future<Path> file : threads.invokeAll(tasks)) {
                assertThat(file.get()).hasSize(bundle.bytes());
            }
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void aWholeFileIsUsedAsItIs() throws IOException {
        Path file = bundle.extractTo(root);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(bundle.extractTo(root)).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(0));
    }

    @Test
    void aDamagedFileIsReplaced() throws IOException {
        Path file = bundle.extractTo(root);
        byte[] damaged = Files.readAllBytes(file);
        damaged[1000] ^= 1;
        Files.write(file, damaged);
        assertThat(bundle.extractTo(root)).isEqualTo(file);
        assertThat(Files.readAllBytes(file)[1000]).isEqualTo((byte) (damaged[1000] ^ 1));
    }

    @Test
    void aDirectoryThatOthersCanWriteIsNotTrusted() throws IOException {
        Path home = bundle.extractTo(root).getParent();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> bundle.extractTo(root))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("others may write");
    }

    @Test
    void theNextDirectoryIsTakenWhenOneCannotBeWritten() throws Exception {
        Path occupied = Files.createFile(root.resolve("a-file"));
        VipsLocator.Found found = new VipsLocator(
                        Optional.empty(), Optional.of(bundle), List.of(occupied, root.resolve("next")), "none.so")
                .find();
        assertThat(found.origin()).startsWith("bundled").contains("next");
    }

    @Test
    void whenThereIsNoLibraryItSaysHowToGetOne() {
        VipsLocator nowhere = new VipsLocator(Optional.empty(), Optional.empty(), List.of(), "libnone-vips.so");
        assertThatThrownBy(nowhere::find)
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("apt install libvips42")
                .hasMessageContaining("DARKROOM_LIBVIPS")
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.CODEC_UNAVAILABLE);
    }

    @Test
    void aNamedLibraryIsNeverReplacedByAnother() {
        VipsLocator named = new VipsLocator(
                Optional.of(root.resolve("mine.so").toString()), Optional.of(bundle), List.of(root), "none.so");
        assertThatThrownBy(named::find).isInstanceOf(RejectedException.class).hasMessageContaining("mine.so");
    }

    @Test
    void theBundledLibraryLoadsAndSaysWhatItReads() throws RejectedException {
        Vips vips = Vips.load();
        assertThat(vips).isSameAs(Vips.load());
        assertThat(vips.description()).startsWith("libvips 8.");
        assertThat(vips.reads(ImageFormat.JPEG)).isTrue();
        assertThat(vips.reads(ImageFormat.JXL)).isFalse();
    }
}
