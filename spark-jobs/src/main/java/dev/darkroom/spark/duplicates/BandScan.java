package dev.darkroom.spark.duplicates;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;

/**
 * Reads hashes that are sorted by owner, band and hash, and gives the links between similar ones of one band; as many as
 * hold them together, not all pairs. Each hash is compared with at most {@code limit} others of its band, so that a band
 * in which very many meet costs no more than a multiple of its size; where that leaves some out, it is counted.
 */
final class BandScan implements Iterator<Row> {
    private final Iterator<Row> hashes;
    private final HashBands bands;
    private final int limit;
    private final LongAccumulator cutShort;
    private final Deque<Entry> before = new ArrayDeque<>();
    private final Deque<Row> links = new ArrayDeque<>();
    private UnionFind<Long> linked = new UnionFind<>();
    private Optional<Band> current = Optional.empty();

    /** {@code hashes} are {@code (user_id, photo_id, perceptual_hash, band, bits)}. */
    BandScan(Iterator<Row> hashes, HashBands bands, int limit, LongAccumulator cutShort) {
        this.hashes = hashes;
        this.bands = bands;
        this.limit = limit;
        this.cutShort = cutShort;
    }

    @Override
    public boolean hasNext() {
        while (links.isEmpty() && hashes.hasNext()) {
            take(hashes.next());
        }
        return !links.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All links were taken");
        }
        return links.removeFirst();
    }

    private void take(Row row) {
        Band band = new Band(row.getString(0), row.getInt(3), row.getLong(4));
        if (!current.equals(Optional.of(band))) {
            current = Optional.of(band);
            before.clear();
            linked = new UnionFind<>();
        }
        Entry entry = new Entry(row.getString(1), row.getLong(2));
        for (Entry other : before) {
            if (bands.areSimilar(entry.hash, other.hash) && linked.union(entry.hash, other.hash)) {
                links.add(RowFactory.create(band.owner, entry.photo, other.photo));
            }
        }
        before.addLast(entry);
        if (before.size() > limit) {
            before.removeFirst();
            cutShort.add(1);
        }
    }

    private record Band(String owner, int number, long bits) {}

    private record Entry(String photo, long hash) {}
}
