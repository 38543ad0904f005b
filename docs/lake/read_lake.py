"""Reads columns of a table of the lake, with pyiceberg or with DuckDB, and prints one JSON array per row.

    ./darkroom job tables | tail -n 1 > tables.json
    python docs/lake/read_lake.py pyiceberg tables.json archive.photos photo_id version status

Needs the variables of the data directory's env: set -a; . .darkroom/env; set +a
"""

import argparse
import importlib.resources
import json
import os
from datetime import timezone
from urllib.parse import urlsplit

import duckdb
from pyiceberg.table import StaticTable


def with_pyiceberg(metadata, columns):
    table = StaticTable.from_metadata(
        metadata,
        {
            "s3.endpoint": os.environ["DARKROOM_S3_ENDPOINT"],
            "s3.region": os.environ["DARKROOM_S3_REGION"],
            "s3.access-key-id": os.environ["DARKROOM_S3_ACCESS_KEY"],
            "s3.secret-access-key": os.environ["DARKROOM_S3_SECRET_KEY"],
        },
    )
    return table.scan(selected_fields=tuple(columns)).to_arrow().select(columns)


def with_duckdb(metadata, columns):
    endpoint = urlsplit(os.environ["DARKROOM_S3_ENDPOINT"])
    connection = duckdb.connect()
    # In this order: the last one needs the others. With an extension server in reach: INSTALL iceberg; LOAD iceberg;
    for name in ("avro", "httpfs", "iceberg"):
        package = importlib.resources.files(f"duckdb_extension_{name}")
        connection.load_extension(str(package / f"extensions/v{duckdb.__version__}/{name}.duckdb_extension"))
    connection.execute(
        f"""
        CREATE SECRET lake (
            TYPE s3, URL_STYLE 'path', ENDPOINT '{endpoint.netloc}', USE_SSL {endpoint.scheme == "https"},
            REGION '{os.environ["DARKROOM_S3_REGION"]}',
            KEY_ID '{os.environ["DARKROOM_S3_ACCESS_KEY"]}', SECRET '{os.environ["DARKROOM_S3_SECRET_KEY"]}')
        """
    )
    return connection.sql(f"SELECT {', '.join(columns)} FROM iceberg_scan('{metadata}')").to_arrow_table()


def moment(time):
    return time.astimezone(timezone.utc).isoformat(timespec="microseconds")


READERS = {"pyiceberg": with_pyiceberg, "duckdb": with_duckdb}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Prints columns of a table of the lake, one JSON array per row.")
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("tables", help="a file with the last line of ./darkroom job tables")
    parser.add_argument("table", help="such as archive.photos")
    parser.add_argument("columns", nargs="+")
    given = parser.parse_args()
    with open(given.tables) as file:
        places = {table["table"]: table["metadata"] for table in json.load(file)["tables"]}
    if given.table not in places:
        parser.error(f"{given.tables} has no table {given.table}, only {', '.join(places)}")
    for row in READERS[given.reader](places[given.table], given.columns).to_pylist():
        print(json.dumps([row[column] for column in given.columns], default=moment))
