# SPDX-License-Identifier: GPL-3.0-or-later
"""The local web share as other programs meet it: curl, readers of QR codes, and those who want to break it.

share.py PROGRAM [--attack SECONDS [--https]]: needs curl, zbarimg and openssl. With --attack only that: a
thousand connections that misbehave in every way, and one client who does not.
"""
import contextlib
import hashlib
import json
import os
import pathlib
import plistlib
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid
import zlib

from share_attack import attack

program = os.path.abspath(sys.argv[1])
PHONE = ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "Version/18.1 Mobile/15E148 Safari/604.1")
PATH = "(?:[2-9a-km-np-z]{5}-){4}[2-9a-km-np-z]{6}"
CHALLENGE = "challenge-that-nobody-may-print"
problems = []

for tool in ("curl", "zbarimg", "openssl"):
    if not shutil.which(tool):
        print(f"{tool} is missing")
        sys.exit(1 if os.environ.get("REQUIRE_TOOLS") else 77)


def expect(what, condition, seen=""):
    if condition:
        print(f"ok: {what}", flush=True)
    else:
        print(f"FAILED: {what}: {seen}", flush=True)
        problems.append(what)


def environment(folder):
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    clean.update(LC_ALL="C.UTF-8", HOME=str(folder), TMPDIR=str(folder / "tmp"), TERM="xterm")
    clean.pop("NO_COLOR", None)
    return clean


class Share:
    """The program while it shares on loopback, line by line."""

    def __init__(self, folder, *arguments):
        self.process = subprocess.Popen(
            [program, "share", *map(str, arguments), "--bind", "127.0.0.1", "--format", "json"], cwd=folder,
            env=environment(folder), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=open(folder / "errors", "w+b"))
        self.lines = self._lines()
        self.start = next(self.lines)
        self.url = self.start["url"]
        self.port = urllib.parse.urlsplit(self.url).port
        self.events = []

    def _lines(self):
        """Every line as soon as it is there; a share that says nothing for 20 seconds is broken."""
        rest = b""
        while True:
            while b"\n" not in rest:
                if not select.select([self.process.stdout], [], [], 20)[0]:
                    raise RuntimeError("the program says nothing")
                part = os.read(self.process.stdout.fileno(), 65536)
                if not part:
                    return
                rest += part
            line, rest = rest.split(b"\n", 1)
            yield json.loads(line)

    def wait_for(self, name):
        for event in self.lines:
            self.events.append(event)
            if event["event"] == name:
                return event
        raise RuntimeError(f"ended before {name}")

    def end(self, patience=15):
        for event in self.lines:
            self.events.append(event)
        return self.process.wait(patience)

    def is_open(self):
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False


@contextlib.contextmanager
def shared(folder, *arguments):
    share = Share(folder, *arguments)
    try:
        yield share
    finally:
        if share.process.poll() is None:
            share.process.send_signal(signal.SIGINT)
            share.process.wait(20)


def curl(*arguments):
    answer = subprocess.run(["curl", "-s", "-i", "--max-time", "20", *arguments], capture_output=True)
    head, _, body = answer.stdout.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    return lines[0], {n.lower(): v for n, _, v in (line.partition(": ") for line in lines[1:])}, body


def refusal(folder, *arguments):
    return subprocess.run([program, "share", *map(str, arguments)], cwd=folder, env=environment(folder),
                          capture_output=True, text=True, timeout=30)


def profile(folder, name, title, content=()):
    payload = {"PayloadType": "Configuration", "PayloadVersion": 1, "PayloadIdentifier": "com.example.test",
               "PayloadUUID": str(uuid.uuid4()).upper(), "PayloadDisplayName": title,
               "PayloadContent": list(content)}
    (folder / name).write_bytes(plistlib.dumps(payload))
    return (folder / name).read_bytes()


def with_secret(folder):
    scep = {"PayloadType": "com.apple.security.scep", "PayloadVersion": 1, "PayloadIdentifier": "com.example.s",
            "PayloadUUID": str(uuid.uuid4()).upper(),
            "PayloadContent": {"URL": "http://scep.example.com/", "Challenge": CHALLENGE, "Key Type": "RSA"}}
    return profile(folder, "secret.mobileconfig", "Secret", [scep])


