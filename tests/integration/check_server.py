# SPDX-License-Identifier: GPL-3.0-or-later
"""Real servers on loopback, set up badly in every way that an admin manages, and what `check server` says of each.

check_server.py PROGRAM: needs openssl and nginx; every server is stopped by its own process id.
"""
import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
from surroundings import free_port, missing_tool, run

program = sys.argv[1]
HOST = "scep.example.com"
GOOD = f"subjectAltName=DNS:{HOST}\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth\n"
problems = []


class Pki:
    """A root, an issuing CA below it and servers' certificates, by the openssl tool."""

    def __init__(self, folder):
        self.folder = folder
        authority = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=Test Root",
            "-keyout", self.path("root.key"), "-out", self.path("root.pem"), *authority)
        self.issue("issuing", ext="basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
                   "subjectKeyIdentifier=hash\n", days=3000, subject="/CN=Test Issuing CA")

    def path(self, name):
        return str(self.folder / name)

    def issue(self, name, ext=GOOD, days=300, key=("rsa:2048",), subject=f"/CN={HOST}", issuer="root", sign=()):
        run("openssl", "req", "-newkey", *key, "-nodes", "-subj", subject, "-keyout", self.path(f"{name}.key"),
            "-out", self.path(f"{name}.csr"))
        pathlib.Path(self.path(f"{name}.ext")).write_text(ext or "subjectKeyIdentifier=hash\n")
        run("openssl", "x509", "-req", "-in", self.path(f"{name}.csr"), "-CA", self.path(f"{issuer}.pem"), "-CAkey",
            self.path(f"{issuer}.key"), "-CAcreateserial", "-days", str(days), "-extfile", self.path(f"{name}.ext"),
            "-out", self.path(f"{name}.pem"), *sign)
        return name


@contextlib.contextmanager
def listening(command, port, environment=None):
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          env={**os.environ, **(environment or {})}) as server:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                if server.poll() is not None:
                    raise RuntimeError(f"{command[0]} ended: {server.stderr.read().decode()}")
                time.sleep(0.02)
            yield port
        finally:
            server.terminate()
            server.wait(10)


def s_server(pki, name, *arguments, environment=None):
    port = free_port()
    return listening(["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-quiet", "-cert", pki.path(f"{name}.pem"),
                      "-key", pki.path(f"{name}.key"), *arguments], port, environment)


def nginx(pki, certificate, key, settings=""):
    port = free_port()
    folder = pki.folder / f"nginx-{port}"
    folder.mkdir()
    (folder / "nginx.conf").write_text(f"""
daemon off; master_process off; pid {folder}/pid; error_log stderr crit;
events {{}}
http {{
    access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {certificate}; ssl_certificate_key {key}; {settings} }}
}}
""")
    binary = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    return listening([binary, "-c", str(folder / "nginx.conf")], port)


