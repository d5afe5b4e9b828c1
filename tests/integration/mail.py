# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles by mail: drafts in the eyes of other programs, servers that behave and servers that do not, and the
desktop's mail program.

mail.py PROGRAM: needs openssl, aiosmtpd, munpack, ripmime, dbus-daemon, xdg-email and GObject for Python.
"""
import contextlib
import email
import email.policy
import hashlib
import json
import os
import pathlib
import plistlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
here = pathlib.Path(__file__).parent


def missing(what):
    print(f"{what} is missing")
    sys.exit(1 if os.environ.get("REQUIRE_TOOLS") else 77)


for tool in ("openssl", "munpack", "ripmime", "dbus-daemon", "xdg-email"):
    if not shutil.which(tool):
        missing(tool)
from mail_reader import attachment_names

try:
    import gi  # noqa: F401
    from mail_server import PASSWORD, TOKEN, Mailboxes, Rogue, Server, free_port
except ImportError as problem:
    missing(problem.name)

TYPE = "application/x-apple-aspen-config"
problems = []
secrets_seen = set()


def expect(what, condition, seen=""):
    if condition:
        print(f"ok: {what}")
    else:
        problems.append(f"{what}: {seen}")


class Run:
    """The program at work, watched for secrets in its arguments and its output."""

    def __init__(self, folder, *arguments, environment=None, json_wanted=True):
        clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        clean.update(LC_ALL="C.UTF-8", HOME=str(folder), XDG_RUNTIME_DIR=str(folder), **(environment or {}))
        self.command = [program, "mail", *arguments, *(["--format", "json"] if json_wanted else [])]
        self.process = subprocess.Popen(self.command, cwd=folder, env=clean, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        self.look_at_arguments()

    def look_at_arguments(self):
        with contextlib.suppress(OSError):
            words = pathlib.Path(f"/proc/{self.process.pid}/cmdline").read_bytes()
            if PASSWORD.encode() in words or TOKEN.encode() in words:
                secrets_seen.add("arguments")

    def finish(self, seconds=60):
        out, err = self.process.communicate(timeout=seconds)
        self.look_at_arguments()
        self.out, self.err, self.code = out.decode(), err.decode(), self.process.returncode
        if PASSWORD in self.out + self.err or TOKEN in self.out + self.err:
            secrets_seen.add(" ".join(self.command[1:]))
        self.results = [{"status": "no JSON", "reason": "no JSON"}]
        with contextlib.suppress(ValueError):
            self.results = json.loads(self.out)["results"]
        return self

    def told(self, key="status"):
        return [result.get(key) for result in self.results]


def mail(folder, *arguments, **options):
    return Run(folder, *arguments, **options).finish()


def profile(folder, name, title, secret=None):
    content = [{"PayloadType": "com.apple.security.scep", "PayloadVersion": 1, "PayloadIdentifier": "com.example.scep",
                "PayloadUUID": "5E0A4C1E-0000-4000-8000-000000000001",
                "PayloadContent": {"URL": "http://scep.example.com", **({"Challenge": secret} if secret else {})}}]
    path = folder / name
    path.write_bytes(plistlib.dumps({"PayloadType": "Configuration", "PayloadVersion": 1, "PayloadDisplayName": title,
                                     "PayloadIdentifier": "com.example", "PayloadContent": content,
                                     "PayloadUUID": "5E0A4C1E-0000-4000-8000-000000000002"}))
    return path


def attachments(message):
    return [(part.get_content_type(), part.get_filename(), part.get_payload(decode=True))
            for part in message.walk() if part.get_content_disposition() == "attachment"]


# Drafts.

def unpacked(tool, draft, folder):
    place = folder / tool
    place.mkdir()
    command = {"munpack": ["munpack", "-q", "-t", "-C", str(place), str(draft)],
               "ripmime": ["ripmime", "-i", str(draft), "-d", str(place)]}[tool]
    subprocess.run(command, check=True, capture_output=True)
    digests = {hashlib.sha256(file.read_bytes()).hexdigest() for file in place.iterdir()}
    shutil.rmtree(place)
    return digests


def drafts(folder):
    names = ["wifi.mobileconfig", "Büro 📱 für Jörg.mobileconfig", "it's (1) & \"2\".mobileconfig",
             "Größe 📱 " * 9 + ".mobileconfig", "👩🏽‍💻🇩🇪 ẞ e\u0301.mobileconfig", "a long plain name " * 5 + ".mobileconfig"]
    subject = "Größe 📱 und Umlaute äöü " * 30
    for name in names:
        given = profile(folder, name, "WLAN im Büro 📱")
        done = mail(folder, name, "--to", "Bob Müller <bob@müller.example>", "--to", "c@example.com", "--from",
                    "\"Smith, Anna\" <anna@example.com>", "--eml", "draft.eml", "--language", "de", "--subject",
                    subject.strip())
        draft = folder / "draft.eml"
        raw = draft.read_bytes()
        # What Windows forbids in a name does not leave, nor does a blank before its end.
        wanted = [(TYPE, name.replace('"', "-").replace(" .mobileconfig", ".mobileconfig"), given.read_bytes())]
        for policy in (email.policy.default, email.policy.compat32):
            message = email.message_from_bytes(raw, policy=policy)
            which = "default" if policy is email.policy.default else "compat32"
            found = attachments(message)
            if policy is email.policy.compat32:
                found = [(kind, email.utils.collapse_rfc2231_value(title), content) for kind, title, content in found]
            expect(f"{name[:20]}: attachment, {which}", found == wanted, found)
        expect(f"{name[:20]}: name, Thunderbird's rules", attachment_names(raw) == [(wanted[0][1],) * 2],
               attachment_names(raw))
        message = email.message_from_bytes(raw, policy=email.policy.default)
        expect("draft: subject", message["Subject"] == subject.strip(), message["Subject"])
        expect("draft: to", [a.addr_spec for a in message["To"].addresses] == ["bob@xn--mller-kva.example", "c@example.com"]
               and message["To"].addresses[0].display_name == "Bob Müller", message["To"])
        expect("draft: from", message["From"].addresses[0].display_name == "Smith, Anna", message["From"])
        expect("draft: fields", message["X-Unsent"] == "1" and message["Message-ID"] and message["Date"].datetime,
               message.items())
        body = message.get_body().get_content()
        expect("draft: body", "Einstellungen" in body and "eight" not in body, body)
        expect("draft: no defects", not message.defects and not any(p.defects for p in message.walk()))
        lines = raw.split(b"\r\n")
        expect("draft: lines", max(map(len, lines)) <= 78 and all(b"\n" not in l and b"\r" not in l for l in lines)
               and raw.isascii(), max(map(len, lines)))
        row = done.results[0]
        expect("draft: JSON", done.code == 0 and row["status"] == "written" and row["bytes"] == len(raw)
               and row["sha256"] == hashlib.sha256(raw).hexdigest() and row["path"] == "draft.eml", done.out)
        digest = hashlib.sha256(given.read_bytes()).hexdigest()
        for tool in ("munpack", "ripmime"):
            expect(f"{name[:20]}: attachment, {tool}", digest in unpacked(tool, draft, folder))


# Servers.

def certificates(folder):
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=Test Root", "-keyout",
            "root.key", "-out", "root.pem", "-addext", "keyUsage=critical,keyCertSign")
    for name, host in (("server", "DNS:localhost,IP:127.0.0.1"), ("other", "DNS:mail.example.com")):
        (folder / "ext").write_text(f"subjectAltName={host}\n")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=mail", "-keyout", f"{name}.key", "-out", "csr")
        openssl("x509", "-req", "-in", "csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "300",
                "-extfile", "ext", "-out", f"{name}.pem")
    return ((str(folder / f"{name}.pem"), str(folder / f"{name}.key")) for name in ("server", "other"))


USER = ("--user", "anna@example.com", "--password-file", "password")
FROM = ("--from", "anna@example.com")
TO = ("--to", "bob@example.com")


def good_servers(folder, certificate):
    two = [profile(folder, "one.mobileconfig", "One"), profile(folder, "zwei ü.mobileconfig", "Zwei")]
    wanted = [(TYPE, path.name, path.read_bytes()) for path in two]
    everyone = ("--to", "bob@example.com", "--to", "Cleo <cleo@example.com>", "--to", "bob@example.com")
    roots = ("--roots", "root.pem")
    ways = [("STARTTLS", dict(), "smtp", USER), ("implicit TLS", dict(implicit=True), "smtps", USER),
            ("LOGIN", dict(exclude=("PLAIN",)), "smtp", USER),
            ("XOAUTH2", dict(exclude=("PLAIN", "LOGIN")), "smtp",
             ("--user", "anna@example.com", "--token-file", "token")),
            ("password by environment", dict(), "smtp", ("--user", "anna@example.com", "--password-env", "SECRET"))]
    for what, how, scheme, login in ways:
        boxes = Mailboxes()
        with Server(boxes, certificate, login=True, **how) as server:
            done = mail(folder, two[0].name, two[1].name, *everyone, "--smtp", f"{scheme}://localhost:{server.port}",
                        *roots, *login, environment={"SECRET": PASSWORD})
        expect(f"{what}: told", done.code == 0 and done.told() == ["sent"] * 4
               and done.told("to") == ["bob@example.com"] * 2 + ["cleo@example.com"] * 2
               and done.told("sha256")[0] == hashlib.sha256(two[0].read_bytes()).hexdigest(), done.out + done.err)
        expect(f"{what}: one message each", sorted(to for to, _ in boxes.messages) == ["bob@example.com", "cleo@example.com"],
               [to for to, _ in boxes.messages])
        for to, content in boxes.messages:
            message = email.message_from_bytes(content, policy=email.policy.default)
            expect(f"{what}: what {to} got", attachments(message) == wanted
                   and [a.addr_spec for a in message["To"].addresses] == [to] and "X-Unsent" not in message)


def refusals(folder, certificate, other):
    path = profile(folder, "one.mobileconfig", "One").name
    everyone = ("--to", "bob@example.com", "--to", "full@example.com", "--to", "nobody@example.com", "--to",
                "later@example.com", "--to", "cleo@example.com")
    boxes = Mailboxes({"full@example.com": "552 5.2.2 over quota", "nobody@example.com": "550 5.1.1 unknown",
                       "later@example.com": "450 4.7.1 greylisted"})
    roots = ("--roots", "root.pem")
    with Server(boxes, certificate) as server:
        url = ("--smtp", f"smtp://localhost:{server.port}", *roots, *FROM)
        done = mail(folder, path, *everyone, *url)
        expect("each refusal is its own", done.code == 2 and done.told("reason")
               == [None, "mailbox-full", "refused-recipient", "busy", None], done.out + done.err)
        expect("the others got it", [to for to, _ in boxes.messages] == ["bob@example.com", "cleo@example.com"])
        expect("what failed is named", "--to full@example.com --to nobody@example.com --to later@example.com" in done.err
               and "over quota" in done.err, done.err)
    one = [("refused sender", Mailboxes({"MAIL": "550 5.7.1 not you"}), {}, "refused-sender"),
           ("mailbox full", Mailboxes({"DATA": "552 5.2.2 over quota"}), {}, "mailbox-full"),
           ("no room", Mailboxes({"DATA": "452 4.3.1 insufficient storage"}), {}, "busy"),
           ("refused message", Mailboxes({"DATA": "554 5.7.1 spam"}), {}, "refused-message"),
           ("too large", Mailboxes(), dict(limit=500), "too-large"),
           ("login needed", Mailboxes(), dict(login=True), "login-needed")]
    for what, boxes, how, reason in one:
        with Server(boxes, certificate, **how) as server:
            done = mail(folder, path, *TO, "--smtp", f"smtp://localhost:{server.port}", *roots, *FROM)
        expect(what, done.code == 2 and done.told("reason") == [reason] and not boxes.messages, done.out + done.err)
    boxes = Mailboxes()
    with Server(boxes, certificate, login=True) as server:
        url = f"smtp://localhost:{server.port}"
        (folder / "wrong").write_text("never-on-a-screen-wrong")
        done = mail(folder, path, *everyone, "--smtp", url, *roots, *FROM, *USER[:3], "wrong")
        expect("wrong password, tried once", done.code == 2 and done.told("reason") == ["wrong-password"] * 5,
               done.out + done.err)
        done = mail(folder, path, *TO, "--smtp", url, *roots, *FROM, "--user", "anna@example.com", "--token-file", "wrong")
        expect("wrong token", done.told("reason") == ["wrong-password"], done.out + done.err)
        done = mail(folder, path, *TO, "--smtp", url, *FROM, *USER)
        expect("untrusted certificate", done.told("reason") == ["untrusted-certificate"], done.out + done.err)
    with Server(boxes, certificate, login=True, exclude=("PLAIN", "LOGIN", "XOAUTH2")) as server:
        done = mail(folder, path, *TO, "--smtp", f"smtp://localhost:{server.port}", *roots, *FROM, *USER)
        expect("no common login", done.told("reason")[0] in ("no-common-login", "login-needed"), done.out + done.err)
    with Server(boxes, other, implicit=True, login=True) as server:
        done = mail(folder, path, *TO, "--smtp", f"smtps://localhost:{server.port}", *roots, *FROM, *USER)
        expect("certificate of another host", done.told("reason") == ["untrusted-certificate"], done.out + done.err)
    with Server(boxes) as server:
        url = ("--smtp", f"smtp://localhost:{server.port}", *FROM)
        done = mail(folder, path, *TO, *url)
        expect("no STARTTLS", done.told("reason") == ["no-starttls"] and not boxes.messages, done.out + done.err)
        done = mail(folder, path, *TO, *url, "--allow-cleartext")
        expect("no STARTTLS, and allowed", done.told() == ["sent"] and len(boxes.messages) == 1
               and "warning: " in done.err, done.out + done.err)
    done = mail(folder, path, *TO, "--smtp", f"smtp://localhost:{free_port()}", *FROM)
    expect("nobody there", done.told("reason") == ["unreachable"], done.out + done.err)


def rogues(folder):
    path = profile(folder, "one.mobileconfig", "One").name
    big = profile(folder, "big.mobileconfig", "One", None)
    big.write_bytes(big.read_bytes() + b"\n" * 20_000_000)

    def against(act, file, *more):
        with Rogue(act) as server:
            start = time.monotonic()
            done = mail(folder, file, *TO, "--smtp", f"smtp://127.0.0.1:{server.port}", *FROM, "--allow-cleartext",
                        *more)
            return server, done, time.monotonic() - start

    server, done, _ = against("cut-after", path)
    expect("cut after the whole message", done.told() == ["uncertain"] and server.whole == 1 and server.connections == 1
           and "ask whether it arrived" in done.err and done.code == 2, (done.out, server.whole, server.connections))
    server, done, _ = against("no-answer", path)
    expect("neither yes nor no to the whole message", done.told() == ["uncertain"] and server.whole == 1
           and "ask whether it arrived" in done.err and done.code == 2, (done.out, server.whole, server.connections))
    server, done, _ = against("cut-within", big.name)
    expect("cut within the message", done.told() == ["failed"] and done.told("reason") == ["cut"] and server.whole == 0,
           (done.out, server.whole))
    server, done, _ = against("cut-first", path)
    expect("cut before the message: once more", done.told() == ["sent"] and server.whole == 1
           and server.connections == 2, (done.out, server.whole, server.connections))
    server, done, took = against("silent", path, "--timeout", "2")
    expect("silent", done.told("reason") == ["timeout"] and done.told() == ["failed"] and took < 10, (done.out, took))
    server, done, took = against("silent-after", path, "--timeout", "2")
    expect("silent after the message", done.told() == ["uncertain"] and done.told("reason") == ["timeout"]
           and server.whole == 1 and took < 10, (done.out, took))
    server, done, took = against("silent-quit", path)
    expect("silent at the end", done.told() == ["sent"] and took < 5, (done.out, took))
    server, done, _ = against("slow", path)
    expect("slow", done.told() == ["sent"] and server.whole == 1, done.out)
    server, done, _ = against("echo", path, *USER)
    expect("echo of the password", done.told("reason") == ["wrong-password"] and "•••" in done.err, done.err)
    server, done, _ = against("plain", path, *USER)
    expect("no way to sign in is offered", done.told("reason") == ["no-common-login"] and server.whole == 0
           and "without signing in" in done.err, (done.out, done.err, server.whole))
    server, done, _ = against("plain", path)
    expect("and none is wanted", done.told() == ["sent"] and server.whole == 1, (done.out, server.whole))
    with Rogue("strip") as server:
        done = mail(folder, path, *TO, "--smtp", f"smtp://127.0.0.1:{server.port}", *FROM)
        expect("STARTTLS taken back", done.told("reason") == ["no-starttls"] and server.whole == 0, done.out)
    for act, status in (("silent", "cancelled"), ("silent-after", "uncertain")):
        with Rogue(act) as server:
            running = Run(folder, path, *TO, "--to", "cleo@example.com", "--smtp", f"smtp://127.0.0.1:{server.port}",
                          *FROM, "--allow-cleartext")
            server.reached.wait(20)
            time.sleep(0.3)
            start = time.monotonic()
            running.process.send_signal(signal.SIGINT)
            running.finish(20)
            took = time.monotonic() - start
        expect(f"cancel, {act}", running.told() == [status, "cancelled"] and took < 0.8 and running.code == 2,
               (running.out, took))


# The desktop's mail program.

@contextlib.contextmanager
def session_bus():
    with subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True) as bus:
        try:
            yield bus.stdout.readline().strip()
        finally:
            bus.terminate()


@contextlib.contextmanager
def portal(address, log, version, response):
    with subprocess.Popen([sys.executable, here / "mail_portal.py", log, version, response], stdout=subprocess.PIPE,
                          text=True, env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}) as one:
        try:
            one.stdout.readline()
            yield
        finally:
            one.terminate()


def desktop(folder):
    given = profile(folder, "Büro.mobileconfig", "WLAN")
    digest = hashlib.sha256(given.read_bytes()).hexdigest()
    log = folder / "asked.json"
    # What the script of xdg-utils asks first, in the place of a mail program.
    tools = folder / "tools"
    tools.mkdir()
    hook = tools / "xdg-email-hook.sh"
    hook.write_text(f"#!/bin/sh\necho noise; echo noise >&2\nprintf '%s' \"$1\" > '{folder}/mailto'\nexit ${{HOOK_EXIT:-0}}\n")
    hook.chmod(0o755)
    two = ("--to", "bob@example.com", "--to", "-cleo@example.com", "--language", "de")
    with session_bus() as address:
        there = {"DBUS_SESSION_BUS_ADDRESS": address, "PATH": f"{tools}:{os.environ['PATH']}"}
        with portal(address, str(log), "4", "0"):
            done = mail(folder, given.name, *two, environment=there)
            asked = json.loads(log.read_text())
            expect("portal", done.code == 0 and done.told() == ["handed-over"]
                   and asked["addresses"] == ["bob@example.com", "-cleo@example.com"] and "WLAN" in asked["subject"]
                   and "Einstellungen" in asked["body"]
                   and asked["attachment_fds"] == [{"name": given.name, "sha256": digest}], (done.out, done.err, asked))
            with given.open("rb") as content, subprocess.Popen(
                    [program, "mail", "-", "--to", "bob@example.com"], stdin=content, stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE, cwd=folder,
                    env={**os.environ, **there, "XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C.UTF-8"}) as process:
                process.communicate(timeout=60)
            asked = json.loads(log.read_text())
            expect("portal, from standard input", process.returncode == 0
                   and asked["attachment_fds"] == [{"name": "WLAN.mobileconfig", "sha256": digest}], asked)
        with portal(address, str(log), "4", "ends"):
            start = time.monotonic()
            done = mail(folder, given.name, *two, environment=there)
            expect("portal ends while it is asked, xdg-email takes it", done.code == 0 and "has ended" in done.err
                   and time.monotonic() - start < 20, (done.out, done.err))
            (folder / "mailto").unlink()
        with portal(address, str(log), "4", "1"):
            done = mail(folder, given.name, *two, environment=there)
            expect("portal, closed", done.code == 2 and not (folder / "mailto").exists(), (done.out, done.err))
        with portal(address, str(log), "4", "2"):
            done = mail(folder, given.name, *two, environment=there)
            asked = (folder / "mailto").read_text()
            expect("portal fails, xdg-email takes it", done.code == 0 and "could not open a message" in done.err
                   and "to=%2Dcleo@example.com" in asked.replace("to=-", "to=%2D").replace("%40", "@")
                   and "attach=" in asked and "noise" not in done.out + done.err, (done.err, asked))
        with portal(address, str(log), "2", "0"):
            done = mail(folder, given.name, *two, environment=there)
            expect("an old portal and two recipients", done.code == 0 and "one recipient" in done.err, done.err)
        done = mail(folder, given.name, *two, environment={**there, "HOOK_EXIT": "1"})
        expect("nobody takes it", done.code == 2 and done.results == [] and "--eml" in done.err
               and "no portal" in done.err and "xdg-email" in done.err, (done.out, done.err))


with tempfile.TemporaryDirectory() as place:
    work = pathlib.Path(place)
    (work / "password").write_text(PASSWORD + "\n")
    (work / "token").write_text(TOKEN + "\n")
    drafts(work)
    mine, others = certificates(work)
    good_servers(work, mine)
    refusals(work, mine, others)
    rogues(work)
    desktop(work)
expect("no secret was seen", not secrets_seen, secrets_seen)
for problem in problems:
    print(f"FAILED: {problem}")
sys.exit(1 if problems else 0)
