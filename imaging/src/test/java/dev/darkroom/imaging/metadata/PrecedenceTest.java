package dev.darkroom.imaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.MetadataField;
import dev.darkroom.core.photo.MetadataSource;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.core.photo.TakenAt.ZoneSource;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Exif;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of several sources wins, and that each field says where it is from. */
final class PrecedenceTest {
    private static final int DESCRIPTION = 0x010e;
    private static final int MAKE = 0x010f;
    private static final int MODEL = 0x0110;
    private static final int RATING = 0x4746;
    private static final int ORIGINAL = 0x9003;
    private static final int IPTC_TITLE = 5;
    private static final int IPTC_KEYWORD = 25;
    private static final int IPTC_DATE = 55;
    private static final int IPTC_TIME = 60;
    private static final byte[] BARE_JPEG =
            new Bytes().u8(0xff, 0xd8, 0xff, 0xda).toArray();

    private final Exif exif = new Exif();
    private final XmpPacket xmp = new XmpPacket();
    private final Bytes iptc = new Bytes();

    @Test
    void ofWhatAPersonWritesTheSidecarWinsThenXmpThenIptcThenExif() {
        exif.mainText(DESCRIPTION, "by exif");
        assertTitle(read(), "by exif", MetadataSource.EXIF);
        iptc(IPTC_TITLE, "by iptc");
        assertTitle(read(), "by iptc", MetadataSource.IPTC);
        xmp.inDefaultLanguage("dc:title", "by xmp");
        assertTitle(read(), "by xmp", MetadataSource.XMP);
        assertTitle(
                read(new XmpPacket().inDefaultLanguage("dc:title", "by sidecar")),
                "by sidecar",
                MetadataSource.SIDECAR);
    }

    private static void assertTitle(PhotoMetadata metadata, String title, MetadataSource source) {
        assertThat(metadata.title()).contains(title);
        assertThat(metadata.sources()).containsEntry(MetadataField.TITLE, source);
    }

    @Test
    void aSidecarsKeywordsReplaceThoseOfTheFileWhole() {
        iptc(IPTC_KEYWORD, "old");
        xmp.list("dc:subject", "old", "older");
        assertThat(read().keywords()).containsExactly("old", "older");
        assertThat(read(new XmpPacket().list("dc:subject", "new", "new", "newer"))
                        .keywords())
                .containsExactly("new", "newer");
        assertThat(read(new XmpPacket().text("xmp:Rating", "3")).keywords()).containsExactly("old", "older");
    }

    @Test
    void iptcThatWasEditedAfterTheXmpWins() {
        iptc(IPTC_TITLE, "edited later");
        xmp.inDefaultLanguage("dc:title", "edited first");
        byte[] before = new byte[16];
        assertTitle(read(Optional.of(before), Optional.empty()), "edited later", MetadataSource.IPTC);
        assertTitle(read(Optional.of(md5(iptc.toArray())), Optional.empty()), "edited first", MetadataSource.XMP);
    }

    @Test
    void ofWhatACameraKnowsExifWinsAndASidecarIsTheLast() {
        XmpPacket sidecar = new XmpPacket()
                .text("tiff:Make", "Beside")
                .text("tiff:Model", "Sidecar")
                .text("aux:Lens", "50mm beside")
                .text("exif:ExposureTime", "1/60")
                .text("exif:FNumber", "56/10");
        PhotoMetadata alone = read(sidecar);
        assertThat(alone.camera().displayName()).contains("Beside Sidecar");
        assertThat(alone.exposure().seconds().orElseThrow()).isEqualTo(1 / 60.0, within(1e-12));
        assertThat(alone.exposure().fNumber()).contains(5.6);
        assertThat(alone.sources())
                .isEqualTo(Map.of(
                        MetadataField.CAMERA,
                        MetadataSource.SIDECAR,
                        MetadataField.LENS,
                        MetadataSource.SIDECAR,
                        MetadataField.EXPOSURE,
                        MetadataSource.SIDECAR));

        exif.mainText(MAKE, "Canon").mainText(MODEL, "EOS").photoRationals(0x829a, 1, 250);
        xmp.text("tiff:Make", "Inside").text("aux:Lens", "50mm inside");
        PhotoMetadata all = read(sidecar);
        assertThat(all.camera().displayName()).contains("Canon EOS");
        assertThat(all.camera().lens()).contains("50mm inside");
        assertThat(all.exposure().seconds()).contains(1 / 250.0);
        assertThat(all.exposure().fNumber()).as("from one source, or none").isEmpty();
        assertThat(all.sources())
                .containsEntry(MetadataField.CAMERA, MetadataSource.EXIF)
                .containsEntry(MetadataField.LENS, MetadataSource.XMP)
                .containsEntry(MetadataField.EXPOSURE, MetadataSource.EXIF);
    }

