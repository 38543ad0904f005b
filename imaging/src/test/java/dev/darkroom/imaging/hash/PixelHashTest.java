package dev.darkroom.imaging.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.SharedData;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PixelHashTest {
    private static final BufferedImage PICTURE = Pictures.gradient(60, 40, BufferedImage.TYPE_INT_RGB);

    @Test
    void metadataInAJpegChangesNothing() {
        byte[] plain = Pictures.encode(PICTURE, "jpg");
        byte[] tagged = new Exif()
                .mainText(0x010e, "Anna by the sea")
                .mainShort(0x0112, 6)
                .into(plain);
        byte[] commented = segment(segment(tagged, 0xfe, "a comment"), 0xe2, "ICC_PROFILE\0");
        byte[] withFilm =
                new Bytes().raw(commented).text("a film behind the image").toArray();
        assertThat(jpeg(tagged)).isEqualTo(jpeg(plain));
        assertThat(jpeg(withFilm)).isEqualTo(jpeg(plain));
    }

    @Test
    void anyBitOfTheCompressedImageCounts() {
        byte[] plain = Pictures.encode(PICTURE, "jpg");
        int scan = plain.length - 20;
        for (int at : new int[] {scan, 30, plain.length / 2}) {
            byte[] changed = plain.clone();
            changed[at] ^= 1;
            assertThat(jpeg(changed)).as("byte " + at).isNotEqualTo(jpeg(plain));
        }
        assertThat(jpeg(segment(plain, 0xdd, "\0\4"))).as("restart interval").isNotEqualTo(jpeg(plain));
    }

    @Test
    void theColourTransformOfAnAdobeJpegCounts() {
        byte[] plain = Pictures.encode(PICTURE, "jpg");
        byte[] rgb = segment(plain, 0xee, "Adobe\0\144\0\0\0\0\0");
        byte[] ycc = segment(plain, 0xee, "Adobe\0\144\0\0\0\0\1");
        byte[] yccOfAnother = segment(plain, 0xee, "Adobe\0\145\0\0\0\0\1");
        assertThat(jpeg(rgb)).isNotEqualTo(jpeg(ycc));
        assertThat(jpeg(yccOfAnother)).isEqualTo(jpeg(ycc));
    }

    @Test
    void aRealPhotographKeepsItsHashWithoutItsMetadata() {
        byte[] photo = SharedData.bytes("exif-samples/gps/DSCN0010.jpg");
        int at = 2;
        Bytes stripped = new Bytes().u8(0xff, 0xd8);
        while ((photo[at + 1] & 0xff) != 0xda) {
            int end = at + 2 + ((photo[at + 2] & 0xff) << 8 | (photo[at + 3] & 0xff));
            if ((photo[at + 1] & 0xf0) != 0xe0) {
                stripped.raw(Arrays.copyOfRange(photo, at, end));
            }
            at = end;
        }
        byte[] bare = stripped.raw(Arrays.copyOfRange(photo, at, photo.length)).toArray();
        assertThat(bare.length).isLessThan(photo.length);
        assertThat(jpeg(bare)).isEqualTo(jpeg(photo));
        assertThat(jpeg(photo)).isNotEqualTo(jpeg(SharedData.bytes("exif-samples/gps/DSCN0012.jpg")));
    }

    @Test
    void textInAPngChangesNothingAndPixelsDo() {
        byte[] plain = Pictures.encode(PICTURE, "png");
        byte[] profiled = Pictures.withProfile(plain, new byte[100]);
        assertThat(of(ImageFormat.PNG, profiled)).isEqualTo(of(ImageFormat.PNG, plain));
        byte[] other = Pictures.encode(Pictures.gradient(60, 41, BufferedImage.TYPE_INT_RGB), "png");
        assertThat(of(ImageFormat.PNG, other)).isNotEqualTo(of(ImageFormat.PNG, plain));
    }

    @Test
    void pngDataMayBeCutAnywhere() {
        Bytes one = png().be32(6).text("IDATabcdef").zeros(4);
        Bytes two =
                png().be32(2).text("IDATab").zeros(4).be32(4).text("IDATcdef").zeros(4);
        assertThat(of(ImageFormat.PNG, one.toArray())).isEqualTo(of(ImageFormat.PNG, two.toArray()));
    }

    private static Bytes png() {
        return new Bytes().u8(0x89).text("PNG\r\n").u8(0x1a).text("\n");
    }

    @Test
    void xmpInAWebpChangesNothing() {
        Bytes plain = new Bytes().text("RIFF").le32(0).text("WEBPVP8 ").le32(3).text("abc\0");
        Bytes tagged = new Bytes()
                .text("RIFF")
                .le32(0)
                .text("WEBPVP8X")
                .le32(10)
                .zeros(10)
                .text("VP8 ")
                .le32(3)
                .text("abc\0XMP ")
                .le32(2)
                .text("<>");
        Bytes other = new Bytes().text("RIFF").le32(0).text("WEBPVP8 ").le32(3).text("abd\0");
        assertThat(of(ImageFormat.WEBP, tagged.toArray())).isEqualTo(of(ImageFormat.WEBP, plain.toArray()));
        assertThat(of(ImageFormat.WEBP, other.toArray())).isNotEqualTo(of(ImageFormat.WEBP, plain.toArray()));
    }

    @Test
    void aCommentInAGifChangesNothing() {
        byte[] plain = Pictures.encode(PICTURE, "gif");
        int behindColours = 13 + (6 << (plain[10] & 7));
        byte[] commented = new Bytes()
                .raw(Arrays.copyOf(plain, behindColours))
                .u8(0x21, 0xfe, 5)
                .text("hello\0")
                .raw(Arrays.copyOfRange(plain, behindColours, plain.length))
                .toArray();
        assertThat(of(ImageFormat.GIF, commented)).isEqualTo(of(ImageFormat.GIF, plain));
        byte[] changed = plain.clone();
        changed[plain.length - 10] ^= 1;
        assertThat(of(ImageFormat.GIF, changed)).isNotEqualTo(of(ImageFormat.GIF, plain));
    }

    @Test
    void tagsInATiffChangeNothingAndItsStripsCount() {
        byte[] plain = tiff("II*\0", "by nobody", "stripbytes");
        assertThat(tiffHash(tiff("II*\0", "by somebody else", "stripbytes"))).isEqualTo(tiffHash(plain));
        assertThat(tiffHash(tiff("II*\0", "by nobody", "stripbytez"))).isNotEqualTo(tiffHash(plain));
    }

    /** Width and height, a description of any length, and one strip behind it. */
    private static byte[] tiff(String head, String description, String strip) {
        int stripAt = 8 + 2 + 12 * 5 + 4;
        int textAt = stripAt + strip.length();
        return new Bytes()
                .text(head)
                .le32(8)
                .le16(5)
                .raw(entry(256, 3, 1, 10))
                .raw(entry(257, 3, 1, 1))
                .raw(entry(270, 2, description.length(), textAt))
                .raw(entry(273, 4, 1, stripAt))
                .raw(entry(279, 4, 1, strip.length()))
                .le32(0)
                .text(strip)
                .text(description)
                .toArray();
    }

    private static byte[] entry(int tag, int type, int count, int value) {
        return new Bytes().le16(tag).le16(type).le32(count).le32(value).toArray();
    }

    private static ContentHash tiffHash(byte[] file) {
        return of(ImageFormat.TIFF, file);
    }

    @Test
    void exifInAHeicChangesNothingAndThePictureCounts() {
        ContentHash plain = of(ImageFormat.HEIC, heic("", "picture"));
        assertThat(of(ImageFormat.HEIC, heic("Exif of any length", "picture"))).isEqualTo(plain);
        assertThat(of(ImageFormat.HEIC, heic("", "Picture"))).isNotEqualTo(plain);
        byte[] real = SharedData.bytes("exif-samples/heic/IMG_5195.HEIC");
        byte[] touched = real.clone();
        touched[real.length - 1000] ^= 1;
        assertThat(of(ImageFormat.HEIC, touched)).isNotEqualTo(of(ImageFormat.HEIC, real));
    }

    /** One picture item, and one of EXIF before it when there is any. */
    private static byte[] heic(String exif, String picture) {
        int items = exif.isEmpty() ? 1 : 2;
        Bytes infos = new Bytes().zeros(4).be16(items);
        infos.box("infe", new Bytes().u8(2).zeros(3).be16(1).be16(0).text("hvc1\0"));
        if (items == 2) {
            infos.box("infe", new Bytes().u8(2).zeros(3).be16(2).be16(0).text("Exif\0"));
        }
        int dataAt = 8 + 12 + 8 + 4 + (8 + 3) + (8 + 6) + (8 + infos.toArray().length) + (8 + 6 + 2 + 14 * items) + 8;
        Bytes places = new Bytes().zeros(4).be16(0x4400).be16(items);
        places.be16(1).be16(0).be16(1).be32((long) dataAt + exif.length()).be32(picture.length());
        if (items == 2) {
            places.be16(2).be16(0).be16(1).be32(dataAt).be32(exif.length());
        }
        Bytes meta = new Bytes()
                .zeros(4)
                .box("iprp", new Bytes().text("abc"))
                .box("pitm", new Bytes().zeros(4).be16(1))
                .box("iinf", infos)
                .box("iloc", places);
        return new Bytes()
                .box("ftyp", new Bytes().text("heicmif1heic"))
                .box("meta", meta)
                .box("mdat", new Bytes().text(exif).text(picture))
                .toArray();
    }

    @Test
    void metadataInAJpegXlChangesNothing() {
        byte[] plain = new Bytes()
                .box("JXL ", new Bytes().be32(1))
                .box("jxlc", new Bytes().text("codestream"))
                .toArray();
        byte[] tagged = new Bytes()
                .box("JXL ", new Bytes().be32(1))
                .box("Exif", new Bytes().text("any"))
                .box("jxlc", new Bytes().text("codestream"))
                .toArray();
        assertThat(of(ImageFormat.JXL, tagged)).isEqualTo(of(ImageFormat.JXL, plain));
        assertThat(of(ImageFormat.JXL, new Bytes().u8(0xff, 0x0a, 1).toArray()))
                .isNotEqualTo(of(ImageFormat.JXL, new Bytes().u8(0xff, 0x0a, 2).toArray()));
    }

    @Test
    void partsThatLieOverEachOtherCostNoMoreThanTheFile() {
        Bytes offsets = new Bytes();
        Bytes lengths = new Bytes();
        int strips = 20_000;
        for (int i = 0; i < strips; i++) {
            offsets.le32(0);
            lengths.le32(8L * strips);
        }
        byte[] bomb = new Bytes()
                .text("II*\0")
                .le32(8)
                .le16(2)
                .raw(entry(273, 4, strips, 38))
                .raw(entry(279, 4, strips, 38 + 4 * strips))
                .le32(0)
                .raw(offsets.toArray())
                .raw(lengths.toArray())
                .toArray();
        assertTimeout(Duration.ofSeconds(1), () -> tiffHash(bomb));
    }

    @Test
    void damagedFilesHaveAHashToo() {
        Random random = new Random(3);
        for (ImageFormat format : ImageFormat.values()) {
            byte[] whole = switch (format) {
                case PNG -> Pictures.encode(PICTURE, "png");
                case GIF -> Pictures.encode(PICTURE, "gif");
                case WEBP ->
                    new Bytes()
                            .text("RIFF")
                            .le32(0)
                            .text("WEBPVP8 ")
                            .le32(3)
                            .text("abc\0")
                            .toArray();
                case TIFF -> tiff("II*\0", "by nobody", "stripbytes");
                case HEIC, AVIF -> heic("exif", "picture");
                case JXL ->
                    new Bytes().box("jxlc", new Bytes().text("codestream")).toArray();
                default -> Pictures.encode(PICTURE, "jpg");
            };
            for (int round = 0; round < 500; round++) {
                byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
                for (int i = random.nextInt(8); i > 0 && damaged.length > 0; i--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                assertThat(of(format, damaged)).isNotNull();
            }
        }
    }

    private static byte[] segment(byte[] jpeg, int marker, String content) {
        return new Bytes()
                .raw(Arrays.copyOf(jpeg, 2))
                .u8(0xff, marker)
                .be16(2 + content.length())
                .text(content)
                .raw(Arrays.copyOfRange(jpeg, 2, jpeg.length))
                .toArray();
    }

    private static ContentHash jpeg(byte[] file) {
        return of(ImageFormat.JPEG, file);
    }

    private static ContentHash of(ImageFormat format, byte[] file) {
        return PixelHash.of(format, file, new Pixels(1, 1, new byte[3]), 60, 40);
    }
}
