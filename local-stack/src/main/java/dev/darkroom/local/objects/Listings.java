package dev.darkroom.local.objects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists objects, versions and uploads in the order of their keys. A page costs what it shows: groups are skipped, not read. */
public final class Listings {
    /** Reads the rows after a position, in order. */
    private record Source<T>(String table, String place, String condition, Session.RowReader<T> reader) {}

    /** A position among the rows: just after this place of this key. */
    private static final class Position {
        private final byte[] key;
        private final Object place;

        private Position(byte[] key, Object place) {
            this.key = key;
            this.place = place;
        }
    }

    private static final Source<StoredObject> CURRENT =
            new Source<>("object", "place", " AND place = 0 AND kind = 'CONTENT'", Rows::object);
    private static final Source<StoredObject> VERSIONS = new Source<>("object", "place", "", Rows::object);
    private static final Source<Upload> UPLOADS = new Source<>("upload", "id", "", Rows::upload);

    /** No key has this byte. */
    private static final byte[] END = {(byte) 0xFF};

    private final Index index;

    Listings(Index index) {
        this.index = index;
    }

    public ListPage<StoredObject> objects(ListQuery query) throws IOException {
        return index.read(session -> {
            Buckets.require(session, query.bucket());
            return page(session, CURRENT, query, after(query, Long.MAX_VALUE), o -> "");
        });
    }

    public ListPage<StoredObject> versions(ListQuery query) throws IOException {
        return index.read(session -> {
            Buckets.require(session, query.bucket());
            Object place = Long.MAX_VALUE;
            if (query.afterVersion().isPresent() && !query.after().isEmpty()) {
                place = session.first(
                                "SELECT place FROM object WHERE bucket = ? AND key = ? AND version = ?",
                                row -> row.getLong(1),
                                query.bucket(),
                                bytes(query.after()),
                                query.afterVersion().get())
                        .orElse(Long.MAX_VALUE);
            }
            return page(session, VERSIONS, query, after(query, place), StoredObject::version);
        });
    }

    public ListPage<Upload> uploads(ListQuery query) throws IOException {
        return index.read(session -> {
            Buckets.require(session, query.bucket());
            // Ids are lower-case hexadecimal, so nothing comes after this.
            return page(
                    session, UPLOADS, query, after(query, query.afterVersion().orElse("~")), Upload::id);
        });
    }

    private static Position after(ListQuery query, Object place) {
        boolean isGroup = query.group(query.after()).equals(Optional.of(query.after()));
        return isGroup ? new Position(end(query.after()), -1L) : new Position(bytes(query.after()), place);
    }

    private static <T> ListPage<T> page(
            Session session, Source<T> source, ListQuery query, Position start, Function<T, String> version)
            throws SQLException {
        List<T> entries = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String[] last = {"", ""};
        boolean[] isTruncated = {false};
        Optional<Position> from = Optional.of(later(start, new Position(bytes(query.prefix()), -1L)));
        String sql = "SELECT * FROM " + source.table() + " WHERE bucket = ? AND (key, " + source.place()
                + ") > (?, ?) AND key < ?" + source.condition() + " ORDER BY key, " + source.place();
        while (from.isPresent() && !isTruncated[0]) {
            Position position = from.get();
            String[] group = {""};
            session.scan(
                    sql,
                    row -> {
                        if (entries.size() + prefixes.size() == query.max()) {
                            isTruncated[0] = query.max() > 0;
                            return false;
                        }
                        Optional<String> common = query.group(key(row));
                        if (common.isPresent()) {
                            prefixes.add(common.get());
                            group[0] = common.get();
                            last[0] = common.get();
                            last[1] = "";
                            return false;
                        }
                        T entry = source.reader().read(row);
                        entries.add(entry);
                        last[0] = key(row);
                        last[1] = version.apply(entry);
                        return true;
                    },
                    query.bucket(),
                    position.key,
                    position.place,
                    end(query.prefix()));
            from = group[0].isEmpty() ? Optional.empty() : Optional.of(new Position(end(group[0]), -1L));
        }
        return new ListPage<>(
                entries,
                prefixes,
                isTruncated[0] ? Optional.of(last[0]) : Optional.empty(),
                isTruncated[0] && !last[1].isEmpty() ? Optional.of(last[1]) : Optional.empty());
    }

    private static Position later(Position one, Position other) {
        return Arrays.compareUnsigned(one.key, other.key) >= 0 ? one : other;
    }

    private static String key(ResultSet row) throws SQLException {
        return new String(row.getBytes("key"), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The least key that is greater than all that begin so; the last byte of UTF-8 is never the greatest. */
    private static byte[] end(String prefix) {
        byte[] end = bytes(prefix);
        if (end.length == 0) {
            return END;
        }
        end[end.length - 1]++;
        return end;
    }
}
