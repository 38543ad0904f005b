package dev.darkroom.imaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.core.photo.TakenAt.ZoneSource;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.SharedData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MetadataReaderTest {
    private static final int DATE_TIME = 0x0132;
    private static final int ORIGINAL = 0x9003;
    private static final int OFFSET_ORIGINAL = 0x9011;
    private static final int SUB_SECONDS_ORIGINAL = 0x9291;
    private static final int GPS_TIME = 7;
    private static final int GPS_DATE = 0x1d;
    private static final byte[] BARE_JPEG =
            new Bytes().u8(0xff, 0xd8, 0xff, 0xda).toArray();

    @Test
    void readsACompactCameraWithGps() {
        PhotoMetadata metadata = read(SharedData.bytes("exif-samples/gps/DSCN0010.jpg"));
        // 16:28:39 on a camera that is two hours ahead of its GPS, whose date is a day late.
        assertThat(metadata.takenAt()).contains(takenAt("2008-10-22T14:28:39Z", ZoneSource.GPS_TIME, "+02:00"));
        assertThat(metadata.camera().displayName()).contains("NIKON COOLPIX P6000");
        assertThat(metadata.exposure().seconds().orElseThrow()).isEqualTo(1 / 75.0, within(1e-9));
        assertThat(metadata.exposure().fNumber()).contains(5.9);
        assertThat(metadata.exposure().iso()).contains(64);
        assertThat(metadata.exposure().focalLengthMm()).contains(24.0);
        assertThat(metadata.exposure().flashFired()).contains(false);
        GeoPoint location = metadata.location().orElseThrow();
        assertThat(location.latitude()).isEqualTo(43.467448, within(1e-6));
        assertThat(location.longitude()).isEqualTo(11.885127, within(1e-6));
    }

    @Test
    void readsAPhone() {
        PhotoMetadata metadata = read(SharedData.bytes("cameras/apple-iphone-6.jpg"));
        assertThat(metadata.camera())
                .isEqualTo(new Camera(
                        Optional.of("Apple"),
                        Optional.of("iPhone 6"),
                        Optional.of("iPhone 6 back camera 4.15mm f/2.2")));
        GeoPoint location = metadata.location().orElseThrow();
        assertThat(location.altitudeMetres().orElseThrow()).isEqualTo(111.26, within(0.01));
        assertThat(location.directionDegrees().orElseThrow()).isEqualTo(23.25, within(0.01));
        assertThat(metadata.takenAt()).contains(takenAt("2014-09-25T13:05:12.050Z", ZoneSource.GPS_TIME, "+01:00"));
    }

    @Test
    void readsTheExifInsideAHeic() {
        PhotoMetadata metadata = read(SharedData.bytes("exif-samples/heic/iphone_13_pro_max.HEIC"));
        assertThat(metadata.camera().displayName()).contains("Apple iPhone 13 Pro Max");
        assertThat(metadata.takenAt().orElseThrow().zoneSource()).isEqualTo(ZoneSource.OFFSET_TAG);
    }

    @Test
    void readsTitleAndKeywordsFromXmp() {
        PhotoMetadata metadata = read(SharedData.bytes("exif-samples/xmp/BlueSquare.jpg"));
        assertThat(metadata.title()).contains("Blue Square Test File - .jpg");
        assertThat(metadata.keywords()).containsExactly("XMP", "Blue Square", "test file", "Photoshop", ".jpg");
    }

    @Test
    void readsThePlaceThatAPersonWrote() {
        assertThat(read(SharedData.bytes("cameras/nikon-d70.jpg")).place()).contains("London, England");
    }

    @Test
    void anOffsetTagGivesTheZone() {
        Exif exif = new Exif()
                .photoText(ORIGINAL, "2021:06:05 14:03:02")
                .photoText(SUB_SECONDS_ORIGINAL, "25")
                .photoText(OFFSET_ORIGINAL, "+05:45");
        assertThat(read(exif).takenAt()).contains(takenAt("2021-06-05T08:18:02.250Z", ZoneSource.OFFSET_TAG, "+05:45"));
    }

    @Test
    void aGpsTimeNearTheClockGivesTheZone() {
        assertThat(takenByGps("2021:06:05 19:48:10", "2021:06:05", 14, 1)).isEqualTo("2021-06-05T14:03:10Z");
        assertThat(takenByGps("2021:06:05 00:30:00", "2021:06:04", 22, 31)).isEqualTo("2021-06-04T22:30:00Z");
    }

    @Test
    void aGpsDateThatIsADayOffIsForgiven() {
        assertThat(takenByGps("2008:10:22 16:28:39", "2008:10:23", 14, 27)).isEqualTo("2008-10-22T14:28:39Z");
    }

    @Test
    void aClockThatWasNeverSetLosesAgainstTheSatellites() {
        assertThat(takenByGps("2000:01:01 00:00:03", "2021:06:05", 14, 1)).isEqualTo("2021-06-05T14:01:00Z");
    }

    private static String takenByGps(String clock, String gpsDate, int hour, int minute) {
        TakenAt takenAt = read(new Exif()
                        .photoText(ORIGINAL, clock)
                        .gpsText(GPS_DATE, gpsDate)
                        .gpsRationals(GPS_TIME, hour, 1, minute, 1, 0, 1))
                .takenAt()
                .orElseThrow();
        assertThat(takenAt.zoneSource()).isEqualTo(ZoneSource.GPS_TIME);
        return takenAt.instant().toString();
    }

    @Test
    void aClockWithoutZoneIsReadAsUtcAndSaysSo() {
        assertThat(read(new Exif().mainText(DATE_TIME, "2021:06:05 14:03:02")).takenAt())
                .contains(new TakenAt(Instant.parse("2021-06-05T14:03:02Z"), ZoneSource.UNKNOWN, Optional.empty()));
    }

    @Test
    void datesThatAreNoneAreNotRead() {
        for (String text : new String[] {"0000:00:00 00:00:00", "    :  :     :  :  ", "2021:13:40 25:00:00", "now"}) {
            assertThat(read(new Exif().photoText(ORIGINAL, text)).takenAt())
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void positionsThatAreNoneAreNotRead() {
        assertThat(position("N", 0, 1, "E", 0, 1)).isEmpty();
        assertThat(position("N", 48, 0, "E", 2, 1)).isEmpty();
        assertThat(position("N", 91, 1, "E", 2, 1)).isEmpty();
        assertThat(position("N", 48, 1, "E", 181, 1)).isEmpty();
        assertThat(position("S", 33, 1, "W", 70, 1)).contains(GeoPoint.of(-33, -70));
    }

    private static Optional<GeoPoint> position(
            String latitudeRef, long latitude, long latitudeOver, String longitudeRef, long longitude, long over) {
        return read(new Exif()
                        .gpsText(1, latitudeRef)
                        .gpsRationals(2, latitude, latitudeOver, 0, 1, 0, 1)
                        .gpsText(3, longitudeRef)
                        .gpsRationals(4, longitude, over, 0, 1, 0, 1))
                .location();
    }

    @Test
    void exposuresThatNoCameraHasAreNotRead() {
        PhotoMetadata metadata = read(new Exif().photoRationals(0x829a, 1, 0).photoRationals(0x829d, 0, 1));
        assertThat(metadata.exposure().seconds()).isEmpty();
        assertThat(metadata.exposure().fNumber()).isEmpty();
    }

    @Test
    void textsAreCleanedAndBounded() {
        PhotoMetadata metadata = read(
                new Exif().mainText(0x010f, "  Ac\u0007me\r\n  Corp \0 secret").mainText(0x0110, "x".repeat(900)));
        assertThat(metadata.camera().make()).contains("Acme Corp");
        assertThat(metadata.camera().model().orElseThrow()).hasSize(200);
    }

    @Test
    void whatACameraWritesAsDescriptionByItselfIsNoTitle() {
        assertThat(read(new Exif().mainText(0x010e, "OLYMPUS DIGITAL CAMERA")).title())
                .isEmpty();
        assertThat(read(new Exif().mainText(0x010e, "Anna by the sea")).title()).contains("Anna by the sea");
    }

    @Test
    void anXmlBombOrAnOutsideReferenceIsLeftAlone() {
        String xmp = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
                + " xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>&a;</dc:title></rdf:Description></rdf:RDF>"
                + "</x:xmpmeta>";
        assertThat(read(withXmp(xmp)).title()).isEmpty();
        assertThat(read(withXmp("<a>".repeat(15_000))).title()).isEmpty();
    }

    private static byte[] withXmp(String xmp) {
        byte[] packet = ("http://ns.adobe.com/xap/1.0/\0" + xmp).getBytes(StandardCharsets.UTF_8);
        return new Bytes()
                .u8(0xff, 0xd8, 0xff, 0xe1)
                .be16(2 + packet.length)
                .raw(packet)
                .u8(0xff, 0xda)
                .toArray();
    }

    @Test
    void damagedMetadataNeverFails() {
        byte[] whole = new Exif()
                .mainText(0x010f, "Acme Corporation")
                .mainShort(0x0112, 6)
                .photoText(ORIGINAL, "2021:06:05 14:03:02")
                .photoRationals(0x829a, 1, 60)
                .gpsText(1, "N")
                .gpsRationals(2, 48, 1, 12, 1, 0, 1)
                .into(BARE_JPEG);
        Random random = new Random(11);
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = Arrays.copyOf(whole, 4 + random.nextInt(whole.length));
            for (int i = random.nextInt(12); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(read(damaged)).isNotNull();
        }
    }

    @Test
    void aFileWithoutMetadataSaysNothing() {
        assertThat(read(BARE_JPEG)).isEqualTo(PhotoMetadata.NONE);
        assertThat(read(new byte[0])).isEqualTo(PhotoMetadata.NONE);
    }

    private static TakenAt takenAt(String instant, ZoneSource source, String offset) {
        return new TakenAt(Instant.parse(instant), source, Optional.of(ZoneOffset.of(offset)));
    }

    private static PhotoMetadata read(Exif exif) {
        return read(exif.into(BARE_JPEG));
    }

    private static PhotoMetadata read(byte[] original) {
        return new MetadataReader().apply(original);
    }
}
