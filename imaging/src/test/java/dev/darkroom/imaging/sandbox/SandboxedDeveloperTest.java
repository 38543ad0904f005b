package dev.darkroom.imaging.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.CmykJpeg;
import dev.darkroom.imaging.rendition.Crop;
import dev.darkroom.imaging.rendition.JavaRenderer;
import dev.darkroom.imaging.rendition.Output;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxedDeveloperTest {
    private static final Original PHOTO = Original.of(WarmUpPicture.JPEG.bytes());
    /** Takes seconds, and little memory. */
    private static final Original SLOW = Original.of(Bombs.png(9_900, 9_900, 6));

    @TempDir
    private Path state;

    private final Queue<Duration> replacements = new ConcurrentLinkedQueue<>();
    private final AtomicInteger crashes = new AtomicInteger();
    private final SandboxObserver observer = new SandboxObserver() {
        @Override
        public void crashed() {
            crashes.incrementAndGet();
        }

        @Override
        public void replaced(Duration time) {
            replacements.add(time);
        }
    };

    @Test
    void givesTheSameIdsAndBytesAsInThisProcess() throws RejectedException {
        Developer developer = Developer.load();
        try (SandboxedDeveloper sandboxed = open(1)) {
            assertThat(sandboxed.id()).isEqualTo(developer.id());
            assertThat(sandboxed.ids()).isEqualTo(developer.ids());
            for (WarmUpPicture picture : WarmUpPicture.values()) {
                assertSame(developer, sandboxed, picture.bytes(), picture.name());
            }
        }
    }

    @Test
    void withoutLibvipsItsWorkersDecodeInJava() throws RejectedException {
        // What this process has is found before, and stays.
        Developer.load();
        System.setProperty("darkroom.libvips", "none");
        System.setProperty("darkroom.libturbojpeg", "none");
        Developer java = new Developer(new JavaRenderer("none"), Limits.DEFAULT, RenditionRecipe.DEFAULT);
        try (SandboxedDeveloper sandboxed = open(1)) {
            assertThat(sandboxed.codec()).contains("Java");
            for (WarmUpPicture picture : EnumSet.complementOf(EnumSet.of(WarmUpPicture.AVIF, WarmUpPicture.JPEG))) {
                assertSame(java, sandboxed, picture.bytes(), picture.name());
            }
            for (byte[] jpeg : List.of(PHOTO.bytes(), CmykJpeg.of(64, 48), CmykJpeg.ycck(0, 128, 128, 255))) {
                assertThat(sandboxed.apply(Original.of(jpeg)).files()).hasSize(4);
            }
        } finally {
            System.clearProperty("darkroom.libvips");
            System.clearProperty("darkroom.libturbojpeg");
        }
    }

    @Test
    void readsASidecarAsInThisProcess() throws RejectedException {
        byte[] xmp = ("<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                        + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='4'/>"
                        + "</rdf:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
        Original rated = new Original(PHOTO.content(), PHOTO.bytes(), Optional.of(xmp));
        Original hopeless = new Original(
                PHOTO.content(),
                PHOTO.bytes(),
                Optional.of("<a>".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
        try (SandboxedDeveloper sandboxed = open(1)) {
            assertThat(sandboxed.apply(rated).developed().metadata())
                    .isEqualTo(Developer.load().apply(rated).developed().metadata())
                    .satisfies(metadata -> assertThat(metadata.rating()).contains(4));
            assertThat(sandboxed.apply(hopeless).developed())
                    .isEqualTo(sandboxed.apply(PHOTO).developed());
        }
    }

    /** Else its library would be opened with the first photo, in a worker that can open nothing. */
    @Test
    void everyFormatThatIsReadIsWarmedUp() throws RejectedException {
        try (SandboxedDeveloper sandboxed = open(1)) {
            assertThat(sandboxed.formats())
                    .filteredOn(format -> !format.isRaw())
                    .isSubsetOf(WarmUpPicture.formats());
        }
    }

    @Test
    void givesTheSameForTheSharedPhotographsThatAreNotLarge() throws RejectedException, IOException {
        Developer developer = Developer.load();
        try (SandboxedDeveloper sandboxed = open(1)) {
            for (Path path : SharedData.files()) {
                if (Files.size(path) < 1_000_000) {
                    assertSame(developer, sandboxed, Files.readAllBytes(path), path.toString());
                }
            }
        }
    }

    private static void assertSame(Developer developer, SandboxedDeveloper sandboxed, byte[] photo, String name)
            throws RejectedException {
        DevelopedPhoto expected;
        try {
            expected = developer.apply(photo);
        } catch (RejectedException e) {
            assertThatThrownBy(() -> sandboxed.apply(Original.of(photo)))
                    .as(name)
                    .isInstanceOfSatisfying(RejectedException.class, rejected -> {
                        assertThat(rejected.reason()).isEqualTo(e.reason());
                        assertThat(rejected).hasMessage(e.getMessage());
                    });
            return;
        }
        DevelopedPhoto found = sandboxed.apply(Original.of(photo));
        assertThat(found.developed()).as(name).isEqualTo(expected.developed());
        for (int i = 0; i < expected.files().size(); i++) {
            assertThat(found.files().get(i).bytes())
                    .as(name)
                    .isEqualTo(expected.files().get(i).bytes());
        }
    }

    /** The encoders for these formats take far more memory, and threads, than the one for JPEG. */
    @Test
    void writesEveryFormatOfARecipeAsInThisProcess() throws RejectedException {
        byte[] picture = Pictures.encode(Pictures.gradient(1600, 1200, BufferedImage.TYPE_INT_RGB), "jpg");
        for (ImageFormat format : List.of(ImageFormat.AVIF, ImageFormat.WEBP)) {
            RenditionRecipe recipe = new RenditionRecipe(
                    List.of(new Output(1200, format, 80), new Output(300, format, 80)),
                    Crop.NONE,
                    RenditionRecipe.WHITE);
            Developer developer = new Developer(Renderer.load(), Limits.DEFAULT, recipe);
            try (SandboxedDeveloper sandboxed =
                    SandboxedDeveloper.open(options(2).withRecipe(recipe), observer)) {
                assertSame(developer, sandboxed, picture, format.code());
            }
        }
        assertThat(crashes).hasValue(0);
    }

    @Test
    void nothingIsLostWhenWorkersAreKilledInTheMiddle() throws Exception {
        byte[] picture = Pictures.encode(Pictures.gradient(1500, 1100, BufferedImage.TYPE_INT_RGB), "jpg");
        int photos = 80;
        ExecutorService hands = Executors.newFixedThreadPool(2);
        try (SandboxedDeveloper sandboxed = open(2)) {
            DevelopedPhoto expected = sandboxed.apply(Original.of(picture));
            AtomicInteger done = new AtomicInteger();
            List<Future<DevelopedPhoto>> results = IntStream.range(0, photos)
                    .mapToObj(i -> hands.submit(() -> {
                        DevelopedPhoto photo = sandboxed.apply(Original.of(numbered(picture, i)));
                        // One at a time, and no photo is in hand from one kill to the next: none is hit twice. Some
                        // hit a worker that has just given its photo back, which costs nothing.
                        if (List.of(10, 20, 30, 40, 50, 60, 70).contains(done.incrementAndGet())) {
                            Workers.busy().destroyForcibly();
                        }
                        return photo;
                    }))
                    .toList();
            for (Future<DevelopedPhoto> result : results) {
                assertThat(result.get().developed().renditions())
                        .isEqualTo(expected.developed().renditions());
            }
            assertThat(crashes).hasPositiveValue();
            await().until(() -> Workers.mine().size() == 3);
        } finally {
            hands.shutdownNow();
        }
        assertThat(state).isEmptyDirectory();
    }

    /** Another content, the same picture: bytes behind its end. */
    private static byte[] numbered(byte[] picture, int number) {
        byte[] numbered = Arrays.copyOf(picture, picture.length + 4);
        numbered[picture.length] = (byte) number;
        return numbered;
    }

    @Test
    void aPhotoThatTwoWorkersDieOverIsRejectedAndNeverTriedAgain() throws Exception {
        try (SandboxedDeveloper sandboxed = open(1)) {
            await().until(() -> sandboxed.idle() == 2);
            assertThat(reason(killing(sandboxed, SLOW))).isEqualTo(Reason.DECODER_CRASHED);
            assertThat(crashes).hasValue(2);
            assertThat(sandboxed.apply(PHOTO).files()).hasSize(4);
        }
        try (SandboxedDeveloper restarted = open(1)) {
            assertThatThrownBy(() -> restarted.apply(SLOW)).isInstanceOf(RejectedException.class);
            assertThat(crashes).hasValue(2);
        }
    }

    @Test
    void anotherWorkerStandsReadyBehindOneThatDies() throws Exception {
        try (SandboxedDeveloper sandboxed = open(1)) {
            await().until(() -> sandboxed.idle() == 2);
            Set<ProcessHandle> spare = new HashSet<>(Workers.mine());
            CompletableFuture<DevelopedPhoto> slow = inHand(sandboxed, SLOW);
            ProcessHandle victim = Workers.busy();
            spare.remove(victim);
            long before = Workers.ticks(spare.iterator().next());
            victim.destroyForcibly();
            slow.get();
            assertThat(replacements).hasSize(1);
            // No clock: under load, even handing a photo over takes long. The one that stood ready has worked.
            assertThat(Workers.ticks(spare.iterator().next())).isGreaterThan(before + 3);
        }
    }

    @Test
    void aPhotoThatTakesTooLongIsRejectedAndItsWorkerEnded() throws RejectedException {
        SandboxOptions hurried = new SandboxOptions(
                1, 1, Duration.ofMillis(100), 2L << 30, state, Limits.DEFAULT, RenditionRecipe.DEFAULT);
        try (SandboxedDeveloper sandboxed = SandboxedDeveloper.open(hurried, observer)) {
            List<ProcessHandle> first = Workers.mine();
            assertThatThrownBy(() -> sandboxed.apply(SLOW))
                    .isInstanceOfSatisfying(
                            RejectedException.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.DECODE_TIMEOUT));
            assertThat(first).anyMatch(worker -> !worker.isAlive());
            assertThat(state).isEmptyDirectory();
        }
    }

    @Test
    void aStoppedPhotoIsNotCounted() throws Exception {
        SandboxedDeveloper sandboxed = open(1);
        CompletableFuture<DevelopedPhoto> slow = inHand(sandboxed, SLOW);
        sandboxed.close();

        assertThatThrownBy(slow::get).hasCauseInstanceOf(UnavailableException.class);
        assertThat(state).isEmptyDirectory();
        await().until(() -> Workers.mine().isEmpty());
    }

    /** As Ctrl-C in a terminal does, or a service manager. */
    @Test
    void workersThatAreAskedToEndWithTheirParentLeaveThatToIt() throws Exception {
        try (SandboxedDeveloper sandboxed = open(1)) {
            await().until(() -> sandboxed.idle() == 2);
            List<ProcessHandle> before = Workers.mine();
            CompletableFuture<DevelopedPhoto> slow = inHand(sandboxed, SLOW);
            Workers.busy();
            for (String signal : List.of("INT", "TERM", "HUP")) {
                for (ProcessHandle worker : before) {
                    assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(worker.pid()))
                                    .start()
                                    .waitFor())
                            .isZero();
                }
            }
            assertThat(slow.get().files()).hasSize(4);
            assertThat(crashes).hasValue(0);
            assertThat(Workers.mine()).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    void anIdleWorkerThatDiesIsReplaced() throws RejectedException {
        try (SandboxedDeveloper sandboxed = open(1)) {
            await().until(() -> sandboxed.idle() == 2);
            List<ProcessHandle> before = Workers.mine();
            before.forEach(ProcessHandle::destroyForcibly);
            await().until(() -> before.stream().noneMatch(ProcessHandle::isAlive));

            assertThat(sandboxed.apply(PHOTO).files()).hasSize(4);
            await().until(() -> sandboxed.idle() == 2);
            assertThat(Workers.mine()).doesNotContainAnyElementsOf(before);
            assertThat(crashes).hasValue(0);
        }
    }

    @Test
    void allOfOneProcessShareTheWorkers() throws RejectedException {
        SandboxedDeveloper one = open(1);
        try (SandboxedDeveloper other = open(1)) {
            await().until(() -> Workers.mine().size() == 2);
            assertThat(other.apply(PHOTO).files()).hasSize(4);
        }
        assertThat(one.apply(PHOTO).files()).hasSize(4);
        assertThat(Workers.mine()).hasSize(2);
        one.close();
        await().until(() -> Workers.mine().isEmpty());
    }

    private CompletableFuture<DevelopedPhoto> inHand(SandboxedDeveloper sandboxed, Original photo) {
        CompletableFuture<DevelopedPhoto> result = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            started.countDown();
            try {
                result.complete(sandboxed.apply(photo));
            } catch (RejectedException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().pollInterval(Duration.ofMillis(5)).until(() -> state.toFile().list().length > 0);
        return result;
    }

    /** Has the worker killed as often as one takes the photo. */
    private CompletableFuture<DevelopedPhoto> killing(SandboxedDeveloper sandboxed, Original photo) {
        CompletableFuture<DevelopedPhoto> result = inHand(sandboxed, photo);
        Workers.busy().destroyForcibly();
        await().until(() ->
                crashes.get() == 1 && Files.size(state.resolve(state.toFile().list()[0])) == 3);
        Workers.mine().forEach(ProcessHandle::destroyForcibly);
        return result;
    }

    private static Reason reason(CompletableFuture<DevelopedPhoto> result) throws InterruptedException {
        try {
            throw new AssertionError("was developed: " + result.get().developed());
        } catch (ExecutionException e) {
            return ((RejectedException) e.getCause()).reason();
        }
    }

    private SandboxedDeveloper open(int workers) throws RejectedException {
        return SandboxedDeveloper.open(options(workers), observer);
    }

    private SandboxOptions options(int workers) {
        return new SandboxOptions(
                workers, 1, Duration.ofSeconds(30), 2L << 30, state, Limits.DEFAULT, RenditionRecipe.DEFAULT);
    }
}
