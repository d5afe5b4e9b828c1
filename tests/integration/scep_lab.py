# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of SCEP share: a misbehaving server, profiles for it, and the command line with an eye on secrets."""
import base64
import contextlib
import json
import os
import pathlib
import plistlib
import secrets
import subprocess
import threading
import time
import uuid

CHALLENGE_VARIABLE = "SCEP_TEST_CHALLENGE"


def payload_uuid():
    return str(uuid.uuid4()).upper()


class Lab:
    """A folder with everything the programs write, and the programs."""

    def __init__(self, program, server, folder):
        self.program = program
        self.server = server
        self.folder = pathlib.Path(folder)
        # PrintableString allows all of these.
        self.challenge = f"Right-{secrets.token_hex(12)}"
        self.wrong_challenge = f"Wrong-{secrets.token_hex(12)}"
        self.password = f"Password-{secrets.token_hex(12)}"
        self.said = []
        # Profiles hold the challenge because that is their purpose.
        for name in ("profiles", "home", "temporary", "logs"):
            (self.folder / name).mkdir()
        self.environment = {**os.environ, "HOME": str(self.folder / "home"), "TMPDIR": str(self.folder / "temporary"),
                            "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        for name in list(self.environment):
            if name.startswith("XDG_") or name.lower().endswith("_proxy"):
                del self.environment[name]

    def path(self, *names):
        return str(self.folder.joinpath(*names))

    def profile(self, payload, *certificates):
        """A profile with one SCEP payload and certificates from PEM files; its path."""
        inner = payload_uuid()
        path = self.path("profiles", f"{inner}.mobileconfig")
        content = {
            "PayloadType": "Configuration", "PayloadVersion": 1, "PayloadIdentifier": "com.example.scep",
            "PayloadUUID": payload_uuid(), "PayloadDisplayName": "Test",
            "PayloadContent": [{
                "PayloadType": "com.apple.security.scep", "PayloadVersion": 1, "PayloadUUID": inner,
                "PayloadIdentifier": "com.example.scep.scep", "PayloadDisplayName": "SCEP", "PayloadContent": payload}]}
        for number, pem in enumerate(certificates):
            content["PayloadContent"].append({
                "PayloadType": "com.apple.security.pkcs1", "PayloadVersion": 1, "PayloadUUID": payload_uuid(),
                "PayloadIdentifier": f"com.example.scep.{number}", "PayloadDisplayName": "Certificate",
                "PayloadContent": pathlib.Path(pem).read_bytes()})
        pathlib.Path(path).write_bytes(plistlib.dumps(content))
        return path

    def payload(self, url, **changes):
        """The content of a payload that a good server grants; a change to None leaves the key out."""
        content = {
            "URL": url, "Keysize": 2048, "Key Type": "RSA", "Key Usage": 5, "Challenge": self.challenge,
            "Subject": [[["O", "Profilewright Tests"]], [["CN", "iphone-1"]]],
            "SubjectAltName": {"dNSName": "iphone-1.example.com", "rfc822Name": "anna@example.com",
                               "ntPrincipalName": "anna@corp.example.com"},
            "Retries": 1, "RetryDelay": 1}
        for key, value in changes.items():
            key = key.replace("_", " ")
            if value is None:
                content.pop(key, None)
            else:
                content[key] = value
        return content

    def run(self, *arguments, timeout=60):
        """Exit code and the JSON that was printed; None when it was none."""
        done = subprocess.run([self.program, *arguments], capture_output=True, text=True, timeout=timeout,
                              env=self.environment, stdin=subprocess.DEVNULL)
        self.said.append((" ".join(arguments), done.stdout + done.stderr))
        try:
            return done.returncode, json.loads(done.stdout)
        except ValueError:
            return done.returncode, {"unreadable": done.stdout[:400], "stderr": done.stderr[:400]}

    @contextlib.contextmanager
    def serving(self, *modes, challenge=True, tls=(), redirect=""):
        """The misbehaving server: {"url", "ca", "ra"} and, in "log", the path of its log."""
        log = self.path("logs", f"{uuid.uuid4()}.jsonl")
        command = [self.server, "--log", log]
        for mode in modes:
            command += ["--mode", mode]
        if challenge:
            command += ["--challenge-env", CHALLENGE_VARIABLE]
        if tls:
            command += ["--tls", *tls]
        if redirect:
            command += ["--redirect-to", redirect]
        environment = {**self.environment, CHALLENGE_VARIABLE: self.challenge}
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
            line = process.stdout.readline()
            if not line:
                raise RuntimeError(f"the test server did not start: {' '.join(command)}")
            try:
                yield {**json.loads(line), "log": log}
            finally:
                process.stdin.close()
                ended = process.wait(20)
                if ended != 0:
                    raise RuntimeError(f"the test server ended with {ended}: {' '.join(command)}")

    def leaks(self):
        """Where a secret was found that has no business there."""
        found = []
        words = [self.challenge, self.wrong_challenge, self.password]
        needles = [word.encode() for word in words] + [base64.b64encode(word.encode()).rstrip(b"=") for word in words]
        for command, text in self.said:
            if any(needle in text.encode() for needle in needles):
                found.append(f"what `{command}` printed")
        for path in self.folder.rglob("*"):
            if path.is_file() and path.parent.name not in ("profiles", "passwords"):
                if any(needle in path.read_bytes() for needle in needles):
                    found.append(str(path.relative_to(self.folder)))
        return found


def read_log(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class ArgumentWatch:
    """Looks at the arguments of all processes as long as it runs: a secret in them is there for everybody to read."""

    def __init__(self, words):
        self.needles = [word.encode() for word in words]
        self.found = set()
        self.looks = 0
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.thread.join()

    def watch(self):
        while not self.stopped.is_set():
            for name in os.listdir("/proc"):
                if not name.isdigit():
                    continue
                with contextlib.suppress(OSError):
                    command = pathlib.Path("/proc", name, "cmdline").read_bytes()
                    if any(needle in command for needle in self.needles):
                        self.found.add(command.split(b"\0")[0].decode(errors="replace"))
            self.looks += 1
            time.sleep(0.05)
