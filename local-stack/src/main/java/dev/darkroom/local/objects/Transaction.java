package dev.darkroom.local.objects;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One change of the index on its way to a commit: the session, and what the change does to the files. */
final class Transaction {
    private final Session session;
    private final List<Segment> dropped = new ArrayList<>();

    Transaction(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    /** From the commit on these segments belong to something; else their files would go at the next start. */
    void keep(List<Segment> segments) throws SQLException {
        for (Segment segment : segments) {
            session.update("INSERT INTO body (id) VALUES (?)", segment.id());
        }
    }

    /** From the commit on nobody refers to these segments; should a crash hinder their deletion, the next start finds them noted. */
    void drop(List<Segment> segments) throws SQLException {
        for (Segment segment : segments) {
            session.update("DELETE FROM body WHERE id = ?", segment.id());
            session.update("INSERT INTO garbage (id) VALUES (?)", segment.id());
        }
        dropped.addAll(segments);
    }

    List<Segment> dropped() {
        return dropped;
    }
}
