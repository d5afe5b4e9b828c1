# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests with real servers need of the system: its tools, a network of their own, Debian's SCEP server."""
import contextlib
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import time

INSIDE = "TEST_INSIDE_NETWORK"


def missing_tool(name):
    """Ends the test where a tool is not installed."""
    if shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin"):
        return
    print(f"{name} is missing")
    sys.exit(1 if os.environ.get("REQUIRE_TOOLS") else 77)


def enter_own_network():
    """Starts over where there is a loopback and nothing else, if that is allowed; scepserver listens everywhere."""
    if os.environ.get(INSIDE) is None and shutil.which("unshare"):
        os.environ[INSIDE] = "1"
        if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0:
            os.execvp("unshare", ["unshare", "-rn", sys.executable, *sys.argv])
        os.environ[INSIDE] = "0"
    if os.environ.get(INSIDE) == "1":
        # SIOCSIFFLAGS with IFF_UP and IFF_RUNNING, from <linux/if.h>.
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            fcntl.ioctl(one, 0x8914, struct.pack("16sH14s", b"lo", 0x41, b""))


def run(*command, **options):
    """What a program printed; RuntimeError when it failed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def scepserver(depot, challenge, environment, *arguments):
    """Debian's server with the CA in the folder `depot`, which is made if it is not there; its address."""
    if not os.path.exists(depot):
        run("scepserver", "ca", "-init", "-depot", depot, "-keySize", "2048", "-organization", "Lab",
            "-organizational_unit", "SCEP CA", "-country", "DE")
    port = free_port()
    environment = {**environment, "SCEP_CHALLENGE_PASSWORD": challenge}
    with subprocess.Popen(["scepserver", "-depot", depot, "-port", str(port), *arguments], env=environment,
                          stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(500):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.01)
            yield f"http://127.0.0.1:{port}/scep"
        finally:
            process.terminate()
            process.wait(10)
