# SPDX-License-Identifier: GPL-3.0-or-later
"""The local web share in a real window, driven from outside, and the device played by other programs.

share.py PROGRAM PICTURES: opens a signed profile, shares it, reads the QR code off the screen, and fetches
with chromium what a device would. Then whatever must not work, and the end. About a minute and a half: the
share's shortest time is a minute.
"""
import contextlib
import html.parser
import os
import pathlib
import plistlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

import pyatspi

from driver import App, Failure

PHONE = ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "Version/18.1 Mobile/15E148 Safari/604.1")
NAME = "Büro.mobileconfig"

for tool in ("chromium", "curl", "import", "ip", "openssl", "unshare", "zbarimg"):
    if not shutil.which(tool):
        print(f"{tool} is missing")
        sys.exit(1 if os.environ.get("REQUIRE_TOOLS") else 77)


def check(condition, what):
    if not condition:
        raise Failure(what)
    print(f"ok: {what}", flush=True)


def make_signed_profile(folder):
    profile = {"PayloadType": "Configuration", "PayloadVersion": 1, "PayloadIdentifier": "com.example.office",
               "PayloadUUID": str(uuid.uuid4()).upper(), "PayloadDisplayName": "Büro",
               "PayloadContent": [{"PayloadType": "com.apple.webClip.managed", "PayloadVersion": 1,
                                   "PayloadIdentifier": "com.example.office.clip",
                                   "PayloadUUID": str(uuid.uuid4()).upper(), "Label": "Intranet",
                                   "URL": "https://intranet.example.com/"}]}
    (folder / "plain").write_bytes(plistlib.dumps(profile))
    for command in (["req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "300", "-subj", "/CN=Office Signer",
                     "-keyout", "key.pem", "-out", "cert.pem"],
                    ["cms", "-sign", "-binary", "-nodetach", "-in", "plain", "-signer", "cert.pem", "-inkey", "key.pem",
                     "-outform", "DER", "-out", NAME]):
        subprocess.run(["openssl", *command], cwd=folder, check=True, capture_output=True)
    return folder / NAME


def start_share(app):
    """Opens the panel if it has to, and shares for a minute: the panel and the address."""
    dialog = app.wait(lambda: next((w for w in app.root if w and w.name.startswith("Share “Büro”")), None)
                      or app.keys("ctrl+shift+l"), "the panel for sharing")
    app.find("Time", "spin button", dialog).queryValue().currentValue = 1
    app.press("Share", "push button", dialog)
    return dialog, address(app, dialog)


def address(app, dialog):
    """What stands there in large type."""
    return app.wait(lambda: next((n.name for n in app.nodes(dialog) if n.name.startswith("http://")
                                  and n.getState().contains(pyatspi.STATE_SHOWING)), None), "an address")


