"""Daft: the photos of a list read from S3, decoded, resized and encoded by its own expressions, two cores."""

import os
import sys
import time

import daft
from daft import col
from daft.io import IOConfig, S3Config

from sizes import BUCKET, SIZES, finish, keys, photo, store, target

io = IOConfig(
    s3=S3Config(
        endpoint_url=os.environ["DARKROOM_S3_ENDPOINT"],
        region_name=os.environ["DARKROOM_S3_REGION"],
        key_id=os.environ["DARKROOM_S3_ACCESS_KEY"],
        access_key=os.environ["DARKROOM_S3_SECRET_KEY"],
        use_ssl=False,
        force_virtual_addressing=False,
    )
)


def run(some):
    frame = daft.from_pydict({"url": [f"s3://{BUCKET}/{key}" for key in some]}).into_partitions(4)
    frame = frame.with_column("image", col("url").download(io_config=io).decode_image(mode="RGB"))
    for size in SIZES:
        frame = frame.with_column(f"jpeg{size}", col("image").resize(*target(sides, size)).encode_image("JPEG"))
    frame = frame.exclude("image").collect()
    return [len(data) for size in SIZES for data in frame.to_pydict()[f"jpeg{size}"]]


daft.set_runner_native(num_threads=2)
everything = keys(sys.argv[1])
# All photos of the bench have the same sides, and its own expressions take no others.
sides = photo(store(), everything[0]).size
run(everything[:20])
started = time.monotonic()
files = run(everything)
finish(len(everything), files, time.monotonic() - started)
