package dev.darkroom.imaging.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.format.MetadataBlocks;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What recipes make: formats, crops, backgrounds, and nothing of the original but its pixels. */
final class OutputsTest {
    private static final String SECRET = "SECRET-CAMERA";
    private static final BufferedImage GRADIENT = Pictures.gradient(900, 600, BufferedImage.TYPE_INT_RGB);

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "WEBP", "AVIF"})
    void everyFormatHoldsThePicture(ImageFormat format) throws RejectedException {
        byte[] original = Pictures.encode(GRADIENT, "png");
        List<RenditionFile> files = develop(original, "sizes=600,300\nformat=" + format.code());
        assertThat(files).hasSize(2);
        for (RenditionFile file : files) {
            assertThat(file.rendition().format()).isEqualTo(format);
            ImageHeader header = HeaderReader.read(file.bytes());
            assertThat(header.format()).isEqualTo(format);
            assertThat(header.longSide()).isEqualTo(file.rendition().size());
        }
        byte[] again =
                develop(files.get(0).bytes(), "sizes=600\nquality=95").get(0).bytes();
        assertThat(Pictures.psnr(Pictures.decode(again), Pictures.gradient(600, 400, BufferedImage.TYPE_INT_RGB)))
                .isGreaterThan(30);
    }

    @Test
    void aSizeHasItsOwnFormat() throws RejectedException {
        byte[] original = Pictures.encode(Pictures.gradient(200, 100, BufferedImage.TYPE_INT_RGB), "png");
        List<RenditionFile> files = develop(original, "sizes=600,300\nformat.600=webp");
        // Both show the same pixels, which is no reason to store a WebP as a JPEG.
        assertThat(HeaderReader.read(files.get(0).bytes()).format()).isEqualTo(ImageFormat.WEBP);
        assertThat(HeaderReader.read(files.get(1).bytes()).format()).isEqualTo(ImageFormat.JPEG);
    }

    @Test
    void oneSizeIsMadeInSeveralFormatsAndEachPictureIsCodedOnce() throws RejectedException {
        byte[] original = Pictures.encode(Pictures.gradient(400, 200, BufferedImage.TYPE_INT_RGB), "png");
        List<RenditionFile> files = develop(original, "sizes=600,400,100\nformat=jpeg,webp");
        assertThat(files)
                .extracting(file -> file.rendition().size() + " "
                        + HeaderReader.read(file.bytes()).format().code())
                .containsExactly("600 jpeg", "600 webp", "400 jpeg", "400 webp", "100 jpeg", "100 webp");
        assertThat(files.get(2).bytes()).isSameAs(files.get(0).bytes());
        assertThat(files.get(3).bytes()).isSameAs(files.get(1).bytes());
        assertThat(files).extracting(file -> file.rendition().width()).containsExactly(400, 400, 400, 400, 100, 100);
    }

    @Test
    void theMiddleSquareIsCutOutAndNeverEnlarged() throws RejectedException {
        BufferedImage wide = new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 900; x++) {
                wide.setRGB(x, y, x < 300 || x >= 600 ? 0x0000ff : 0xff0000);
            }
        }
        List<RenditionFile> files = develop(Pictures.encode(wide, "png"), "sizes=600,300,100\ncrop=centre\nquality=95");
        assertThat(files).extracting(file -> file.rendition().width()).containsExactly(300, 300, 100);
        assertThat(files).extracting(file -> file.rendition().height()).containsExactly(300, 300, 100);
        BufferedImage picture = Pictures.decode(files.get(2).bytes());
        for (int x : new int[] {3, 50, 96}) {
            assertThat(picture.getRGB(x, 50) >> 16 & 0xff).isGreaterThan(235);
        }
    }

    @Test
    void theSquareOfInterestIsWhereSomethingIs() throws RejectedException {
        BufferedImage wide = new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 300; y++) {
            for (int x = 600; x < 900; x++) {
                wide.setRGB(x, y, (x / 8 + y / 8) % 2 == 0 ? 0xff2000 : 0xffe000);
            }
        }
        BufferedImage picture = Pictures.decode(develop(Pictures.encode(wide, "png"), "sizes=200\ncrop=attention")
                .get(0)
                .bytes());
        assertThat(picture.getRGB(190, 100) >> 16 & 0xff).isGreaterThan(200);
    }

    @Test
    void transparencyIsPutOnTheRecipesBackground() throws RejectedException {
        BufferedImage clear = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        BufferedImage picture = Pictures.decode(develop(Pictures.encode(clear, "png"), "sizes=40\nbackground=#204060")
                .get(0)
                .bytes());
        int rgb = picture.getRGB(20, 20);
        assertThat(rgb >> 16 & 0xff).isBetween(0x1e, 0x22);
        assertThat(rgb & 0xff).isBetween(0x5e, 0x62);
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "WEBP", "AVIF"})
    void nothingOfTheOriginalButItsPixelsIsInTheOutput(ImageFormat format) throws RejectedException {
        for (byte[] original : List.of(tellingJpeg(), tellingPng())) {
            MetadataBlocks before =
                    MetadataBlocks.find(HeaderReader.read(original).format(), original);
            assertThat(before.exif()).isPresent();
            assertThat(before.xmp()).isPresent();
            for (RenditionFile file : develop(original, "sizes=600,150\nformat=" + format.code())) {
                assertBare(file);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "WEBP", "AVIF"})
    void nothingOfAPhonesHeicIsInTheOutput(ImageFormat format) throws RejectedException {
        byte[] original = SharedData.bytes("exif-samples/heic/iphone_13_pro_max.HEIC");
        for (RenditionFile file : develop(original, "sizes=600,150\nformat=" + format.code())) {
            assertBare(file);
        }
    }

    private static void assertBare(RenditionFile file) throws RejectedException {
        ImageFormat format = file.rendition().format();
        assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET, "Apple", "<x:xmpmeta", "acsp", "Exif");
        MetadataBlocks blocks = MetadataBlocks.find(format, file.bytes());
        assertThat(blocks.exif()).isEmpty();
        assertThat(blocks.xmp()).isEmpty();
        assertThat(blocks.iptc()).isEmpty();
        switch (format) {
            case JPEG -> assertThat(JpegSegments.markers(file.bytes())).isSubsetOf(JpegSegments.PICTURE_ONLY);
            case WEBP -> assertThat(chunks(file.bytes())).containsExactly("VP8 ");
            default ->
                // One picture, and no box that could carry anything else.
                assertThat(boxes(file.bytes()))
                        .isSubsetOf(
                                "ftyp", "meta", "hdlr", "pitm", "iloc", "iinf", "infe", "iprp", "ipco", "ipma", "av1C",
                                "ispe", "pixi", "colr", "nclx", "mdat")
                        .containsOnlyOnce("infe");
        }
    }

    private static List<String> chunks(byte[] webp) {
        List<String> chunks = new ArrayList<>();
        for (int at = 12; at + 8 <= webp.length; ) {
            chunks.add(new String(webp, at, 4, StandardCharsets.ISO_8859_1));
            int length = (webp[at + 4] & 0xff) | (webp[at + 5] & 0xff) << 8 | (webp[at + 6] & 0xff) << 16;
            at += 8 + length + (length & 1);
        }
        return chunks;
    }

    /** Types of all boxes, and of the colours in {@code colr}. */
    private static List<String> boxes(byte[] avif) {
        List<String> types = new ArrayList<>();
        boxes(avif, 0, avif.length, types);
        return types;
    }

    private static void boxes(byte[] file, int start, int end, List<String> types) {
        for (int at = start; at + 8 <= end; ) {
            int length = (file[at] & 0xff) << 24
                    | (file[at + 1] & 0xff) << 16
                    | (file[at + 2] & 0xff) << 8
                    | (file[at + 3] & 0xff);
            String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            types.add(type);
            switch (type) {
                case "meta" -> boxes(file, at + 12, at + length, types);
                case "iprp", "ipco" -> boxes(file, at + 8, at + length, types);
                case "iinf" -> boxes(file, at + 14, at + length, types);
                case "colr" -> types.add(new String(file, at + 8, 4, StandardCharsets.ISO_8859_1));
                default -> {
                    // no boxes inside
                }
            }
            at += Math.max(8, length);
        }
    }

    private static Exif exif() {
        return new Exif().mainText(0x010f, SECRET).gpsText(1, "N").gpsRationals(2, 48, 1, 12, 1, 0, 1);
    }

    private static byte[] xmp() {
        return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + "</x:xmpmeta>").getBytes(StandardCharsets.UTF_8);
    }

    /** EXIF with a position, XMP, a profile and a comment. */
    private static byte[] tellingJpeg() {
        byte[] plain = Pictures.encode(GRADIENT, "jpg");
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] icc = new Bytes().text("ICC_PROFILE\0").u8(1, 1).raw(profile).toArray();
        byte[] packet =
                new Bytes().text("http://ns.adobe.com/xap/1.0/\0").raw(xmp()).toArray();
        byte[] more = new Bytes()
                .u8(0xff, 0xd8, 0xff, 0xe1)
                .be16(packet.length + 2)
                .raw(packet)
                .u8(0xff, 0xe2)
                .be16(icc.length + 2)
                .raw(icc)
                .u8(0xff, 0xfe)
                .be16(SECRET.length() + 2)
                .text(SECRET)
                .raw(Arrays.copyOfRange(plain, 2, plain.length))
                .toArray();
        return exif().into(more);
    }

    private static byte[] tellingPng() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] png = Pictures.withProfile(Pictures.encode(GRADIENT, "png"), profile);
        int headerEnd = 8 + 12 + 13;
        byte[] xmp = new Bytes().text("XML:com.adobe.xmp\0\0\0\0\0").raw(xmp()).toArray();
        return new Bytes()
                .raw(Arrays.copyOf(png, headerEnd))
                .raw(chunk("eXIf", exif().tiff()))
                .raw(chunk("iTXt", xmp))
                .raw(chunk("tEXt", new Bytes().text("Author\0" + SECRET).toArray()))
                .raw(Arrays.copyOfRange(png, headerEnd, png.length))
                .toArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] body = new Bytes().text(type).raw(content).toArray();
        CRC32 check = new CRC32();
        check.update(body);
        return new Bytes().be32(content.length).raw(body).be32(check.getValue()).toArray();
    }

    private static List<RenditionFile> develop(byte[] original, String recipe) throws RejectedException {
        return new RenditionDeveloper(Renderer.load(), RecipeFile.parse(recipe))
                .develop(original, HeaderReader.read(original))
                .files();
    }
}
