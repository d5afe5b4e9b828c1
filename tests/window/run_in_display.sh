#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run_in_display.sh COMMAND...: runs COMMAND in an X display, window manager and session bus of its
# own, with accessibility switched on. Exit code 77 (skip) when a tool is missing, unless REQUIRE_TOOLS=1.
set -u
for tool in Xvfb openbox xdotool import dbus-run-session gdbus python3; do
    command -v "$tool" >/dev/null || { echo "missing tool: $tool"; [ "${REQUIRE_TOOLS:-0}" = 1 ] && exit 1; exit 77; }
done
/usr/bin/python3 -c 'import pyatspi' 2>/dev/null || { echo "missing: python3-pyatspi"; [ "${REQUIRE_TOOLS:-0}" = 1 ] && exit 1; exit 77; }

work=$(mktemp -d)
mkdir -m 700 "$work/run" "$work/home"
Xvfb -displayfd 3 -screen 0 "${SCREEN:-1600x1000x24}" -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
xvfb=$!
trap 'kill $xvfb 2>/dev/null; wait $xvfb 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
[ -s "$work/display" ] || { cat "$work/xvfb.log"; exit 1; }

export DISPLAY=":$(cat "$work/display")" XDG_RUNTIME_DIR="$work/run" HOME="$work/home" QT_QPA_PLATFORM=xcb
export XDG_CONFIG_HOME="$work/home/.config" XDG_DATA_HOME="$work/home/.local/share"
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_ACCESSIBILITY=1 NO_AT_BRIDGE=0 GTK_MODULES=
dbus-run-session -- bash -c '
    openbox >/dev/null 2>&1 & manager=$!
    for property in IsEnabled ScreenReaderEnabled; do
        gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
            --method org.freedesktop.DBus.Properties.Set org.a11y.Status "$property" "<true>" >/dev/null
    done
    "$@"; code=$?
    kill $manager 2>/dev/null
    exit $code' run_in_display "$@"
