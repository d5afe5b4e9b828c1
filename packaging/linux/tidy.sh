#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tidy.sh BUILD MINUTES FILE...: clang-tidy over those of the files that BUILD compiles, for at most so many
# minutes (0: as long as it takes). Says how many there was no time for.
set -eu
build=$1 minutes=$2
shift 2
end=$(($(date +%s) + minutes * 60))
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for file; do
    case $file in
    *.cpp) grep -Fq "/$file\"" "$build/compile_commands.json" && echo "$file" ;;
    esac
done >"$scratch/files" || true

# Clang cannot read the headers that GCC has precompiled.
sed -E 's# (-Winvalid-pch )?-include [^ ]*cmake_pch\.hxx##g' "$build/compile_commands.json" >"$scratch/compile_commands.json"

# GCC's own warnings are unknown to Clang, which is no finding.
# shellcheck disable=SC2016 # expanded by the inner shell
check='[ "$2" -eq 0 ] || [ "$(date +%s)" -lt "$3" ] || { echo "$4" >>"$1/late"; exit 0; }
    clang-tidy --quiet -p "$1" --extra-arg=-Wno-unknown-warning-option "$4" >"$1/$$.out" 2>"$1/$$.err" && exit 0
    cat "$1/$$.out"; grep -v "warnings generated" "$1/$$.err"; echo "$4" >>"$1/bad"; exit 0'
xargs -r -P "$(nproc)" -I{} sh -c "$check" sh "$scratch" "$minutes" "$end" {} <"$scratch/files"

count=$(wc -l <"$scratch/files")
late=$([ -e "$scratch/late" ] && wc -l <"$scratch/late" || echo 0)
echo "clang-tidy: $((count - late)) of $count files"
[ ! -e "$scratch/bad" ] || {
    echo "error: clang-tidy found something in $(sort -u "$scratch/bad" | tr '\n' ' ')" >&2
    exit 1
}
