#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time to the first visible window and peak memory, as ratios to an empty Qt window.

usage: bench_startup.py PROFILEWRIGHT EMPTY_WINDOW [--rounds N] [--limit RATIO]

Both programs are started alternately on one display (an Xvfb of its own where DISPLAY is not set).
Exits with 1 when a ratio of the medians is above the limit.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time


def start_display():
    """An X server on a free display: (process, name)."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        return server, ":" + pipe.readline().strip()


def is_visible(pid, environment):
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)],
                           env=environment, capture_output=True, text=True)
    return bool(found.stdout.strip())


def peak_kib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def measure(program, environment):
    """(seconds until the window is mapped, peak KiB a moment later)"""
    begin = time.monotonic()
    process = subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not is_visible(process.pid, environment):
            if process.poll() is not None or time.monotonic() - begin > 30:
                sys.exit(f"{program} showed no window")
        seconds = time.monotonic() - begin
        time.sleep(0.3)
        return seconds, peak_kib(process.pid)
    finally:
        process.kill()
        process.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("profilewright")
    parser.add_argument("empty_window")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--limit", type=float, default=2.0)
    arguments = parser.parse_args()

    environment = dict(os.environ, QT_QPA_PLATFORM="xcb")
    server = None
    if not environment.get("DISPLAY"):
        server, environment["DISPLAY"] = start_display()
    results = {arguments.empty_window: [], arguments.profilewright: []}
    try:
        with tempfile.TemporaryDirectory() as home:
            environment.update(HOME=home, XDG_CONFIG_HOME=home)
            for program in results:
                measure(program, environment)  # fills the caches
            for _ in range(arguments.rounds):
                for program, figures in results.items():
                    figures.append(measure(program, environment))
    finally:
        if server:
            server.terminate()
            server.wait()

    median = {program: [statistics.median(column) for column in zip(*figures)]
              for program, figures in results.items()}
    empty, ours = median[arguments.empty_window], median[arguments.profilewright]
    ratios = [ours[0] / empty[0], ours[1] / empty[1]]
    print(f"first window: {ours[0] * 1000:.0f} ms, an empty one {empty[0] * 1000:.0f} ms: {ratios[0]:.2f} times")
    print(f"peak memory: {ours[1] / 1024:.1f} MiB, an empty one {empty[1] / 1024:.1f} MiB: {ratios[1]:.2f} times")
    return 0 if max(ratios) <= arguments.limit else 1


if __name__ == "__main__":
    sys.exit(main())
