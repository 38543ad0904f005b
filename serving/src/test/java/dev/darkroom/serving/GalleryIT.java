package dev.darkroom.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.web.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gallery in a real browser; its pictures are left in {@code target/screenshots} for people to look at. */
class GalleryIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String LONG_NAME = "cut_off_".repeat(30) + ".jpg";
    private static final UserId ANNA = Archive.newcomer("anna");

    private static Archive archive;
    private static HttpServer server;
    private static Browser browser;
    private static Photo arezzo;
    private static Photo panorama;
    private static int photos;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Optional<Path> program = Browser.installed();
        if (program.isEmpty()) {
            Assumptions.abort("There is no chromium on this machine: the gallery was not looked at");
        }
        archive = new Archive();
        server = archive.serve(archive.stores());
        archive.upload(ANNA, "IMG_2041.jpg", Pictures.jpeg(30), Instant.now());
        archive.stores()
                .catalog()
                .reject(
                        ANNA,
                        archive.upload(ANNA, LONG_NAME, Pictures.jpeg(31), Instant.now())
                                .id(),
                        Photos.rejection());
        arezzo = archive.develop(ANNA, "arezzo.jpg", Pictures.jpeg(32), Optional.of(Photos.richMetadata()));
        archive.develop(ANNA, "speck.jpg", Pictures.jpeg(33, 16, 12), Optional.empty());
        panorama = archive.develop(ANNA, "panorama.jpg", Pictures.jpeg(34, 3000, 300), Optional.empty());
        photos = 5;
        for (Path sample : samples()) {
            archive.develop(ANNA, sample.getFileName().toString(), Files.readAllBytes(sample), Optional.empty());
            photos++;
        }
        browser = Browser.start(program.get());
    }

    @AfterAll
    static void close() throws IOException {
        if (browser != null) {
            browser.close();
            server.close();
            archive.close();
        }
    }

    @Test
    void showsTheTimelineOnADesktopAndOnAPhone() throws IOException {
        for (boolean phone : new boolean[] {false, true}) {
            enter(phone ? 390 : 1360, phone ? 844 : 900, phone);
            browser.await("document.querySelectorAll('.tile').length === " + photos);
            browser.await("[...document.querySelectorAll('.tile.completed')]"
                    + ".filter(tile => tile.getBoundingClientRect().top < innerHeight)"
                    + ".every(tile => tile.querySelector('img.sharp')?.naturalWidth > 0)");
            assertThat(browser.evaluate("location.hash").asText()).isEmpty();
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as("fits the width")
                    .isTrue();
            browser.screenshot(SCREENSHOTS.resolve(phone ? "timeline-phone.png" : "timeline-desktop.png"));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsOnePhotoWithItsFactsAndItsPlace() throws IOException {
        enter(1360, 900, false);
        view("arezzo.jpg");
        browser.await("document.querySelector('#viewer[open] .map .pin') !== null");
        browser.await("document.querySelector('#stage img.sharp')?.naturalWidth === 1200");
        assertThat(browser.evaluate("document.querySelector('#facts').textContent")
                        .asText())
                .contains("Città vecchia", "Canon EOS 450D", "1/250 s, f/5.6, ISO 200, 35 mm", "Arezzo", "holiday");
        browser.screenshot(SCREENSHOTS.resolve("photo-desktop.png"));
        browser.open(
                address() + "#photo="
                        + browser.evaluate("location.hash.slice(7)").asText(),
                390,
                844,
                true);
        browser.await("document.querySelector('#stage img.sharp')?.naturalWidth === 1200");
        browser.screenshot(SCREENSHOTS.resolve("photo-phone.png"));
        browser.evaluate("document.querySelector('#close').click()");
        browser.await("!document.querySelector('#viewer').open && location.hash === ''");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void findsPhotosLikeTheOneInTheViewerAndSaysWhenItCannot() throws IOException {
        TransformId look = TransformId.of(Likeness.LOOK, 7003, "gallery");
        FeatureIndex features = archive.stores().features();
        Optional<TransformVersion> before = archive.stores().transforms().all().stream()
                .filter(version -> version.id().name().equals(Likeness.LOOK) && version.state() == TransformState.LIVE)
                .findFirst();
        archive.stores().transforms().adopt(look, TransformInput.PROXY, "gallery", "gallery-test");
        try {
            features.open(look, 2);
            enter(1360, 900, false);
            view("arezzo.jpg");
            browser.await("document.querySelector('#like') !== null");
            browser.evaluate("document.querySelector('#like').click()");
            browser.await("!document.querySelector('#viewer #notice').hidden");

            features.put(
                            look,
                            List.of(
                                    new FeatureVector(ANNA, arezzo.id(), 1, List.of(1f, 0f)),
                                    new FeatureVector(ANNA, panorama.id(), 1, List.of(1f, 1f))))
                    .join();
            features.refresh(List.of(look));
            browser.await("(document.querySelector('#like')?.click(), !document.querySelector('#viewer').open)");
            browser.await("document.querySelectorAll('.tile').length === 1"
                    + " && document.querySelector('.tile').photo.file_name === 'panorama.jpg'");
            browser.await("document.querySelector('.chip[aria-pressed=true]')?.textContent === 'Like Città vecchia'");
            browser.screenshot(SCREENSHOTS.resolve("like-desktop.png"));
            browser.evaluate("document.querySelector('.chip[aria-pressed=true]').click()");
            browser.await("document.querySelectorAll('.tile').length === " + photos);
        } finally {
            before.ifPresent(version -> archive.stores()
                    .transforms()
                    .adopt(version.id(), version.input(), version.definition(), "gallery-test"));
            features.drop(look);
        }
    }

    @Test
    void findsAsTheUserTypesAndSaysWhenThereIsNothing() throws IOException {
        enter(1360, 900, false);
        browser.await("document.querySelectorAll('.chip').length > 0");
        type("Toscana");
        browser.await("document.querySelectorAll('.tile').length === 1");
        browser.screenshot(SCREENSHOTS.resolve("search-desktop.png"));
        type("no such thing");
        browser.await("!document.querySelector('#empty').hidden");
        browser.screenshot(SCREENSHOTS.resolve("nothing-desktop.png"));
        browser.evaluate("document.querySelector('#all').click()");
        browser.await("document.querySelectorAll('.tile').length === " + photos);
        assertThat(browser.evaluate("document.querySelector('#words').value").asText())
                .isEmpty();
    }

    @Test
    void saysOnATileWhyThereIsNoPictureHoweverLongItsName() throws IOException {
        enter(390, 844, true);
        browser.await("document.querySelectorAll('.tile').length === " + photos);
        browser.evaluate("document.querySelector('.tile.failed').scrollIntoView({ block: 'center' })");
        assertThat(browser.evaluate("document.querySelector('.tile.failed').textContent")
                        .asText())
                .contains(LONG_NAME, "the file is cut off");
        assertThat(browser.evaluate(
                                "(tile => tile.querySelector('b').getBoundingClientRect().top > tile.getBoundingClientRect().top)"
                                        + "(document.querySelector('.tile.failed'))")
                        .asBoolean())
                .as("all of the note is seen")
                .isTrue();
        browser.screenshot(SCREENSHOTS.resolve("failed-phone.png"));
    }

    @Test
    void leavesTheKeyboardAtThePhotoThatWasSeenLast() {
        enter(1360, 900, false);
        browser.await("document.querySelectorAll('.tile').length === " + photos);
        browser.evaluate("document.querySelectorAll('.tile')[0].focus()");
        browser.evaluate("document.querySelectorAll('.tile')[0].click()");
        browser.await("document.querySelector('#viewer').open");
        for (int step = 0; step < 2; step++) {
            browser.evaluate("document.querySelector('#viewer')"
                    + ".dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))");
        }
        browser.evaluate("document.querySelector('#close').click()");
        browser.await("document.activeElement === document.querySelectorAll('.tile')[2]");
    }

    @Test
    void givesAPhotoThatIsOpenedByItsAddressItsNeighboursHoweverOldItIs() {
        UserId bert = Archive.newcomer("bert");
        Instant newest = Instant.now();
        List<String> ids = new ArrayList<>();
        for (int age = 0; age < 150; age++) {
            ContentHash content = ContentHash.of((bert + " " + age).getBytes(UTF_8));
            Upload upload =
                    new Upload(bert, content, age + ".jpg", ImageFormat.JPEG, 9, 4, 3, newest.minusSeconds(age));
            ids.add(archive.stores().catalog().register(upload).photo().id().toString());
        }
        browser.open(address() + "#token=" + archive.token(bert) + "&photo=" + ids.get(148), 390, 844, true);

        browser.await("document.querySelector('#viewer').open");
        browser.await(
                "!document.querySelector('#previous').disabled && !document.querySelector('#following').disabled");
        browser.evaluate("document.querySelector('#following').click()");
        browser.await("location.hash === '#photo=" + ids.get(149) + "'");
        browser.await("document.querySelector('#following').disabled");
        browser.evaluate("document.querySelector('#previous').click()");
        browser.evaluate("document.querySelector('#previous').click()");
        browser.await("location.hash === '#photo=" + ids.get(147) + "'");
        browser.evaluate("document.querySelector('#close').click()");
        browser.await("document.activeElement.photo?.id === '" + ids.get(147) + "'");
    }

    @Test
    void letsAPhoneCloseAPhotoFromTheEndOfItsFacts() throws IOException {
        enter(390, 844, true);
        view("arezzo.jpg");
        browser.await("document.querySelector('#viewer .map .pin') !== null");
        browser.evaluate("document.querySelector('#viewer').scrollTo(0, 9999)");
        browser.await("document.querySelector('#viewer').scrollTop > 0");
        assertThat(browser.evaluate("document.querySelector('#close').getBoundingClientRect().top")
                        .asDouble())
                .isBetween(0.0, 844.0);
        browser.screenshot(SCREENSHOTS.resolve("facts-phone.png"));
    }

    @Test
    void neitherBlowsUpASpeckNorBlursAPanorama() throws IOException {
        enter(1360, 900, false);
        browser.await("document.querySelectorAll('.tile').length === " + photos);
        browser.await("[...document.querySelectorAll('.tile')].find(tile => tile.photo.file_name === 'panorama.jpg')"
                + ".querySelector('img').naturalWidth === 1200");
        view("speck.jpg");
        browser.await("document.querySelector('#stage img.sharp')?.naturalWidth === 16");
        assertThat(browser.evaluate("document.querySelector('#stage img').clientWidth")
                        .asInt())
                .isEqualTo(64);
        browser.screenshot(SCREENSHOTS.resolve("speck-desktop.png"));
    }

    @Test
    void asksForATokenWhenTheOneItHasIsNotValid() throws IOException {
        browser.open(address() + "#token=nonsense", 1360, 900, false);
        browser.await("!document.querySelector('#login').hidden");
        assertThat(browser.evaluate("document.querySelector('#login p').textContent")
                        .asText())
                .contains("token");
        browser.screenshot(SCREENSHOTS.resolve("login-desktop.png"));
    }

    private static void enter(int width, int height, boolean phone) {
        browser.open(address() + "#token=" + archive.token(ANNA), width, height, phone);
        browser.await("document.querySelectorAll('.tile').length > 0");
    }

    private static void view(String fileName) {
        String tile =
                "[...document.querySelectorAll('.tile')].find(tile => tile.photo.file_name === '" + fileName + "')";
        browser.await(tile + " !== undefined");
        browser.evaluate(tile + ".click()");
    }

    private static void type(String words) {
        browser.evaluate("(box => { box.value = '" + words
                + "'; box.dispatchEvent(new Event('input')); })(document.querySelector('#words'))");
    }

    private static String address() {
        return server.address() + "/";
    }

    /** Photographs that may lie beside the repository; the page is tested without them too. */
    private static List<Path> samples() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isDirectory(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        Path data =
                root == null ? Path.of("none") : root.resolveSibling("shared").resolve("data");
        if (!Files.isDirectory(data)) {
            return List.of();
        }
        List<Path> samples = new ArrayList<>();
        for (String folder : List.of("cameras", "exif-samples/gps")) {
            try (Stream<Path> files = Files.list(data.resolve(folder))) {
                files.filter(Files::isRegularFile).sorted().forEach(samples::add);
            }
        }
        return samples;
    }
}
