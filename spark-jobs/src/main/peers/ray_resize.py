"""Ray Data: the photos of a list read from S3, and decoded, resized and encoded by Pillow, two cores."""

import io
import sys
import time

import ray
from PIL import Image

from sizes import SIZES, finish, keys, photo, store, target

ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=512 << 20)
ray.data.DataContext.get_current().enable_progress_bars = False


class Resize:
    def __init__(self):
        self.s3 = store()

    def __call__(self, batch):
        made = {f"jpeg{size}": [] for size in SIZES}
        for key in batch["key"]:
            image = photo(self.s3, key).convert("RGB")
            for size in SIZES:
                out = io.BytesIO()
                # Each from the one before, as Darkroom does it.
                image = image.resize(target(image.size, size), Image.Resampling.LANCZOS)
                image.save(out, "JPEG", quality=80, optimize=True)
                made[f"jpeg{size}"].append(len(out.getvalue()))
        return made


def run(some):
    data = ray.data.from_items([{"key": key} for key in some], override_num_blocks=4)
    data = data.map_batches(Resize, concurrency=2, num_cpus=1, batch_size=16)
    return [size for row in data.take_all() for size in row.values()]


everything = keys(sys.argv[1])
run(everything[:20])
started = time.monotonic()
files = run(everything)
finish(len(everything), files, time.monotonic() - started)
ray.shutdown()
