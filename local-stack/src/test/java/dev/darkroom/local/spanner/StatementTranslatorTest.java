package dev.darkroom.local.spanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementTranslatorTest {
    private final StatementTranslator translator = new StatementTranslator(new TableCatalog(reader -> photos()));

    static TableShape photos() {
        Map<String, TableShape.Column> columns = new LinkedHashMap<>();
        columns.put("user_id", new TableShape.Column("user_id", "varchar", true));
        columns.put("id", new TableShape.Column("id", "varchar", true));
        columns.put("size", new TableShape.Column("size", "int8", false));
        columns.put("meta", new TableShape.Column("meta", "jsonb", false));
        return new TableShape("photos", columns, List.of("user_id", "id"), Map.of());
    }

    @Test
    void numbersParametersByTheirNameAndKeepsTheRestOfTheText() throws SQLException {
        Translated translated = translator.translate("select $2, '$1', $1 /* $9 */ from photos where size = $2");

        assertThat(translated.sql()).isEqualTo("select ?, '$1', ? /* $9 */ from photos where size = ?");
        assertThat(translated.parameters()).containsExactly(2, 1, 2);
        assertThat(translated.isDml()).isFalse();
    }

    @Test
    void doublesTheQuestionMarkOperatorOfJsonb() throws SQLException {
        assertThat(translator
                        .translate("select meta ? 'a' from photos where id = $1")
                        .sql())
                .isEqualTo("select meta ?? 'a' from photos where id = ?");
    }

    @Test
    void sendsInformationSchemaColumnsToSpannersOwnView() throws SQLException {
        assertThat(translator
                        .translate("select 1 from INFORMATION_SCHEMA.COLUMNS c")
                        .sql())
                .isEqualTo("select 1 from spanner.is_columns c");
        assertThat(translator
                        .translate("select 1 from information_schema.tables")
                        .sql())
                .contains("information_schema.tables");
    }

    @Test
    void countsMutationsByTheColumnsWritten() throws SQLException {
        assertThat(translator.translate("insert into photos (user_id, id, size) values ($1, $2, $3)"))
                .returns(3, Translated::mutationsPerRow)
                .returns(true, Translated::isDml);
        assertThat(translator
                        .translate("update photos set size = greatest(1, 2), meta = $1 where id = $2")
                        .mutationsPerRow())
                .isEqualTo(2);
        assertThat(translator
                        .translate("insert into photos values (1, 2, 3, 4)")
                        .mutationsPerRow())
                .isEqualTo(4);
        assertThat(translator
                        .translate("with a as (select 1) delete from photos")
                        .isDml())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into photos (user_id, id, size) values (1, 2, 3) on conflict (user_id, id) do nothing",
                "insert into photos (user_id, id, size) values (1, 2, 3) on conflict (user_id, id) do update set size ="
                        + " excluded.size, meta = excluded.meta returning size",
                "select * from photos where id like 'a%' for update",
                "select substring('abc' from 1 for 2)",
                "select '1'::timestamp with time zone",
                "select escape from photos",
                "select 1;"
            })
    void takesWhatSpannerTakes(String sql) throws SQLException {
        assertThat(translator.translate(sql).sql()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into photos (id) values (1) on conflict (id) do nothing",
                "insert into photos (id) values (1) on conflict (id, user_id) do nothing",
                "insert into photos (id) values (1) on conflict do nothing",
                "insert into photos (id) values (1) on conflict on constraint photos_pkey do nothing",
                "insert into photos (id) values (1) on conflict (user_id, id) do update set size = photos.size + 1",
                "insert into photos (id) values (1) on conflict (user_id, id) do update set size = excluded.id",
                "insert into photos (id) values (1) on conflict (user_id, id) do update set size = excluded.size + 1",
                "insert into photos (id) values (1) on conflict (user_id, id) do update set size = excluded.size where"
                        + " true"
            })
    void refusesEveryUpsertBeyondSpannersRule(String sql) {
        assertThatThrownBy(() -> translator.translate(sql))
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining("ON CONFLICT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "savepoint a",
                "rollback to savepoint a",
                "listen a",
                "notify a",
                "lock table photos",
                "truncate photos",
                "do $$ begin end $$",
                "select pg_advisory_lock(1)",
                "select pg_try_advisory_xact_lock(1)",
                "select pg_notify('a', 'b')",
                "select * from photos for update skip locked",
                "select * from photos for update of photos nowait",
                "select * from photos for share",
                "select * from photos where id like 'a!%' escape '!'",
                "with a as (delete from photos returning id) select * from a",
                "select '1'::timestamp",
                "select '127.0.0.1'::inet",
                "select 1; select 2",
                ""
            })
    void refusesWhatSpannerHasNot(String sql) {
        assertThatThrownBy(() -> translator.translate(sql)).hasMessageStartingWith("INVALID_ARGUMENT");
    }

    @Test
    void refusesDdlAmongStatementsAndSaysWhereItBelongs() {
        assertThatThrownBy(() -> translator.translate("create table a (id bigint primary key)"))
                .hasMessageStartingWith("FAILED_PRECONDITION")
                .hasMessageContaining("UpdateDatabaseDdl");
    }
}
