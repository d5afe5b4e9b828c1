# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2034
#
# Sourced by run.sh, test.sh and .ci/run: which Debian packages are needed for what, and `need`, which
# installs those that are missing.

# What CMakeLists.txt looks for.
build_packages="cmake g++ libcli11-dev libcurl4-openssl-dev libexpat1-dev libmicrohttpd-dev libplist-dev libpsl-dev
    libqrencode-dev libssl-dev ninja-build pkg-config
    qt6-base-dev qt6-svg-dev"
# What running the program takes beyond that: a font, and openssl for the test identity.
run_packages="fonts-dejavu-core openssl"
# What the tests call: judges of what we write, and a screen with somebody at the keyboard.
test_packages="appstream at-spi2-core chromium curl dbus-daemon dbus-x11 desktop-file-utils fonts-dejavu-core gir1.2-atspi-2.0
    git imagemagick iproute2 libgl1-mesa-dri libglib2.0-bin libplist-utils mpack nginx-light openbox openssl poppler-utils
    python3 python3-aiosmtpd python3-gi python3-jsonschema python3-pyatspi qt6-l10n-tools ripmime scep xdg-utils xdotool
    xvfb zbar-tools"
# What .ci/run adds.
ci_packages="clang clang-format clang-tidy libclang-rt-14-dev"

say() { printf '== %s\n' "$*"; }

die() {
    printf 'error: %s\n' "$1" >&2
    shift
    for hint; do printf 'hint: %s\n' "$hint" >&2; done
    exit 1
}

# need PACKAGE...: installs what is not there yet, and says so.
need() {
    if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        say "This is no Debian system; install these by its own means if the build misses one:" "$@"
        return
    fi
    missing=
    installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null || true)
    for package; do
        printf '%s\n' "$installed" | grep -Fqx "ii $package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1; then
        as_root=sudo
    else
        die "these packages are missing, and only root can install them:$missing" \
            "run as root: apt-get update && apt-get install$missing"
    fi
    say "Installing$missing"
    $as_root apt-get -q update || die "apt-get update failed" "is there a network?"
    # shellcheck disable=SC2086 # one word a package
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install $missing </dev/null ||
        die "these packages could not be installed:$missing"
}

# A compiler cache is used where there is one; installing it is up to the person.
use_ccache() {
    if command -v ccache >/dev/null 2>&1; then
        export CMAKE_CXX_COMPILER_LAUNCHER="${CMAKE_CXX_COMPILER_LAUNCHER-ccache}"
    fi
}

# build PRESET [CONFIGURE ARGUMENT...]: configures once, then builds what changed.
build() {
    preset=$1
    shift
    if [ ! -e "build/$preset/build.ninja" ]; then
        say "Configuring ($preset)"
        cmake --preset "$preset" "$@" || die "CMake could not configure the preset $preset"
    fi
    say "Building ($preset)"
    cmake --build --preset "$preset" || die "the preset $preset does not build"
}
