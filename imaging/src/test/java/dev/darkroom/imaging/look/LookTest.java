package dev.darkroom.imaging.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.hash.Pixels;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionDeveloper;
import dev.darkroom.imaging.rendition.RenditionFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LookTest {
    private static final Look LOOK = look(LookDefinition.DEFAULT);

    @Test
    void ofAFlatColourOnlyItsMeansAreLeft() {
        byte[] rgb = new byte[3 * 16 * 9];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) 200;
            rgb[i + 1] = 100;
            rgb[i + 2] = 50;
        }
        // Y = 124.2 - 128, Cb = -41.87, Cr = 54.05; chroma counts twice.
        double length = Math.sqrt(32 * 32 + 3.8 * 3.8 + 4 * (41.873 * 41.873 + 54.046 * 54.046));
        List<Float> vector = ColourLayout.of(new Pixels(16, 9, rgb), new LookDefinition(3, 2, 2));

        assertThat(vector).hasSize(8);
        assertThat(vector.get(0)).isCloseTo((float) (32 / length), within(1e-3f));
        assertThat(vector.get(1)).isCloseTo((float) (-3.8 / length), within(1e-3f));
        assertThat(vector.get(4)).isCloseTo((float) (2 * -41.873 / length), within(1e-3f));
        assertThat(vector.get(6)).isCloseTo((float) (2 * 54.046 / length), within(1e-3f));
        assertThat(List.of(vector.get(2), vector.get(3), vector.get(5), vector.get(7)))
                .allSatisfy(number -> assertThat(number).isCloseTo(0, within(1e-6f)));
    }

    @Test
    void aRampFillsTheFrequencyOfItsDirection() {
        byte[] across = new byte[3 * 64];
        byte[] down = new byte[3 * 64];
        for (int i = 0; i < 64; i++) {
            Arrays.fill(across, 3 * i, 3 * i + 3, (byte) (i % 8 * 32));
            Arrays.fill(down, 3 * i, 3 * i + 3, (byte) (i / 8 * 32));
        }
        LookDefinition three = new LookDefinition(3, 0, 1);
        List<Float> horizontal = ColourLayout.of(new Pixels(8, 8, across), three);
        List<Float> vertical = ColourLayout.of(new Pixels(8, 8, down), three);

        // The zigzag goes right first.
        assertThat(horizontal.get(2)).isLessThan(-0.8f);
        assertThat(horizontal.get(3)).isCloseTo(0, within(1e-6f));
        assertThat(vertical.get(2)).isCloseTo(0, within(1e-6f));
        assertThat(vertical.get(3)).isEqualTo(horizontal.get(2));
    }

    @Test
    void aGreyPictureOfMiddleBrightnessHasADirection() throws RejectedException {
        BufferedImage grey = new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D paint = grey.createGraphics();
        paint.setColor(new Color(128, 128, 128));
        paint.fillRect(0, 0, 300, 200);
        List<Float> vector = LOOK.apply(Pictures.encode(grey, "jpg"));

        FeatureVector.check(vector);
        assertThat(vector.get(0)).isGreaterThan(0.99f);
    }

    @Test
    void photosAreNearTheirCopiesAndFartherFromOthers() throws RejectedException {
        RenditionDeveloper both =
                new RenditionDeveloper(Renderer.load(), RecipeFile.parse("sizes=1200,640\nquality.640=35"));
        List<List<Float>> photos = new ArrayList<>();
        for (byte[] original : photographs()) {
            List<RenditionFile> files =
                    both.develop(original, HeaderReader.read(original)).files();
            List<Float> vector = LOOK.apply(files.get(0).bytes());
            assertThat(LOOK.apply(files.get(0).bytes())).isEqualTo(vector);
            assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
            assertThat(cosine(vector, LOOK.apply(files.get(1).bytes()))).isGreaterThan(0.98);
            photos.add(vector);
        }
        for (int i = 1; i < photos.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(cosine(photos.get(i), photos.get(j))).isLessThan(0.98);
            }
        }
    }

    @Test
    void whateverDecodesTheProxySeesTheSame() throws RejectedException {
        RenditionDeveloper slow =
                new RenditionDeveloper(Renderer.load(), Optional.empty(), RenditionRecipe.jpeg(List.of(64), 80));
        byte[] original = Pictures.encode(Pictures.gradient(1600, 1200, BufferedImage.TYPE_INT_RGB), "png");
        byte[] jpeg = proxy("sizes=1200", original);
        List<Float> vector = LOOK.apply(jpeg);

        assertThat(cosine(vector, new Look(slow, LookDefinition.DEFAULT).apply(jpeg)))
                .isGreaterThan(0.999);
        assertThat(cosine(vector, LOOK.apply(proxy("sizes=900\nformat=webp", original))))
                .isGreaterThan(0.999);
    }

    private static byte[] proxy(String recipe, byte[] original) throws RejectedException {
        return new Developer(Renderer.load(), Limits.DEFAULT, RecipeFile.parse(recipe))
                .apply(original)
                .proxy()
                .bytes();
    }

    /** All of different subjects. */
    private static List<byte[]> photographs() {
        return SharedData.files().stream()
                .map(Object::toString)
                .filter(path -> path.contains("cameras/canon") && path.endsWith(".jpg"))
                .map(path -> SharedData.bytes(path.substring(path.lastIndexOf("cameras"))))
                .toList();
    }

    private static double cosine(List<Float> a, List<Float> b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }

    private static Look look(LookDefinition definition) {
        try {
            return new Look(Renderer.load(), definition);
        } catch (RejectedException e) {
            throw new IllegalStateException(e);
        }
    }
}
