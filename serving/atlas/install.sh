#!/bin/sh
# Fetches the locked outline of the world into node_modules; does nothing when it is already there.
set -eu
cd "$(dirname "$0")"
if [ node_modules/.package-lock.json -nt package-lock.json ]; then
    exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
    echo "npm is needed once to fetch the gallery's map: install Node.js 18 or newer" >&2
    exit 1
fi
exec npm ci --loglevel=error