def check_serving(folder, office):
    with shared(folder, "Büro.mobileconfig", "--grace", 1) as share:
        one = share.start["files"][0]
        expect("the first line tells the file", one["name"] == "Büro.mobileconfig" and one["bytes"] == len(office)
               and one["sha256"] == hashlib.sha256(office).hexdigest(), one)
        token = urllib.parse.urlsplit(share.url).path.strip("/")
        expect("the path has 130 bits", re.fullmatch(PATH, token), token)
        status, headers, body = curl(share.url, "-A", PHONE, "-H", "Accept-Language: fr-CH, en;q=0.5")
        expect("the page comes", status == "HTTP/1.1 200 OK" and 'lang="fr"' in body.decode(), status)
        expect("the page loads nothing", not re.search(rf'(src|href)="(?!/{PATH}")'.encode(), body), body)
        expect("an iPhone is announced", share.wait_for("opened")["text"] == "iPhone, iOS 18, opened the page")
        for arguments in (["-X", "POST", "-d", "x"], ["-X", "DELETE"], ["-H", "Host: evil.example"],
                          ["-H", "Host: localhost:%d" % share.port]):
            status, _, body = curl(share.url, *arguments)
            expect(f"{arguments} finds nothing", status == "HTTP/1.1 404 Not Found" and body == b"Not found\n", status)
        for url in (share.url, one["url"]):
            status, _, body = curl(url + "?x")
            expect(f"{url}?x finds nothing", status == "HTTP/1.1 404 Not Found" and body == b"Not found\n", status)
        status, headers, body = curl("-I", one["url"])
        expect("HEAD tells the length", headers["content-length"] == str(len(office)) and not body, headers)
        status, headers, body = curl(one["url"])
        expect("the profile comes as it is", body == office, len(body))
        expect("as a profile", headers["content-type"] == "application/x-apple-aspen-config"
               and headers["content-disposition"] == "attachment; filename=\"B_ro.mobileconfig\"; "
               "filename*=UTF-8''B%C3%BCro.mobileconfig", headers)
        expect("and is not kept", headers["cache-control"] == "no-store"
               and headers["x-content-type-options"] == "nosniff" and "referrer-policy" in headers, headers)
        code = share.end()
        expect("it ends by itself", code == 0 and not share.is_open(), code)
        names = [event["event"] for event in share.events]
        expect("it told what happened", names == ["opened", "downloaded", "stopped"], names)
        expect("nothing was written to disk", not list((folder / "tmp").iterdir()))


def check_ends(folder):
    with shared(folder, "Büro.mobileconfig", "--minutes", "0.05") as share:
        started = time.monotonic()
        code = share.end()
        expect("time ends it", code == 0 and 2 < time.monotonic() - started < 10 and not share.is_open(), code)
    for number in (signal.SIGINT, signal.SIGTERM):
        with shared(folder, "Büro.mobileconfig") as share:
            with socket.create_connection(("127.0.0.1", share.port)):
                share.process.send_signal(number)
                code = share.end()
            expect(f"{number.name} ends it", code == 0 and not share.is_open()
                   and share.events[-1]["event"] == "stopped", code)


def check_limits(folder, office):
    with shared(folder, "Büro.mobileconfig", "--downloads", 2, "--grace", 30) as share:
        url = share.start["files"][0]["url"]
        for source, wanted in (("127.0.0.1", 200), ("127.0.0.1", 200), ("127.0.0.2", 200), ("127.0.0.3", 404)):
            status = curl(url, "--interface", source)[0]
            expect(f"{source} gets {wanted}", f" {wanted} " in status, status)
            if wanted == 200:
                share.wait_for("downloaded" if len(share.events) != 1 else "repeated")
        expect("the third device is told of", share.wait_for("turned-away")["address"] == "127.0.0.3")
    big = folder / "big.mobileconfig"
    profile(folder, big.name, "Big", [{"PayloadType": "com.example.x", "Data": os.urandom(20_000_000)}])
    with shared(folder, big, "--grace", 0) as share:
        url = share.start["files"][0]["url"]
        subprocess.run(["curl", "-s", "--limit-rate", "1M", "--max-time", "1", "-o", os.devnull, url])
        expect("a download that breaks off is told of", share.wait_for("broken-off")["bytes"] == 0)
        expect("and counts nothing", curl(url)[2] == big.read_bytes() and share.end() == 0)


