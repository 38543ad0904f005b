package dev.darkroom.imaging.place;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** The world's settlements, sorted into squares of one degree, so that only those around a position are looked at. */
final class Settlements {
    private static final int ROWS = 180;
    private static final int COLUMNS = 360;
    private static final double KM_PER_DEGREE = 111.195;
    private static final double UNITS_PER_DEGREE = 1e5;
    /** Next to a pole every meridian is near: the search looks at no more of them than this lets it. */
    private static final double LEAST_COSINE = 0.01;

    private record Region(String countryCode, Optional<String> name) {}

    private final Region[] regions;
    private final int[] latitudes;
    private final int[] longitudes;
    private final short[] regionOf;
    private final short[] radiusMetres;
    private final int[] nameStarts;
    private final byte[] names;
    private final int[] squareStarts = new int[ROWS * COLUMNS + 1];

    private Settlements(Region[] regions, int count, DataInputStream in) throws IOException {
        this.regions = regions;
        this.latitudes = ints(in, count);
        this.longitudes = ints(in, count);
        this.regionOf = shorts(in, count);
        this.radiusMetres = shorts(in, count);
        this.nameStarts = new int[count + 1];
        short[] nameLengths = shorts(in, count);
        for (int i = 0; i < count; i++) {
            nameStarts[i + 1] = nameStarts[i] + nameLengths[i];
            squareStarts[square(row(latitude(i)), column(longitude(i))) + 1]++;
        }
        this.names = new byte[nameStarts[count]];
        in.readFully(names);
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            squareStarts[i + 1] += squareStarts[i];
        }
    }

    static Settlements read(DataInputStream in) throws IOException {
        Region[] regions = new Region[in.readInt()];
        for (int i = 0; i < regions.length; i++) {
            String country = in.readUTF();
            regions[i] = new Region(country, Optional.of(in.readUTF()).filter(name -> !name.isEmpty()));
        }
        return new Settlements(regions, in.readInt(), in);
    }

    private static int[] ints(DataInputStream in, int count) throws IOException {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    private static short[] shorts(DataInputStream in, int count) throws IOException {
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readShort();
        }
        return values;
    }

    /**
     * The settlement that the position lies in, or else the one whose edge is nearest; of those that {@code accepted}
     * takes and whose centres are within {@code maxKm}. In a town beside a large city, both of which reach here, it is the
     * one whose centre is nearer in proportion to its size.
     */
    OptionalInt nearest(double latitude, double longitude, double maxKm, IntPredicate accepted) {
        double cosine = Math.max(LEAST_COSINE, Math.cos(Math.toRadians(latitude)));
        double reach = maxKm / KM_PER_DEGREE;
        int firstColumn = (int) Math.floor(180 + longitude - reach / cosine);
        int columns = Math.min(COLUMNS, (int) Math.floor(180 + longitude + reach / cosine) - firstColumn + 1);
        double best = Double.POSITIVE_INFINITY;
        int found = -1;
        for (int row = row(latitude - reach); row <= row(latitude + reach); row++) {
            for (int step = 0; step < columns; step++) {
                int square = square(row, Math.floorMod(firstColumn + step, COLUMNS));
                for (int i = squareStarts[square]; i < squareStarts[square + 1]; i++) {
                    double north = latitude(i) - latitude;
                    double east = shortWay(longitude(i) - longitude) * cosine;
                    double squared = north * north + east * east;
                    if (squared <= reach * reach) {
                        double rank = rank(Math.sqrt(squared) * KM_PER_DEGREE, radiusMetres[i] / 1000.0);
                        if (rank < best && accepted.test(i)) {
                            best = rank;
                            found = i;
                        }
                    }
                }
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /** Inside from -1 to 0, in proportion to the size; outside the kilometres from the edge. */
    private static double rank(double km, double radiusKm) {
        return km <= radiusKm ? km / radiusKm - 1 : km - radiusKm;
    }

    private static double shortWay(double degrees) {
        return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
    }

    double latitude(int settlement) {
        return latitudes[settlement] / UNITS_PER_DEGREE;
    }

    double longitude(int settlement) {
        return longitudes[settlement] / UNITS_PER_DEGREE;
    }

    String name(int settlement) {
        int start = nameStarts[settlement];
        return new String(names, start, nameStarts[settlement + 1] - start, StandardCharsets.UTF_8);
    }

    /** The state, province or the like that it is in. */
    Optional<String> region(int settlement) {
        return regions[regionOf[settlement]].name();
    }

    /** ISO 3166-1 alpha-2. */
    String countryCode(int settlement) {
        return regions[regionOf[settlement]].countryCode();
    }

    private static int square(int row, int column) {
        return row * COLUMNS + column;
    }

    private static int row(double latitude) {
        return Math.max(0, Math.min(ROWS - 1, (int) Math.floor(90 + latitude)));
    }

    private static int column(double longitude) {
        return Math.max(0, Math.min(COLUMNS - 1, (int) Math.floor(180 + longitude)));
    }
}
