#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
cd "$(dirname "$0")"
. packaging/linux/packages.sh

usage() {
    cat <<'HELP'
usage: ./run.sh [--headless] [FILE...]

Installs what is missing (Debian packages), builds Profilewright and starts its window, with FILEs open.
Without a screen, or with --headless, it does the main job on the command line instead: it makes a profile
for a Wi-Fi certificate from an NDES server, checks it, signs it with a test identity and looks at the result.
HELP
}

headless=no
while [ $# -gt 0 ]; do
    case $1 in
    -h | --help)
        usage
        exit 0
        ;;
    --headless)
        headless=yes
        shift
        ;;
    --)
        shift
        break
        ;;
    -*)
        usage >&2
        exit 2
        ;;
    *) break ;;
    esac
done

# Whether somebody is likely to see a window; a variable that points nowhere is no screen.
has_screen() {
    if [ -n "${WAYLAND_DISPLAY-}" ]; then
        case $WAYLAND_DISPLAY in
        /*) socket=$WAYLAND_DISPLAY ;;
        *) socket=${XDG_RUNTIME_DIR-/nowhere}/$WAYLAND_DISPLAY ;;
        esac
        [ -S "$socket" ] && return 0
    fi
    case ${DISPLAY-} in
    '') return 1 ;;
    :*)
        number=${DISPLAY#:}
        [ -S "/tmp/.X11-unix/X${number%%.*}" ]
        ;;
    *) return 0 ;; # on another machine
    esac
}

if [ $headless = no ] && ! has_screen; then
    say "There is no screen here; the command line does the job (./run.sh --help)"
    headless=yes
fi

# shellcheck disable=SC2086 # one word a package
need $build_packages $run_packages
if [ $headless = no ] && [ -z "${DISPLAY-}" ]; then
    need qt6-wayland
fi
use_ccache
build release -DBUILD_TESTING=OFF

cli=build/release/app/profilewright-cli
window=build/release/app/gui/profilewright
if [ $headless = no ]; then
    say "Starting $window"
    exec "$window" "$@"
fi

# step TITLE COMMAND...: shows what is done and how it went.
step() {
    printf '\n== %s\n$ ' "$1"
    shift
    printf '%s ' "$@"
    printf '\n'
    "$@"
}

mkdir -p out
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

step "A profile for a certificate from NDES" \
    $cli new --from resources/examples/ndes-scep.profile.json -o out/ndes-scep.mobileconfig
step "What would a device say to it?" $cli lint out/ndes-scep.mobileconfig
say "A test identity, made now and thrown away afterwards"
openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=Profilewright test signer" \
    -keyout "$scratch/key.pem" -out "$scratch/cert.pem" 2>"$scratch/log" ||
    die "openssl could not make a test identity: $(cat "$scratch/log")"
step "Signed with it" \
    $cli sign out/ndes-scep.mobileconfig --cert "$scratch/cert.pem" --key "$scratch/key.pem" \
    -o out/ndes-scep-signed.mobileconfig
code=0
step "Which label will a device show?" $cli verify out/ndes-scep-signed.mobileconfig || code=$?
[ $code -eq 1 ] || die "verify ended with $code; with a test identity it must be 1, Not Verified"

cat <<DONE

The signed profile lies in out/ndes-scep-signed.mobileconfig, the one before signing in out/ndes-scep.mobileconfig.
"Not Verified" is right: nobody's store holds a certificate that was made a moment ago. With an identity whose
root the devices know, the label is "Verified":
    $cli sign FILE --identity IDENTITY.p12 -o SIGNED
The window opens with ./run.sh where there is a screen, or ssh -X.
DONE