@contextlib.contextmanager
def scripted(answer):
    """A server that says `answer` to whoever connects and hangs up; None: it says nothing and stays."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stopped = threading.Event()
        kept = []

        def serve():
            while not stopped.is_set():
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                if answer is None:
                    kept.append(connection)
                    continue
                with connection:
                    connection.settimeout(2)
                    with contextlib.suppress(OSError):
                        connection.recv(4096)
                        connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            stopped.set()
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
            for connection in kept:
                connection.close()


def check(port, *arguments, roots=None, host=HOST):
    command = [program, "check", "server", f"127.0.0.1:{port}", "--format", "json", "--host", host]
    if "--os" not in arguments:
        command += ["--os", "ios27"]
    if roots:
        command += ["--roots", roots]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=120)
    document = json.loads(done.stdout)
    return done.returncode, document["servers"][0]


def expect(what, port, errors=(), *arguments, roots=None, host=HOST, more=None, at_least=False):
    code, server = check(port, *arguments, roots=roots, host=host)
    found = sorted({finding["rule"] for finding in server["findings"] if finding["severity"] == "error"})
    wanted = sorted(errors)
    fits = set(wanted) <= set(found) if at_least else found == wanted
    if server["error"]:
        problems.append(f"{what}: {server['error']['message']}")
    elif not fits:
        problems.append(f"{what}: {found} instead of {wanted}")
    elif code != (1 if wanted else 0) or (server["verdict"] == "refused") != bool(wanted):
        problems.append(f"{what}: exit code {code}, {server['verdict']}")
    elif more and not more(server):
        problems.append(f"{what}: {json.dumps(server['tls'])}")
    else:
        print(f"ok: {what}")


def expect_error(what, port, word, seconds):
    start = time.monotonic()
    code, server = check(port)
    took = time.monotonic() - start
    if code != 2 or not server["error"] or word not in server["error"]["message"] or took > seconds:
        problems.append(f"{what}: exit code {code}, {server['error']}, {took:.1f} s")
    else:
        print(f"ok: {what}")


def handshakes(pki):
    root = pki.path("root.pem")
    pki.issue("good")
    system = ("--purpose", "system-connection")
    with s_server(pki, "good") as port:
        expect("a good server", port, (), roots=root)
        expect("a good server for MDM", port, (), *system, roots=root,
               more=lambda s: s["tls"]["extendedMasterSecret"] is True and s["tls"]["chainComplete"] is True)
        expect("another host", port, ["apple-tls-dns-name-in-san"], roots=root, host="other.example.com")
        expect("a root that was not named", port, ["apple-x509-incomplete-chain"], roots=pki.path("issuing.pem"),
               at_least=True)
    weak = "ALL:@SECLEVEL=0"
    with s_server(pki, "good", "-tls1", "-cipher", weak) as port:
        expect("TLS 1.0 only", port, ["ats-tls12-min", "tls-10-11-safari"], roots=root,
               more=lambda s: s["tls"]["protocols"] == ["TLS 1.0"])
        expect("TLS 1.0 only, for MDM", port, ["sysconn-tls12"], *system, roots=root, at_least=True)
    with s_server(pki, "good", "-tls1_2", "-cipher", "AES128-GCM-SHA256") as port:
        expect("static RSA only", port, ["ats-forward-secrecy"], roots=root)
        expect("static RSA only, for MDM", port, ["sysconn-suite"], *system, roots=root, at_least=True)
    with s_server(pki, "good", "-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA") as port:
        expect("CBC only, for apps", port, (), roots=root)
        expect("CBC only, for MDM", port, ["sysconn-suite"], *system, roots=root, at_least=True)
        expect("CBC only, for MDM on iOS 26", port, (), *system, "--os", "ios26", roots=root)
    settings = pki.folder / "no-ems.cnf"
    settings.write_text("openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\n"
                        "Options = -ExtendedMasterSecret\n")
    with s_server(pki, "good", "-tls1_2", environment={"OPENSSL_CONF": str(settings)}) as port:
        expect("no Extended Master Secret, for MDM", port, ["sysconn-ems"], *system, roots=root, at_least=True,
               more=lambda s: s["tls"]["extendedMasterSecret"] is False)


def certificates(pki):
    root = pki.path("root.pem")
    legacy = ("-cipher", "ALL:@SECLEVEL=0")
    low = pki.folder / "low.cnf"
    low.write_text("openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nCipherString = ALL:@SECLEVEL=0\n")
    ways = [
        ("no name but the common name, twenty years",
         dict(ext="", days=7305), ["apple-tls-dns-name-in-san", "apple-tls-validity-825-any-anchor"]),
        ("expired", dict(days=-1), ["apple-x509-expired"]),
        ("SHA-1", dict(sign=("-sha1",)), ["apple-tls-sha1", "ats-signature-sha256"]),
        ("RSA 1024", dict(key=("rsa:1024",)), ["apple-tls-key-rsa-2048", "ats-key-size"]),
        ("P-224", dict(key=("ec", "-pkeyopt", "ec_paramgen_curve:secp224r1")), ["apple-tls-key-ec-256", "ats-key-size"]),
        ("Ed25519", dict(key=("ed25519",)), ["apple-tls-key-type-rsa-ec-only", "ats-key-size"]),
        ("signed with RSA-PSS", dict(sign=("-sigopt", "rsa_padding_mode:pss")), ["apple-x509-sigalg-supported"]),
        ("key usage of a CA", dict(ext=f"subjectAltName=DNS:{HOST}\nkeyUsage=critical,keyCertSign,cRLSign\n"
                                   "extendedKeyUsage=serverAuth\nbasicConstraints=critical,CA:TRUE\n"),
         ["apple-tls-ku-by-cipher"]),
        ("for clients only", dict(ext=f"subjectAltName=DNS:{HOST}\nextendedKeyUsage=clientAuth\n"),
         ["apple-tls-eku-base"]),
    ]
    for number, (what, wish, errors) in enumerate(ways):
        name = pki.issue(f"way{number}", **wish)
        with s_server(pki, name, *legacy, environment={"OPENSSL_CONF": str(low)}) as port:
            expect(what, port, errors, roots=root)
    names = ",".join(f"DNS:h{i}.example.com" for i in range(10_000))
    pki.issue("many", ext=GOOD.replace(f"DNS:{HOST}", f"DNS:{HOST},{names}"))
    with s_server(pki, "many") as port:
        expect("10,000 names", port, (), roots=root)
    pki.issue("huge", ext=GOOD + "1.2.3.4.5=DER:04830F4240" + "41" * 1_000_000 + "\n")
    with s_server(pki, "huge") as port:
        expect("a certificate of 1 MB", port, (), roots=root)
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "300", "-subj", f"/CN={HOST}", "-keyout",
        pki.path("self.key"), "-out", pki.path("self.pem"), "-addext", f"subjectAltName=DNS:{HOST}")
    with s_server(pki, "self") as port:
        expect("self-signed", port, ["apple-x509-self-signed-leaf", "apple-x509-untrusted-root"], roots=root)
        expect("self-signed, and trusted as such", port, (), roots=pki.path("self.pem"))


def behind_nginx(pki):
    root = pki.path("root.pem")
    pki.issue("below", issuer="issuing")
    chain = pki.folder / "chain.pem"
    chain.write_text(pathlib.Path(pki.path("below.pem")).read_text() + pathlib.Path(pki.path("issuing.pem")).read_text())
    with nginx(pki, chain, pki.path("below.key"), "ssl_protocols TLSv1.2 TLSv1.3;") as port:
        expect("nginx with the whole chain", port, (), "--purpose", "system-connection", roots=root,
               more=lambda s: s["tls"]["chainComplete"] is True and len(s["certificates"]) == 3)
    with nginx(pki, pki.path("below.pem"), pki.path("below.key")) as port:
        expect("nginx without the intermediate", port,
               ["apple-tls-server-hello-intermediates", "apple-x509-incomplete-chain"], roots=root,
               more=lambda s: s["tls"]["chainComplete"] is False)
    with nginx(pki, chain, pki.path("below.key"), "ssl_protocols TLSv1.2; ssl_ciphers AES256-SHA;") as port:
        expect("nginx with one old suite", port, ["ats-forward-secrecy"], roots=root, at_least=True)


def strangers():
    with scripted(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        expect_error("a web server without TLS", port, "HTTP/1.1 400", 20)
    with scripted(b"") as port:
        expect_error("one that hangs up", port, "", 20)
    with scripted(None) as port:
        expect_error("one that says nothing", port, "", 60)
    expect_error("nobody there", free_port(), "refuses", 10)


missing_tool("openssl")
missing_tool("nginx")
with tempfile.TemporaryDirectory() as place:
    made = Pki(pathlib.Path(place))
    handshakes(made)
    certificates(made)
    behind_nginx(made)
    strangers()
for problem in problems:
    print(f"FAILED: {problem}")
sys.exit(1 if problems else 0)
