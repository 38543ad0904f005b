#!/bin/sh
# Compiles the locked place names and time zones into the file $1; does nothing when it is newer than its sources.
set -eu
cd "$(dirname "$0")"
if [ "$1" -nt package-lock.json ] && [ "$1" -nt compile.mjs ]; then
    exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
    echo "npm is needed once to fetch place names: install Node.js 18 or newer, or build without them and with libvips42 by -Dexec.skip" >&2
    exit 1
fi
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci --loglevel=error
fi
mkdir -p "$(dirname "$1")"
exec node compile.mjs "$1"