def code_on_screen(app, name):
    picture = app.picture(name)
    seen = subprocess.run(["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True)
    return seen.stdout.split()


def events(app, dialog):
    return [item.name for item in app.find("What happened", None, dialog)]


class Browser:
    """Chromium without a window, with a profile of its own. Unlike a phone's it asks before it keeps what came in
    clear, and nobody is there to answer: so it is told that `origin` is trusted.
    """

    def __init__(self, folder, origin):
        self.folder = folder / "browser"
        self.downloads = folder / "downloads"
        (self.folder / "Default").mkdir(parents=True)
        self.downloads.mkdir()
        preferences = '{"download":{"default_directory":"%s","prompt_for_download":false}}' % self.downloads
        (self.folder / "Default" / "Preferences").write_text(preferences)
        self.command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.folder}",
                        f"--user-agent={PHONE}", "--accept-lang=fr-FR", "--no-proxy-server",
                        f"--unsafely-treat-insecure-origin-as-secure={origin}"]
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8"}

    def page(self, url):
        return subprocess.run([*self.command, "--dump-dom", url], env=self.environment, capture_output=True,
                              timeout=60).stdout.decode()

    def download(self, url, name):
        """The bytes that a click on a link to `url` leaves in the folder for downloads."""
        browser = subprocess.Popen([*self.command, url], env=self.environment, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 40
            while time.monotonic() < end and not (self.downloads / name).exists():
                time.sleep(0.1)
            check((self.downloads / name).exists(), f"chromium keeps the file as {name}")
            return (self.downloads / name).read_bytes()
        finally:
            browser.terminate()
            browser.wait(20)


class Links(html.parser.HTMLParser):
    """Where a page leads to and what language it says it is in."""

    def __init__(self, text):
        super().__init__()
        self.targets, self.language = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "html":
            self.language = found.get("lang", "")
        if tag == "a":
            self.targets.append(found["href"])


def fetch(url, *arguments):
    answer = subprocess.run(["curl", "-s", "-i", "--noproxy", "*", "--max-time", "20", *arguments, url],
                            capture_output=True)
    head, _, body = answer.stdout.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    return lines[0], {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}, body


def is_open(url):
    parts = urllib.parse.urlsplit(url)
    with contextlib.suppress(OSError), socket.create_connection((parts.hostname, parts.port), 5):
        return True
    return False


def raw(url, request):
    """What comes for bytes that no program of good manners would send, without the time."""
    parts = urllib.parse.urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), 10) as connection:
        connection.sendall(request)
        answer = b""
        with contextlib.suppress(OSError):
            while part := connection.recv(65536):
                answer += part
    return re.sub(rb"Date: [^\r]*\r\n", b"", answer)


def nothing_else_is_there(url, file):
    """Every way around gets the same short answer, which tells nothing."""
    parts = urllib.parse.urlsplit(url)
    page, target = parts.path, urllib.parse.urlsplit(file).path
    ask = lambda path, method="GET", host=parts.netloc: raw(
        url, f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    nothing = ask("/")
    check(nothing.startswith(b"HTTP/1.1 404 ") and nothing.endswith(b"\r\n\r\nNot found\n") and len(nothing) < 500,
          f"the root of the server is nothing, and says so in {len(nothing)} bytes")
    paths = ["/index.html", "/favicon.ico", page[:-2] + "/", page + "../../etc/passwd", "/../../../../etc/passwd",
             "/%2e%2e/%2e%2e/etc/passwd", page + "%2e%2e/", "//" + page, target + "/", target + "%00", target + ";x",
             page.swapcase(), f"http://{parts.netloc}/etc/passwd"]
    for path in paths:
        check(ask(path) == nothing, f"the path {path!r} is the same nothing")
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "CONNECT", "get"):
        check(ask(target, method) == nothing, f"the method {method} is the same nothing")
    for host in ("evil.example", f"localhost:{parts.port}", parts.hostname, f"{parts.hostname}:1",
                 f"evil.example:{parts.port}", f"{parts.netloc}.evil.example", ""):
        check(ask(page, host=host) == nothing, f"the host {host!r} is the same nothing")
    for request in (b"GET " + target.encode() + b" HTTP/1.1\r\n\r\n", b"GET " + target.encode() + b" HTTP/1.0\r\n\r\n"):
        check(b"PayloadType" not in raw(url, request), "without a host the profile does not come")


