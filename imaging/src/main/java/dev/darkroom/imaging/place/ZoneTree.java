package dev.darkroom.imaging.place;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * Time zones as a quadtree over 48 x 24 squares of the map: a node is four children, a leaf a zone. The tree is that of
 * the package tz-lookup (CC0), which trades exactness within some kilometres of a border for its 70 kB.
 */
final class ZoneTree {
    private static final int COLUMNS = 48;
    private static final int ROWS = 24;
    private static final int LEAVES_END = 3136;

    private final String[] zones;
    private final short[] nodes;

    private ZoneTree(String[] zones, short[] nodes) {
        this.zones = zones;
        this.nodes = nodes;
    }

    static ZoneTree read(DataInputStream in) throws IOException {
        String[] zones = new String[in.readInt()];
        for (int i = 0; i < zones.length; i++) {
            zones[i] = in.readUTF();
        }
        short[] nodes = new short[in.readInt()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = in.readShort();
        }
        return new ZoneTree(zones, nodes);
    }

    /** The IANA name of the zone; {@code Etc/...} on the open sea. */
    String zoneAt(double latitude, double longitude) {
        // A little less than the whole, so that the last edge belongs to the last square.
        double x = COLUMNS * (180 + longitude) / Math.nextUp(360.0);
        double y = ROWS * (90 - latitude) / Math.nextUp(180.0);
        int column = Math.min(COLUMNS - 1, (int) x);
        int row = Math.min(ROWS - 1, (int) y);
        int value = nodes[row * COLUMNS + column];
        int parent = -1;
        while (value + zones.length < LEAVES_END) {
            parent += value + 1;
            x = 2 * (x - column) % 2;
            y = 2 * (y - row) % 2;
            column = (int) x;
            row = (int) y;
            value = nodes[COLUMNS * ROWS + 4 * parent + 2 * row + column];
        }
        return zones[value + zones.length - LEAVES_END];
    }
}