def check_refusals(folder):
    for arguments, words in ((["missing.mobileconfig"], "missing.mobileconfig"),
                             (["Büro.mobileconfig", "--bind", "198.51.100.1"], "198.51.100.1"),
                             (["Büro.mobileconfig", "--bind", "0.0.0.0"], "0.0.0.0"),
                             (["Büro.mobileconfig", "--minutes", "0"], "--minutes"),
                             (["Büro.mobileconfig", "--downloads", "-1"], "--downloads"),
                             (["Büro.mobileconfig", "--cert", "a.pem"], "--key"),
                             (["secret.mobileconfig", "--bind", "127.0.0.1"], "SCEP: Challenge")):
        answer = refusal(folder, *arguments)
        expect(f"{arguments} is refused", answer.returncode == 2 and words in answer.stderr and not answer.stdout,
               answer)
        expect("no secret is shown", CHALLENGE not in answer.stderr + answer.stdout)
    answer = refusal(folder, "secret.mobileconfig", "--bind", "127.0.0.1", "--format", "json")
    expect("as JSON too", json.loads(answer.stdout)["error"]["message"], answer)
    with shared(folder, "Büro.mobileconfig") as share:
        answer = refusal(folder, "Büro.mobileconfig", "--bind", "127.0.0.1", "--port", share.port)
        expect("a taken port is named", answer.returncode == 2 and str(share.port) in answer.stderr, answer)
    with shared(folder, "secret.mobileconfig", "--yes") as share:
        expect("a yes shares secrets", " 200 " in curl(share.start["files"][0]["url"])[0])


def png(rows, scale=6):
    """A grey picture of rows of 0 and 255."""
    width, lines = len(rows[0]) * scale, []
    for row in rows:
        lines += [b"\0" + bytes(value for value in row for _ in range(scale))] * scale

    def chunk(kind, data):
        return (len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big"))

    size = width.to_bytes(4, "big") + len(lines).to_bytes(4, "big") + b"\x08\0\0\0\0"
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"".join(lines)))
            + chunk(b"IEND", b""))


def drawn(svg):
    """The rows of a picture whose second path is made of runs, "M4 4h7v1h-7z", in a square view."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    rows = [[255] * side for _ in range(side)]
    for left, top, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", re.search(r'fill="#000" d="([^"]*)"', svg)[1]):
        for column in range(int(left), int(left) + int(width)):
            rows[int(top)][column] = 0
    return rows


def decode(path):
    return subprocess.run(["zbarimg", "-q", "--raw", str(path)], capture_output=True, text=True).stdout.strip()


def on_terminal(folder, *arguments):
    """What the program prints until it waits, on a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execve(program, [program, "share", *arguments, "--bind", "127.0.0.1"], environment(folder))
    text = b""
    while b"Ctrl+C" not in text and select.select([terminal], [], [], 20)[0]:
        text += os.read(terminal, 65536)
    os.write(terminal, b"\x03")
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            pass
    return text.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def check_codes(folder):
    text, code = on_terminal(folder, "Büro.mobileconfig")
    expect("Ctrl+C on a terminal is no failure", code == 0, code)
    url = re.search(r"http://\S+", text)[0]
    rows = []
    for line in text.splitlines():
        found = re.fullmatch("\x1b\\[38;5;231;48;5;16m([ █▀▄]+)\x1b\\[0m", line.strip("\r"))
        if found:
            rows.append([255 if block in "█▀" else 0 for block in found[1]])
            rows.append([255 if block in "█▄" else 0 for block in found[1]])
    (folder / "terminal.png").write_bytes(png(rows))
    seen = decode(folder / "terminal.png")
    expect("the code on the terminal holds the address", seen == url, (seen, url))
    with shared(folder, "Büro.mobileconfig", "other.mobileconfig") as share:
        page = curl(share.url)[2].decode()
        codes = re.findall(r"<svg.*?</svg>", page, re.S)
        expect("each of several has its code", len(codes) == 2, len(codes))
        for picture, one in zip(codes, share.start["files"]):
            (folder / "code.png").write_bytes(png(drawn(picture)))
            seen = decode(folder / "code.png")
            expect("which leads to it", seen == one["url"], (seen, one["url"]))


