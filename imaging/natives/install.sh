#!/bin/sh
# Fetches the native libraries: libvips and libjpeg-turbo with npm, which the build needs, and those of the less common
# formats with pip, without which it goes on. Does nothing when they are already there.
# Of @julusian/jpeg-turbo only the files are wanted: its entry in package-lock.json names none of its dependencies,
# which build and load it for Node.js, and .npmrc keeps its script from running. Renewing it, leave them out again.
set -eu
cd "$(dirname "$0")"

fetch_wheels() {
    if ! command -v python3 >/dev/null 2>&1 || ! python3 -m pip --version >/dev/null 2>&1; then
        echo "Without Python 3 and pip this build reads no HEIC and no JPEG XL. To have them: apt install python3-pip," \
            "and build again; or install libheif1 and libjxl0.7 on the machines that develop photos" >&2
        return
    fi
    python3 wheels.py || echo "The build goes on without HEIC and JPEG XL: see above; ./darkroom doctor tells more" >&2
}

fetch_wheels
if [ node_modules/.package-lock.json -nt package-lock.json ]; then
    exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
    echo "npm is needed once to fetch native libraries: install Node.js 18 or newer, or install libvips42 and build with -Dexec.skip" >&2
    exit 1
fi
exec npm ci --loglevel=error
