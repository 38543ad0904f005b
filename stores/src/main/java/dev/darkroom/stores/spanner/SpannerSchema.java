package dev.darkroom.stores.spanner;

import java.sql.Statement;
import java.util.List;

/**
 * The tables of the catalogue. Every key of what belongs to a user begins with the owner, which is how Spanner spreads
 * users over its servers; that of an entry of the audit log is random.
 *
 * <p>A photo's row holds it twice: {@code snapshot} is the whole photo in the encoding of the events and the only thing
 * that is read back, so that a new field of the domain needs no new column and no migration; the other columns repeat
 * what is searched, sorted or looked at in SQL, and are written by the same statement, so the two cannot differ.
 *
 * <p>{@code sort_at} is null while a photo is being deleted: the index of the timeline leaves nulls out. Spanner removes
 * a row 30 days after {@code purged_at}.
 */
public final class SpannerSchema {
    private static final List<String> STATEMENTS = List.of(
            """
            create table if not exists photos (
              user_id varchar(64) not null,
              photo_id varchar(36) not null,
              version bigint not null,
              processing_status varchar(16) not null,
              snapshot bytea,
              file_name varchar(255),
              content_hash varchar(64),
              format varchar(16),
              size_bytes bigint,
              width bigint,
              height bigint,
              uploaded_at timestamptz,
              taken_at timestamptz,
              sort_at timestamptz,
              camera varchar,
              latitude float8,
              longitude float8,
              tags varchar[],
              rejection varchar(32),
              storage_tier varchar(16),
              last_viewed_at timestamptz,
              deleted_at timestamptz,
              purged_at timestamptz,
              primary key (user_id, photo_id)
            ) ttl interval '30 days' on purged_at
            """,
            """
            create index if not exists photos_by_time on photos (user_id, sort_at desc, photo_id)
            where sort_at is not null
            """,
            """
            create table if not exists albums (
              user_id varchar(64) not null,
              album_id varchar(36) not null,
              name varchar(255) not null,
              cover_photo_id varchar(36),
              version bigint not null,
              created_at timestamptz not null,
              primary key (user_id, album_id)
            )
            """,
            """
            create table if not exists album_photos (
              user_id varchar(64) not null,
              album_id varchar(36) not null,
              photo_id varchar(36) not null,
              added_at timestamptz not null,
              primary key (user_id, album_id, photo_id)
            ) interleave in parent albums on delete cascade
            """,
            "create index if not exists album_photos_by_photo on album_photos (user_id, photo_id)",
            """
            create table if not exists photo_derived (
              user_id varchar(64) not null,
              photo_id varchar(36) not null,
              transform varchar(96) not null,
              payload bytea not null,
              occurred_at timestamptz not null,
              primary key (user_id, photo_id, transform)
            ) interleave in parent photos on delete cascade
            """,
            """
            create table if not exists transforms (
              name varchar(63) not null,
              transform varchar(96) not null,
              state varchar(16) not null,
              input varchar(16) not null,
              definition varchar not null,
              predecessor varchar(96),
              registered_at timestamptz not null,
              changed_at timestamptz not null,
              primary key (name, transform)
            )
            """,
            """
            create table if not exists transform_coverage (
              transform varchar(96) not null,
              expected bigint not null,
              done bigint not null,
              failed varchar not null,
              excluded varchar not null,
              counted_at timestamptz not null,
              primary key (transform)
            )
            """,
            """
            create table if not exists upgrade_steps (
              name varchar(63) not null,
              upgrade_id varchar(36) not null,
              stage varchar(16) not null,
              transform varchar(96) not null,
              detail varchar not null,
              actor varchar(64) not null,
              done_at timestamptz not null,
              primary key (name, upgrade_id, stage)
            )
            """,
            """
            create table if not exists audit_log (
              entry_id varchar(36) not null,
              occurred_at timestamptz not null,
              actor varchar(64) not null,
              action varchar(64) not null,
              subject varchar(255) not null,
              primary key (entry_id)
            )
            """,
            "create index if not exists audit_log_by_time on audit_log (occurred_at desc)");

    private SpannerSchema() {}

    /**
     * Makes the tables and indexes that are not there yet, one statement at a time: DDL is not transactional.
     *
     * @throws dev.darkroom.core.error.UnavailableException when Spanner does not answer
     */
    public static void ensure(String url) {
        try (SpannerDatabase database = new SpannerDatabase(url)) {
            for (String ddl : STATEMENTS) {
                database.single("make the schema", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        // Changing a real database takes minutes rather than seconds.
                        statement.execute("set statement_timeout = '600s'");
                        return statement.execute(ddl);
                    }
                });
            }
        }
    }
}