def make_certificate(folder):
    """ca.pem, leaf.pem with leaf.key for this computer's own address, star.pem with star.key for no one name."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-noenc", "-keyout", "ca.key", "-out", "ca.pem", "-days", "300",
            "-subj", "/CN=Share Test Root", "-addext", "keyUsage=critical,keyCertSign")
    for name, host in (("leaf", "IP:127.0.0.1"), ("star", "DNS:*.example.com")):
        (folder / "ext").write_text(f"subjectAltName={host}\nextendedKeyUsage=serverAuth\n"
                                    "keyUsage=digitalSignature\nauthorityKeyIdentifier=keyid\n")
        openssl("req", "-newkey", "rsa:2048", "-noenc", "-keyout", f"{name}.key", "-out", "csr", "-subj", "/CN=Share")
        openssl("x509", "-req", "-in", "csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "90", "-out",
                f"{name}.pem", "-extfile", "ext")


def check_https(folder):
    make_certificate(folder)
    secure = ["--cert", "leaf.pem", "--key", "leaf.key"]
    answer = refusal(folder, "secret.mobileconfig", "--bind", "127.0.0.1", *secure, "--host", "wrong.example")
    expect("a certificate for another name is refused", answer.returncode == 2 and "--yes" in answer.stderr, answer)
    answer = refusal(folder, "secret.mobileconfig", "--bind", "127.0.0.1", "--cert", "ca.pem", "--key", "leaf.key")
    expect("a key of another certificate is refused", answer.returncode == 2 and "key" in answer.stderr, answer)
    answer = refusal(folder, "secret.mobileconfig", "--bind", "127.0.0.1", "--cert", "star.pem", "--key", "star.key")
    expect("a certificate without a name for it asks for one", answer.returncode == 2 and "--host" in answer.stderr, answer)
    (folder / "chain.pem").write_bytes((folder / "leaf.pem").read_bytes() + (folder / "ca.pem").read_bytes())
    with shared(folder, "secret.mobileconfig", "--cert", "chain.pem", "--key", "leaf.key"):
        said = (folder / "errors").read_text()
        expect("a root of one's own has to be on the device", "“Share Test Root”" in said and "installed" in said, said)
    with shared(folder, "secret.mobileconfig", *secure, "--roots", "ca.pem", "--grace", 0) as share:
        said = (folder / "errors").read_text()
        expect("a root that was named is no news", "installed" not in said, said)
        expect("the address is https", share.url.startswith("https://127.0.0.1:"), share.url)
        trusted = ["--cacert", str(folder / "ca.pem")]
        expect("in clear there is nothing", b"Secret" not in curl(share.url.replace("https:", "http:"))[2])
        expect("old versions are not spoken",
               not curl(share.url, *trusted, "--tls-max", "1.1", "--ciphers", "DEFAULT:@SECLEVEL=0")[2])
        expect("the page comes by https", b"Secret" in curl(share.url, *trusted)[2])
        body = curl(share.start["files"][0]["url"], *trusted)[2]
        expect("and the profile", body == (folder / "secret.mobileconfig").read_bytes() and share.end() == 0)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "tmp").mkdir()
        office = profile(folder, "Büro.mobileconfig", "Büro")
        profile(folder, "other.mobileconfig", "Other")
        with_secret(folder)
        if "--attack" in sys.argv:
            secure, roots = [], None
            if "--https" in sys.argv:
                make_certificate(folder)
                roots = folder / "ca.pem"
                secure = ["--cert", "leaf.pem", "--key", "leaf.key", "--roots", roots]
            with shared(folder, "Büro.mobileconfig", "--minutes", 60, "--grace", 0, *secure) as share:
                problems.extend(attack(share, office, int(sys.argv[sys.argv.index("--attack") + 1]), roots))
        else:
            check_serving(folder, office)
            check_ends(folder)
            check_limits(folder, office)
            check_refusals(folder)
            check_codes(folder)
            check_https(folder)
        expect("no secret was printed", CHALLENGE.encode() not in (folder / "errors").read_bytes())
    for problem in problems:
        print(f"problem: {problem}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
