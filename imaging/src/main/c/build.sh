#!/bin/sh
# Compiles resample.c for every processor that Darkroom runs on; does nothing when that is done already.
# usage: build.sh DIRECTORY_OF_CLANG DIRECTORY_TO_WRITE_TO
set -eu
clang="$1"
out="$2"
cd "$(dirname "$0")"
if [ "$out/linux-arm64/libresample.sha256" -nt resample.c ] && [ "$out/linux-arm64/libresample.sha256" -nt build.sh ]; then
    exit 0
fi

# The jar has the files but not the names that they are looked for by, nor that they are programs.
ln -sf libLLVM.so "$clang/libLLVM.so.20.1"
ln -sf libclang-cpp.so "$clang/libclang-cpp.so.20.1"
chmod +x "$clang/clang" "$clang/lld"
export LD_LIBRARY_PATH="$clang"

compile() { # processor, object, function, and flags of the compiler
    processor="$1" object="$work/$2.o" name="$3"
    shift 3
    "$clang/clang" -resource-dir "$clang/lib/clang/20" --target="$processor-linux-gnu" -std=c17 -O3 -Wall -Wextra -Werror \
        -ffreestanding -fno-strict-aliasing -fPIC -fno-ident -DRESAMPLE="$name" "$@" -c resample.c -o "$object"
}

link() { # platform, and objects
    directory="$out/$1"
    shift
    mkdir -p "$directory/lib"
    library="$directory/lib/libdarkroom-resample.so"
    (cd "$work" && "$clang/lld" -flavor gnu -shared -s -z noexecstack -z relro --hash-style=gnu --build-id=none -o "$library" "$@")
    (cd "$directory/lib" && sha256sum libdarkroom-resample.so) >"$directory/libresample.sha256"
}

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
compile x86_64 baseline darkroom_resample -march=x86-64-v2 -DWITH_TRANSPOSE
compile x86_64 avx2 darkroom_resample_avx2 -march=x86-64-v3
compile aarch64 arm64 darkroom_resample -DWITH_TRANSPOSE
link linux-x64 baseline.o avx2.o
link linux-arm64 arm64.o
