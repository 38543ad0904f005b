#!/bin/sh
# Fetches the locked libvips build of this processor into node_modules; does nothing when it is already there.
set -eu
cd "$(dirname "$0")"
if [ node_modules/.package-lock.json -nt package-lock.json ]; then
    exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
    echo "npm is needed once to fetch libvips: install Node.js 18 or newer, or install libvips42 and build with -Dexec.skip" >&2
    exit 1
fi
exec npm ci --loglevel=error