    @Test
    void starsComeFromXmpOrWindowsAndAZeroTakesThemAway() {
        exif.mainShort(RATING, 2);
        assertThat(read().rating()).contains(2);
        xmp.text("MicrosoftPhoto:Rating", "75");
        assertThat(read().rating()).contains(4);
        xmp.text("xmp:Rating", "5");
        assertThat(read().rating()).contains(5);
        assertThat(read().sources()).containsEntry(MetadataField.RATING, MetadataSource.XMP);
        assertThat(read(new XmpPacket().text("xmp:Rating", "-1")).rating()).contains(-1);
        PhotoMetadata unrated = read(new XmpPacket().text("xmp:Rating", "0"));
        assertThat(unrated.rating()).isEmpty();
        assertThat(unrated.sources()).doesNotContainKey(MetadataField.RATING);
        assertThat(read(new XmpPacket().text("xmp:Rating", "17")).rating()).isEmpty();
    }

    @Test
    void aSidecarCorrectsTheClockAndItsCopyOfTheClockAddsNothing() {
        exif.photoText(ORIGINAL, "2021:06:05 14:03:02")
                .photoText(0x9011, "+02:00")
                .photoText(0x9291, "25");
        String camera = "2021-06-05T12:03:02.250Z";
        PhotoMetadata copied = read(new XmpPacket().text("exif:DateTimeOriginal", "2021-06-05T14:03:02"));
        assertThat(copied.takenAt().orElseThrow().instant()).isEqualTo(camera);
        assertThat(copied.sources()).containsEntry(MetadataField.TAKEN_AT, MetadataSource.EXIF);

        PhotoMetadata corrected = read(new XmpPacket().text("exif:DateTimeOriginal", "2022-07-06T08:00:00+09:00"));
        assertThat(corrected.takenAt().flatMap(TakenAt::local))
                .contains(OffsetDateTime.parse("2022-07-06T08:00+09:00"));
        assertThat(corrected.sources()).containsEntry(MetadataField.TAKEN_AT, MetadataSource.SIDECAR);

        PhotoMetadata otherZone = read(new XmpPacket().text("exif:DateTimeOriginal", "2021-06-05T14:03:02+01:00"));
        assertThat(otherZone.takenAt().orElseThrow().instant()).isEqualTo("2021-06-05T13:03:02Z");
    }

    @Test
    void iptcHasAClockToo() {
        iptc(IPTC_DATE, "20080612");
        iptc(IPTC_TIME, "143000+0200");
        PhotoMetadata metadata = read();
        assertThat(metadata.takenAt().orElseThrow().instant()).isEqualTo("2008-06-12T12:30:00Z");
        assertThat(metadata.sources()).containsEntry(MetadataField.TAKEN_AT, MetadataSource.IPTC);
    }

    @Test
    void thePositionGivesTheZoneOfAClockWithoutOne() {
        exif.photoText(ORIGINAL, "2021:07:05 14:03:02");
        PhotoMetadata metadata = read(at("64,8.8N", "21,56.556W"));
        assertThat(metadata.takenAt().orElseThrow().zoneSource()).isEqualTo(ZoneSource.GPS_POSITION);
        assertThat(metadata.takenAt().orElseThrow().instant()).isEqualTo("2021-07-05T14:03:02Z");
        assertThat(read(at("43,28.04682N", "11,53.10762E"))
                        .takenAt()
                        .orElseThrow()
                        .instant())
                .as("Italy, in summer")
                .isEqualTo("2021-07-05T12:03:02Z");
        TakenAt atSea = read(at("0,30N", "30,0W")).takenAt().orElseThrow();
        assertThat(atSea.zoneSource()).isEqualTo(ZoneSource.UNKNOWN);
        assertThat(atSea.offset()).isEmpty();
    }

