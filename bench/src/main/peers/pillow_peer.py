"""Pillow as a peer. Reads lines "PHOTO COUNT QUALITY FOLDER", makes the four thumbnails so many times, answers "done"."""

import io
import sys

from PIL import Image, ImageOps

SIZES = [1200, 600, 300, 150]


def thumbnails(photo, quality):
    made = []
    image = Image.open(io.BytesIO(photo))
    margin = 1800 / max(image.size)
    image.draft("RGB", (int(image.width * margin), int(image.height * margin)))
    turned = False
    for side in SIZES:
        image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=None)
        if not turned:
            image = ImageOps.exif_transpose(image).convert("RGB")
            turned = True
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling="4:2:0", optimize=True, exif=b"")
        made.append(out.getvalue())
    return made


def main():
    photos = {}
    print("ready", flush=True)
    for line in sys.stdin:
        path, count, quality, folder = line.rstrip("\n").split("\t")
        if path not in photos:
            with open(path, "rb") as file:
                photos[path] = file.read()
        made = []
        for _ in range(int(count)):
            made = thumbnails(photos[path], int(quality))
        if folder:
            for side, jpeg in zip(SIZES, made):
                with open(f"{folder}/{side}.jpg", "wb") as file:
                    file.write(jpeg)
        print("done", flush=True)


main()
