#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
cd "$(dirname "$0")"
. packaging/linux/packages.sh

usage() {
    cat <<'HELP'
usage: ./test.sh [--bench] [--long] [--all]

Installs what is missing (Debian packages), builds the tests and runs them.
  --bench   figures as well, as ratios measured in one run
  --long    soaks and long fuzzing as well
  --all     also: Clang, the thread sanitizer, clang-tidy over everything, coverage, an installation
HELP
}

bench=no long=no all=no
for argument; do
    case $argument in
    --bench) bench=yes ;;
    --long) long=yes ;;
    --all) all=yes ;;
    -h | --help)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 2
        ;;
    esac
done

# shellcheck disable=SC2086 # one word a package
need $build_packages $test_packages
if [ $long = yes ] || [ $all = yes ]; then
    # shellcheck disable=SC2086
    need $ci_packages gcovr
fi
use_ccache
# From here on a tool that is missing is a failure; only ../shared may be absent.
export REQUIRE_TOOLS=1
jobs=$(nproc)

run_tests() {
    preset=$1
    shift
    say "Testing ($preset)"
    ctest --preset "$preset" -j "$jobs" "$@" || die "tests of the preset $preset failed"
}

# What is measured is the build that is shipped, whole program optimisation and all.
figures() {
    if [ ! -e build/bench/build.ninja ]; then
        say "Configuring (bench)"
        cmake --preset release -B build/bench || die "CMake could not configure the benchmarks"
    fi
    say "Building (bench)"
    cmake --build build/bench --target bench_plist bench_lint bench_trust bench_keystroke bench_startup_empty profilewright profilewright-cli ||
        die "the benchmarks do not build"
    say "Figures"
    QT_QPA_PLATFORM=offscreen build/bench/tests/bench_plist || die "bench_plist failed"
    build/bench/tests/bench_trust || die "bench_trust failed"
    build/bench/tests/bench_lint || die "bench_lint failed"
    QT_QPA_PLATFORM=offscreen build/bench/tests/bench_keystroke || die "bench_keystroke failed"
    python3 tests/bench/bench_startup.py build/bench/app/gui/profilewright build/bench/tests/bench_startup_empty ||
        die "the window comes too late"
    python3 tests/bench/bench_scep.py build/bench/app/profilewright-cli || die "an enrolment takes too long"
}

if [ $all = yes ]; then
    for preset in clang tsan; do
        build "$preset"
        run_tests "$preset" -LE 'bench|long'
    done
    build coverage
    (cd build/coverage && ctest -j "$jobs" -LE 'bench|long' --output-on-failure) || die "tests failed (coverage)"
    gcovr --root . --filter 'core/' --filter 'ui/' --filter 'app/' --print-summary build/coverage \
        --output build/coverage/report.txt
    build dev
    say "clang-tidy over everything"
    # shellcheck disable=SC2046 # one word a file; none of ours has a blank
    packaging/linux/tidy.sh build/dev 0 $(git ls-files '*.cpp')
    build release -DBUILD_TESTING=OFF
    say "Installing into build/stage"
    DESTDIR=$PWD/build/stage cmake --install build/release >/dev/null || die "the installation failed"
fi

build dev
if [ $long = yes ]; then
    packaging/linux/fuzz.sh 600
    run_tests dev -L long --no-tests=ignore
fi
if [ $bench = yes ]; then
    figures
fi
run_tests dev -LE 'bench|long'