def fetched_like_a_device(app, folder, signed):
    dialog, url = start_share(app)
    codes = app.wait(lambda: code_on_screen(app, "share-open"), "a QR code on the screen")
    check(codes == [url] and re.fullmatch(r"http://[0-9.]+:\d+/(?:[2-9a-km-np-z]{5}-){4}[2-9a-km-np-z]{6}/", url),
          f"the QR code on the screen holds the address that is shown: {url}")
    browser = Browser(folder, url[:url.index("/", len("http://"))])
    links = Links(browser.page(url))
    check(links.language == "fr", "the page speaks the language of the browser")
    check(len(links.targets) == 1, f"the page has one link {links.targets}")
    file = urllib.parse.urljoin(url, links.targets[0])
    app.wait(lambda: any("iPhone, iOS 18, opened the page" in line for line in events(app, dialog)), "the visitor in the log")
    status, headers, body = fetch(file, "-I")
    check(status == "HTTP/1.1 200 OK" and not body and headers["content-length"] == str(signed.stat().st_size),
          "asking for the head tells the size, and takes no download")
    nothing_else_is_there(url, file)
    check(browser.download(file, NAME) == signed.read_bytes(), "chromium has the signed file, byte for byte")
    size = f"{signed.stat().st_size:,}"
    app.wait(lambda: any("profile downloaded" in line and f"{NAME}, {size} bytes" in line for line in events(app, dialog)),
             f"the download of {size} bytes in the log")
    again, headers, body = fetch(file)
    check(again == "HTTP/1.1 200 OK" and body == signed.read_bytes(), "the same device may fetch it again")
    check(headers["content-type"] == "application/x-apple-aspen-config", "its type is that of a profile")
    check("filename*=UTF-8''B%C3%BCro.mobileconfig" in headers["content-disposition"]
          and headers["cache-control"] == "no-store", "its name is told, and it is not to be kept")
    other = "192.0.2.11" if "OWN_NETWORK" in os.environ else "127.0.0.2"
    for address in (url, file):
        status, _, body = fetch(address, "--interface", other)
        check(status == "HTTP/1.1 404 Not Found" and body == b"Not found\n", "a second device is refused")
    app.wait(lambda: any("turned away" in line for line in events(app, dialog)), "the second device in the log")
    app.picture("share-downloaded")
    app.wait(lambda: not is_open(url), "the end of the minute", 90)
    check(True, "when the time is up the port is closed")
    app.find("Share Again…", "push button", dialog)
    check(not code_on_screen(app, "share-over"), "a code that leads nowhere is not shown")
    return dialog


def last_result(app):
    return app.wait(lambda: next((n.name for n in app.nodes() if n.name.startswith("Last: downloaded once, ")
                                  and n.getState().contains(pyatspi.STATE_SHOWING)), None), "the last result in the window")


def network_goes(app, dialog):
    app.press("Share Again…", "push button", dialog)
    _, url = start_share(app)
    check(is_open(url), "shared again")
    subprocess.run(["ip", "address", "del", "192.0.2.10/24", "dev", "lan0"], check=True)
    line = app.wait(lambda: next((e for e in events(app, dialog) if "network has changed" in e), None),
                    "the change of the network in the log", 15)
    check("192.0.2.10" in line, f"a network that goes ends the share: {line}")
    app.find("Share Again…", "push button", dialog)
    app.picture("share-network-gone")
    subprocess.run(["ip", "address", "add", "192.0.2.10/24", "dev", "lan0"], check=True)
    check(not is_open(url), "and the port does not come back with it")


def main():
    program, pictures = sys.argv[1:3]
    os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        signed = make_signed_profile(folder)
        before = signed.read_bytes()
        app = App(program, str(signed), pictures=pictures)
        try:
            dialog = fetched_like_a_device(app, folder, signed)
            app.press("Close", "push button", dialog)
            told = last_result(app)
            check(True, f"the window keeps what came of it: {told}")
        finally:
            app.end()
        app = App(program, str(signed), pictures=pictures)
        try:
            check(last_result(app) == told, "also when the file is opened again")
            if "OWN_NETWORK" in os.environ:
                dialog, _ = start_share(app)
                app.press("Stop Sharing", "push button", dialog)
                network_goes(app, dialog)
            else:
                print("not tried: a network that goes, as there is none of its own")
        finally:
            app.end()
        check(signed.read_bytes() == before, "the file is as it was")
    print("all passed")


try:
    main()
except Failure as failure:
    print(f"FAILED: {failure}")
    sys.exit(1)
