#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An enrolment with a new 2,048-bit key against Debian's scepserver, as a ratio to Debian's scepclient.

usage: bench_scep.py PROFILEWRIGHT-CLI [--rounds N] [--limit RATIO]

Both enrol alternately at one server. How long a key takes is luck, so it takes many rounds, and the means are
compared. Exits with 1 when the ratio is above the limit.
"""
import argparse
import os
import pathlib
import plistlib
import statistics
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "integration"))
from surroundings import enter_own_network, missing_tool, run, scepserver

# scepclient takes it from its arguments only.
CHALLENGE = "Stopwatch"


def write_profile(path, url):
    inner, outer = "9B8A6D0E-4C0B-4C57-8B5B-2F5C7A0E0001", "9B8A6D0E-4C0B-4C57-8B5B-2F5C7A0E0002"
    payload = {
        "PayloadType": "com.apple.security.scep", "PayloadVersion": 1, "PayloadUUID": inner,
        "PayloadIdentifier": "com.example.clock.scep", "PayloadDisplayName": "SCEP",
        "PayloadContent": {"URL": url, "Keysize": 2048, "Key Type": "RSA", "Key Usage": 5, "Challenge": CHALLENGE,
                           "Subject": [[["O", "Profilewright"]], [["CN", "clock"]]],
                           "SubjectAltName": {"dNSName": "clock.example.com"}}}
    path.write_bytes(plistlib.dumps({
        "PayloadType": "Configuration", "PayloadVersion": 1, "PayloadUUID": outer,
        "PayloadIdentifier": "com.example.clock", "PayloadDisplayName": "Clock", "PayloadContent": [payload]}))


def seconds(*command, **options):
    start = time.monotonic()
    run(*command, **options)
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--limit", type=float, default=1.0)
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    for tool in ("scepserver", "scepclient"):
        missing_tool(tool)
    enter_own_network()
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name, \
            scepserver(os.path.join(name, "depot"), CHALLENGE, dict(os.environ), "-allowrenew", "0") as url:
        folder = pathlib.Path(name)
        profile = folder / "clock.mobileconfig"
        write_profile(profile, url)
        # The first round fills the caches and is not counted.
        for number in range(arguments.rounds + 1):
            place = folder / str(number)
            place.mkdir()
            us = seconds(program, "scep", "dry-run", str(profile), "--issue")
            them = seconds("scepclient", "-private-key", "key.pem", "-certificate", "leaf.pem", "-server-url", url,
                           "-challenge", CHALLENGE, "-cn", f"clock-{number}", "-keySize", "2048", cwd=place)
            if number > 0:
                ours.append(us)
                theirs.append(them)
    ratio = statistics.mean(ours) / statistics.mean(theirs)
    for what, times in (("dry run", ours), ("scepclient", theirs)):
        print(f"{what}: mean {statistics.mean(times) * 1000:.0f} ms, median {statistics.median(times) * 1000:.0f} ms "
              f"({len(times)} enrolments)")
    print(f"an enrolment takes {ratio:.2f} times what scepclient takes")
    return 0 if ratio <= arguments.limit else 1


if __name__ == "__main__":
    sys.exit(main())