    @Test
    void aSidecarPutsThePhotoOnTheMap() {
        exif.gpsText(1, "N").gpsRationals(2, 48, 1, 51, 1, 0, 1).gpsText(3, "E").gpsRationals(4, 2, 1, 21, 1, 0, 1);
        assertThat(read().placeName().orElseThrow().text()).isEqualTo("Paris, Île-de-France, France");
        assertThat(read().sources()).containsEntry(MetadataField.LOCATION, MetadataSource.EXIF);

        PhotoMetadata moved = read(at("43,28,2.81N", "11,53.10762E")
                .text("exif:GPSAltitude", "2961/10")
                .text("exif:GPSImgDirection", "1815/10"));
        GeoPoint point = moved.location().orElseThrow();
        assertThat(point.latitude()).isEqualTo(43.467447, within(1e-6));
        assertThat(point.longitude()).isEqualTo(11.885127, within(1e-6));
        assertThat(point.altitudeMetres()).contains(296.1);
        assertThat(point.directionDegrees()).contains(181.5);
        assertThat(moved.placeName().orElseThrow().text()).isEqualTo("Arezzo, Tuscany, Italy");
        assertThat(moved.sources())
                .containsEntry(MetadataField.LOCATION, MetadataSource.SIDECAR)
                .containsEntry(MetadataField.PLACE_NAME, MetadataSource.GPS);
        assertThat(read(at("91,0N", "11,0E")).placeName().orElseThrow().city())
                .as("no position on Earth: the file's own counts")
                .contains("Paris");
    }

    @Test
    void theOrientationIsTheOneThatRenditionsWereTurnedBy() {
        exif.mainShort(0x0112, 6);
        assertThat(read(new XmpPacket().text("tiff:Orientation", "3")).orientation())
                .isEqualTo(6);
    }

    @Test
    void aSidecarThatIsNoneSaysNothing() {
        exif.mainText(DESCRIPTION, "by exif");
        for (String junk : new String[] {"", "no xml", "<a>", "<!DOCTYPE x []><x/>"}) {
            byte[] sidecar = junk.getBytes(StandardCharsets.UTF_8);
            assertThat(new MetadataReader().apply(file(Optional.empty()), sidecar))
                    .isEqualTo(read());
        }
    }

    private static XmpPacket at(String latitude, String longitude) {
        return new XmpPacket().text("exif:GPSLatitude", latitude).text("exif:GPSLongitude", longitude);
    }

    private void iptc(int tag, String text) {
        byte[] value = text.getBytes(StandardCharsets.ISO_8859_1);
        iptc.u8(0x1c, 2, tag).be16(value.length).raw(value);
    }

    private PhotoMetadata read() {
        return read(Optional.empty(), Optional.empty());
    }

    private PhotoMetadata read(XmpPacket sidecar) {
        return read(Optional.empty(), Optional.of(sidecar));
    }

    private PhotoMetadata read(Optional<byte[]> iptcDigest, Optional<XmpPacket> sidecar) {
        MetadataReader reader = new MetadataReader();
        byte[] file = file(iptcDigest);
        return sidecar.map(packet -> reader.apply(file, packet.toBytes())).orElseGet(() -> reader.apply(file));
    }

    private byte[] file(Optional<byte[]> iptcDigest) {
        Bytes resources = new Bytes().text("Photoshop 3.0\0").raw(resource(0x0404, iptc.toArray()));
        iptcDigest.ifPresent(digest -> resources.raw(resource(0x0425, digest)));
        byte[] segment = resources.toArray();
        byte[] withIptc = new Bytes()
                .u8(0xff, 0xd8, 0xff, 0xed)
                .be16(2 + segment.length)
                .raw(segment)
                .raw(Arrays.copyOfRange(BARE_JPEG, 2, BARE_JPEG.length))
                .toArray();
        return exif.into(xmp.into(withIptc));
    }

    private static byte[] resource(int number, byte[] data) {
        return new Bytes()
                .text("8BIM")
                .be16(number)
                .zeros(2)
                .be32(data.length)
                .raw(data)
                .zeros(data.length & 1)
                .toArray();
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
