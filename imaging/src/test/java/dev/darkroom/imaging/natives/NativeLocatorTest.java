package dev.darkroom.imaging.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.id.ContentHash;
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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeLocatorTest {
    @TempDir
    Path root;

    private final NativeBundle bundle = NativeBundle.ofThisHost("libvips").orElseThrow();

    @Test
    void manyExtractAtOnceAndGetOneWholeFile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Path>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(() -> bundle.extractTo(root).get(0));
            }
            for (Future<Path> file : threads.invokeAll(tasks)) {
                assertThat(ContentHash.of(Files.readAllBytes(file.get())))
                        .isEqualTo(bundle.files().get(0).content());
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
        Path file = bundle.extractTo(root).get(0);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(bundle.extractTo(root)).containsExactly(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(0));
    }

    @Test
    void aDamagedFileIsReplaced() throws IOException {
        Path file = bundle.extractTo(root).get(0);
        byte[] damaged = Files.readAllBytes(file);
        damaged[1000] ^= 1;
        Files.write(file, damaged);
        assertThat(bundle.extractTo(root)).containsExactly(file);
        assertThat(Files.readAllBytes(file)[1000]).isEqualTo((byte) (damaged[1000] ^ 1));
    }

    @Test
    void aDirectoryThatOthersCanWriteIsNotTrusted() throws IOException {
        Path home = bundle.extractTo(root).get(0).getParent();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> bundle.extractTo(root))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("others may write");
    }

    @Test
    void theNextDirectoryIsTakenWhenOneCannotBeWritten() throws Exception {
        Path occupied = Files.createFile(root.resolve("a-file"));
        LoadedLibrary found = new NativeLocator(
                        NativeName.LIBVIPS,
                        Optional.empty(),
                        Optional.of(bundle),
                        List.of(occupied, root.resolve("next")))
                .find();
        assertThat(found.origin()).startsWith("bundled").contains("next");
    }

    @Test
    void whenThereIsNoLibraryItSaysHowToGetOne() {
        NativeBundle broken = new NativeBundle("linux-none", bundle.files());
        NativeLocator nowhere =
                new NativeLocator(NativeName.LIBVIPS, Optional.of("libnone.so"), Optional.of(broken), List.of());
        assertThatThrownBy(nowhere::find)
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("apt install libvips42")
                .hasMessageContaining("DARKROOM_LIBVIPS")
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.CODEC_UNAVAILABLE);
    }

    @Test
    void aNamedLibraryIsNeverReplacedByAnother() {
        NativeLocator named = new NativeLocator(
                NativeName.LIBVIPS,
                Optional.of(root.resolve("mine.so").toString()),
                Optional.of(bundle),
                List.of(root));
        assertThatThrownBy(named::find).isInstanceOf(RejectedException.class).hasMessageContaining("mine.so");
    }

    @Test
    void noneIsTheNameOfNoLibrary() {
        NativeLocator none =
                new NativeLocator(NativeName.LIBVIPS, Optional.of("none"), Optional.of(bundle), List.of(root));
        assertThatThrownBy(none::find).isInstanceOf(RejectedException.class).hasMessageContaining("do without");
    }

    @Test
    void aLibraryIsTakenOnlyWithTheFunctionsThatAreNeeded() throws IOException {
        NativeLocator other = new NativeLocator(
                NativeName.LIBHEIF,
                Optional.of(bundle.extractTo(root).get(0).toString()),
                Optional.empty(),
                List.of(root));
        assertThatThrownBy(other::find)
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("heif_context_alloc");
    }

    @Test
    void everyListedLibraryLoadsWithWhatItNeeds() throws RejectedException {
        for (NativeName name : NativeName.values()) {
            Assumptions.assumeTrue(
                    NativeBundle.ofThisHost(name.library()).isPresent(),
                    "This build has no " + name.library() + ": Python 3 and pip were missing");
            assertThat(NativeLocator.system(name).find().origin()).startsWith("bundled");
        }
    }
}
