-- What a Spanner database has and a PostgreSQL database has not. Repeatable: run whenever a database is opened.
create schema if not exists spanner;

do $$ begin
  create domain spanner.commit_timestamp as timestamptz;
exception when duplicate_object then null;
end $$;

create or replace function spanner.pending_commit_timestamp() returns timestamptz
  language sql stable as 'select transaction_timestamp()';
create or replace function spanner.generate_uuid() returns varchar
  language sql volatile as 'select gen_random_uuid()::varchar';

-- The statements that made this database, as they were written.
create table if not exists spanner.ddl_log (
  n         bigint generated always as identity primary key,
  kind      varchar not null,
  name      varchar not null,
  statement text not null
);

create table if not exists spanner.ttl (
  table_name  varchar primary key,
  column_name varchar not null,
  lifetime    interval not null
);

-- The client library asks this view for the dialect.
create or replace view information_schema.database_options as
  select current_database()::varchar as catalog_name, 'public'::varchar as schema_name,
         'database_dialect'::varchar as option_name, 'character varying'::varchar as option_type,
         'POSTGRESQL'::varchar as option_value;

-- DatabaseMetaData.getColumns reads information_schema.columns with a column of Spanner's own; the gateway sends it here.
create or replace view spanner.is_columns as
  select c.*,
         (case
            when c.data_type = 'ARRAY' then format_type(a.atttypid, a.atttypmod)
            when c.character_maximum_length is not null then c.data_type || '(' || c.character_maximum_length || ')'
            else c.data_type
          end)::varchar as spanner_type
    from information_schema.columns c
    left join pg_attribute a
      on a.attrelid = to_regclass(quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))
     and a.attname = c.column_name;

-- Spanner's own views on keys and indexes: getPrimaryKeys and getIndexInfo read them.
create or replace view information_schema.indexes as
  select current_database()::varchar as table_catalog, n.nspname::varchar as table_schema,
         t.relname::varchar as table_name,
         (case when i.indisprimary then 'PRIMARY_KEY' else c.relname end)::varchar as index_name,
         (case when i.indisprimary then 'PRIMARY_KEY' else 'INDEX' end)::varchar as index_type,
         ''::varchar as parent_table_name,
         (case when i.indisunique then 'YES' else 'NO' end)::varchar as is_unique,
         (case when i.indpred is null then 'NO' else 'YES' end)::varchar as is_null_filtered,
         (case when i.indisvalid then 'READ_WRITE' end)::varchar as index_state,
         'NO'::varchar as spanner_is_managed
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    join pg_class t on t.oid = i.indrelid
    join pg_namespace n on n.oid = t.relnamespace
   where n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema', 'spanner');

create or replace view information_schema.index_columns as
  select current_database()::varchar as table_catalog, n.nspname::varchar as table_schema,
         t.relname::varchar as table_name,
         (case when i.indisprimary then 'PRIMARY_KEY' else c.relname end)::varchar as index_name,
         (case when i.indisprimary then 'PRIMARY_KEY' else 'INDEX' end)::varchar as index_type,
         a.attname::varchar as column_name,
         (case when k.n <= i.indnkeyatts then k.n end)::bigint as ordinal_position,
         (case when k.n > i.indnkeyatts then null
               when (i.indoption[k.n - 1] & 1) = 1 then 'DESC' else 'ASC' end)::varchar as column_ordering,
         (case when a.attnotnull then 'NO' else 'YES' end)::varchar as is_nullable,
         format_type(a.atttypid, a.atttypmod)::varchar as spanner_type
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    join pg_class t on t.oid = i.indrelid
    join pg_namespace n on n.oid = t.relnamespace
    cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, n)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
   where n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema', 'spanner');
