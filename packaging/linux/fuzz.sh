#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fuzz.sh SECONDS: builds every fuzz target and runs each for that long; what it finds lies in build/fuzz/found.
set -eu
cd "$(dirname "$0")/../.."
. packaging/linux/packages.sh
seconds=$1

if [ ! -e build/fuzz/build.ninja ]; then
    say "Configuring (fuzz)"
    cmake --preset fuzz || die "CMake could not configure the preset fuzz"
fi
targets=$(ninja -C build/fuzz -t targets all | sed -n 's/^\(fuzz_[a-z0-9_]*\): phony$/\1/p' | grep -v autogen | sort -u)
[ -n "$targets" ] || die "there are no fuzz targets"
say "Building $(echo "$targets" | tr '\n' ' ')"
# shellcheck disable=SC2086 # one word a target
cmake --build --preset fuzz --target $targets || die "the fuzz targets do not build"

mkdir -p build/fuzz/found
for target in $targets; do
    say "$target, $seconds seconds"
    program=$(find build/fuzz -name "$target" -type f -perm -u+x | head -n 1)
    mkdir -p "build/fuzz/corpus/$target"
    set -- "build/fuzz/corpus/$target"
    # Seeds come second: libFuzzer writes to the first folder only.
    [ ! -d "tests/fuzz/seeds/${target#fuzz_}" ] || set -- "$@" "tests/fuzz/seeds/${target#fuzz_}"
    log=build/fuzz/$target.log
    if ! "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/found/$target-" "$@" >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        die "$target found something" "the input lies in build/fuzz/found; it belongs into a unit test"
    fi
    grep -E 'number_of_executed_units|peak_rss' "$log" || true
done
