"""What both peers share: the store, which photos, how large, and the line that says what came of them."""

import io
import json
import os

import pyarrow.fs
from PIL import Image

SIZES = (600, 300, 150)
BUCKET = os.environ["DARKROOM_S3_BUCKET"]


def store():
    return pyarrow.fs.S3FileSystem(
        endpoint_override=os.environ["DARKROOM_S3_ENDPOINT"].split("://")[1],
        scheme="http",
        region=os.environ["DARKROOM_S3_REGION"],
        access_key=os.environ["DARKROOM_S3_ACCESS_KEY"],
        secret_key=os.environ["DARKROOM_S3_SECRET_KEY"],
    )


def photo(s3, key):
    with s3.open_input_stream(f"{BUCKET}/{key}") as stream:
        return Image.open(io.BytesIO(stream.read()))


def keys(path):
    with open(path, encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def target(sides, size):
    longer = max(sides)
    return tuple(max(1, round(side * size / longer)) for side in sides)


def finish(photos, files, seconds):
    print(json.dumps({"photos": photos, "files": len(files), "bytes": sum(files), "seconds": seconds}))
