package dev.darkroom.local.spanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DdlTranslatorTest {
    private final DdlTranslator translator =
            new DdlTranslator(new TableCatalog(reader -> StatementTranslatorTest.photos()));

    @Test
    void turnsInterleavingIntoAForeignKeyAndKeepsTheTtlAside() throws SQLException {
        DdlPlan plan = translator.translate("create table faces (user_id varchar(36) not null, id varchar not null, n"
                + " bigint default (1 + 2) check (n > 0), seen timestamptz, primary key (user_id, id, n)) interleave in"
                + " parent photos on delete cascade ttl interval '30 days' on seen");

        assertThat(plan.statements()).hasSize(2);
        assertThat(plan.statements().get(0)).endsWith("primary key (user_id, id, n))");
        assertThat(plan.statements().get(1))
                .contains("foreign key (\"user_id\",\"id\") references \"public\".\"photos\"")
                .endsWith("on delete cascade");
        assertThat(plan.ttl()).contains(new DdlPlan.TtlClause("seen", Optional.of("30 days")));
    }

    @Test
    void takesIndexesOverPlainColumnsAndTreatsNullsOfUniqueOnesAsEqual() throws SQLException {
        DdlPlan plan = translator.translate(
                "create unique index a on photos (user_id, size desc) include (meta) where size is not null");

        assertThat(plan.statements())
                .containsExactly(
                        "create unique index a on photos (user_id, size desc) include (meta) nulls not distinct"
                                + " where size is not null");
    }

    @Test
    void acceptsChangeStreamsWithoutDoingAnything() throws SQLException {
        DdlPlan plan = translator.translate("create change stream cs for photos");

        assertThat(plan.statements()).isEmpty();
        assertThat(plan.kind()).isEqualTo(DdlPlan.Kind.CHANGE_STREAM);
        assertThat(plan.name()).isEqualTo("cs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    create table a (id bigint)                                            | PRIMARY KEY
                    create table a (id serial primary key)                                | serial
                    create table a (id bigserial primary key)                             | UUID
                    create table a (id bigint primary key, t timestamp)                   | timestamptz
                    create table a (id bigint primary key, t timestamp without time zone) | timestamptz
                    create table a (id bigint primary key, a inet)                        | inet
                    create table a (id bigint primary key, a mood)                        | enum
                    create table a (id bigint primary key, a json)                        | jsonb
                    create table a (id bigint primary key, a numeric(10,2))               | precision
                    create table a (id bigint primary key, a varchar unique)              | unique index
                    create table a (id bigint, a varchar, primary key (id), unique (a))   | unique index
                    create table a (id jsonb primary key)                                 | primary key
                    create table a (id bigint generated always as identity primary key)   | identity
                    create table a (id varchar primary key) interleave in parent photos   | parent
                    create table a (id bigint primary key) partition by range (id)        | clause
                    create table a as select 1                                            | CREATE TABLE
                    create temp table a (id bigint primary key)                           | TTL
                    create index a on photos (size) where size > 3                        | partial index
                    create index a on photos (lower(id))                                  | expression
                    create index a on photos ((size + 1))                                 | expression
                    create index a on photos using gin (meta)                             | USING
                    create index a on photos (meta)                                       | jsonb
                    create index concurrently a on photos (id)                            | CONCURRENTLY
                    create trigger a before insert on photos execute function f()         | TRIGGER
                    create function f() returns bigint language sql as 'select 1'         | FUNCTION
                    create or replace function f() returns bigint as 'select 1'           | FUNCTION
                    create type mood as enum ('a')                                        | TYPE
                    create domain d as bigint                                             | DOMAIN
                    create extension pg_trgm                                              | EXTENSION
                    create materialized view v as select 1                                | MATERIALIZED
                    alter table photos add column a timestamp                             | timestamptz
                    alter table photos add constraint u unique (size)                     | unique index
                    alter table photos rename column size to bytes                        | RENAME
                    alter table photos drop column size cascade                           | CASCADE
                    alter table photos alter column size type inet                        | inet
                    alter table photos enable row level security                          | ALTER TABLE
                    drop table photos cascade                                             | DROP
                    drop function f                                                       | FUNCTION
                    create table a (id bigint primary key) ttl interval '1 moment' on id  | TTL
                    """)
    void refusesWhatSpannerRefusesAndSaysWhatItWas(String sql, String named) {
        assertThatThrownBy(() -> translator.translate(sql))
                .hasMessageStartingWith("INVALID_ARGUMENT")
                .hasMessageContaining(named);
    }

    @Test
    void namesWhatItCannotDoLocally() {
        assertThatThrownBy(() -> translator.translate("create sequence s bit_reversed_positive"))
                .hasMessageStartingWith("UNIMPLEMENTED")
                .hasMessageContaining("generate_uuid");
    }
}
