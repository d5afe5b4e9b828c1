# SPDX-License-Identifier: GPL-3.0-or-later
"""SCEP against servers that misbehave in every way we know of, and against Debian's scepserver.

Usage: scep_desk.py PROFILEWRIGHT-CLI SCEP_TEST_SERVER [WORD]: with a word, only the rows that have it in their name.

Everything runs on the loopback; where the system allows it, in a network of its own, so that nothing can leave.
"""
import concurrent.futures
import contextlib
import datetime
import pathlib
import plistlib
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import scep_lab
import scep_rows
from surroundings import enter_own_network, missing_tool, run, scepserver

def make_tls(lab):
    """A root and servers' certificates below it, by the openssl tool."""
    authority = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=Test Root",
        "-keyout", lab.path("root.key"), "-out", lab.path("root.pem"), *authority)
    # `openssl x509` 3.0 cannot start a certificate in the past; `openssl ca` can.
    pathlib.Path(lab.path("index")).touch()
    pathlib.Path(lab.path("ca.cnf")).write_text(
        f"[ca]\ndefault_ca=a\n[a]\ndatabase={lab.path('index')}\nnew_certs_dir={lab.path()}\nrand_serial=yes\n"
        "unique_subject=no\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n", encoding="utf-8")
    now = datetime.datetime.now(datetime.timezone.utc)
    make_intermediate(lab)
    for name, names, first, last, issuer in (
            ("good", "IP:127.0.0.1", -1, 300, "root"), ("expired", "IP:127.0.0.1", -300, -1, "root"),
            ("elsewhere", "DNS:scep.example.com", -1, 300, "root"), ("long-lived", "IP:127.0.0.1", -1, 900, "root"),
            ("below", "IP:127.0.0.1", -1, 300, "intermediate")):
        pathlib.Path(lab.path(f"{name}.ext")).write_text(
            f"subjectAltName={names}\nkeyUsage=critical,digitalSignature,keyEncipherment\n"
            "extendedKeyUsage=serverAuth\n", encoding="ascii")
        run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Test", "-keyout", lab.path(f"{name}.key"),
            "-out", lab.path(f"{name}.csr"))
        start, end = ((now + datetime.timedelta(days)).strftime("%Y%m%d%H%M%SZ") for days in (first, last))
        run("openssl", "ca", "-batch", "-notext", "-config", lab.path("ca.cnf"), "-in", lab.path(f"{name}.csr"),
            "-cert", lab.path(f"{issuer}.pem"), "-keyfile", lab.path(f"{issuer}.key"), "-extfile",
            lab.path(f"{name}.ext"), "-startdate", start, "-enddate", end, "-out", lab.path(f"{name}.pem"))


def make_intermediate(lab):
    pathlib.Path(lab.path("intermediate.ext")).write_text(
        "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n",
        encoding="ascii")
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Test Intermediate", "-keyout",
        lab.path("intermediate.key"), "-out", lab.path("intermediate.csr"))
    run("openssl", "x509", "-req", "-days", "3000", "-in", lab.path("intermediate.csr"), "-CA", lab.path("root.pem"),
        "-CAkey", lab.path("root.key"), "-CAcreateserial", "-extfile", lab.path("intermediate.ext"), "-out",
        lab.path("intermediate.pem"))


def try_row(lab, row, server):
    """Problems of one row."""
    url = row.url.format(url=server["url"]) if row.url else server["url"]
    certificates = [lab.path(name) for name in row.certificates]
    changes = dict(row.payload(server) if callable(row.payload) else row.payload)
    if changes.get("Challenge") == "WRONG":
        changes["Challenge"] = lab.wrong_challenge
    arguments = [lab.path(part) if part.endswith(".pem") else part for part in row.arguments]
    if "--os" not in arguments:
        arguments += ["--os", "ios26"]
    problems = []
    if row.probe:
        seen = len(scep_lab.read_log(server["log"]))
        code, document = lab.run("scep", "probe", url, "--format", "json", *arguments)
        problems += scep_rows.judge(row, code, document, "probe")
        if "PKIOperation" in scep_rows.operations(scep_lab.read_log(server["log"])[seen:]):
            problems.append("probe: sends a PKIOperation")
    seen = len(scep_lab.read_log(server["log"]))
    issue = ["--issue"] if row.issue else []
    code, document = lab.run("scep", "dry-run", lab.profile(lab.payload(url, **changes), *certificates), *issue, "--format", "json",
                             *arguments)
    problems += scep_rows.judge(row, code, document, "dry-run")
    if row.more:
        problems += row.more(scep_lab.read_log(server["log"])[seen:], document)
    return problems


def try_together(lab, rows):
    """Problems of rows that need the same server, one after the other."""
    first = rows[0]
    tls = (lab.path(f"{first.tls}.pem"), lab.path(f"{first.tls}.key")) if first.tls else ()
    problems = []
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(lab.serving(*first.modes, challenge=first.challenge, tls=tls))
        if first.behind:
            server["url"] = stack.enter_context(lab.serving(redirect=server["url"]))["url"]
        for row in rows:
            try:
                found = try_row(lab, row, server)
            except Exception as error:  # pylint: disable=broad-except
                found = [f"{type(error).__name__}: {error}"]
            problems += [f"{row.what}: {problem}" for problem in found]
    return problems


def try_rows(lab, rows):
    groups = {}
    for row in rows:
        groups.setdefault((row.modes, row.challenge, row.tls, row.behind), []).append(row)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        # The longest first.
        found = pool.map(lambda group: try_together(lab, group), sorted(groups.values(), key=len, reverse=True))
        return [problem for problems in found for problem in problems]


def every_mode_is_tried(lab):
    listed = {line.split("\t")[0] for line in run(lab.server, "--list").splitlines()}
    used = {mode for row in scep_rows.ROWS for mode in row.modes}
    return [f"the mode {mode} is in no row" for mode in sorted(listed - used)]


def dry_run(lab, url, **changes):
    return lab.run("scep", "dry-run", lab.profile(lab.payload(url, **changes)), "--issue", "--format", "json",
                   "--os", "ios26")


def try_debian(lab):
    """Debian's scepserver grants, refuses, and grants no second certificate for a name."""
    problems = []
    with scepserver(lab.path("depot"), lab.challenge, lab.environment, "-allowrenew", "0") as url:
        good = scep_rows.goes_on("scepserver", rules=("scep-reply-weak",))
        problems += scep_rows.judge(good, *dry_run(lab, url), "scepserver grants")
        wrong = scep_rows.stops(22013, "", cause="challenge", hidden={"failInfo": 2})
        problems += scep_rows.judge(wrong, *dry_run(lab, url, Challenge=lab.wrong_challenge), "scepserver refuses")
        # What is printed for people is looked through for secrets as well.
        code, _ = lab.run("scep", "dry-run", lab.profile(lab.payload(url)), "--issue")
        if code != 0:
            problems.append(f"scepserver grants: exit code {code} with text")
        problems += try_refused_enroll(lab, url)
        for way, on_device in (("--replace", False), ("--beside", True)):
            problems += [f"enroll {way}: {problem}" for problem in try_enroll(lab, url, way, on_device)]
    with scepserver(lab.path("depot-once"), lab.challenge, lab.environment) as url:
        problems += scep_rows.judge(scep_rows.goes_on(""), *dry_run(lab, url), "scepserver, the first time")
        twice = scep_rows.stops(22013, "", cause="policy|name|subject", hidden={"failInfo": 2})
        problems += scep_rows.judge(twice, *dry_run(lab, url), "scepserver, the second time")
    return problems


def try_enroll(lab, url, way, on_device):
    """The identity that `scep enroll` puts into the profile, with the eyes of openssl."""
    passwords = pathlib.Path(lab.path("passwords"))
    passwords.mkdir(exist_ok=True)
    (passwords / "word").write_text(lab.password + "\n", encoding="ascii")
    out = pathlib.Path(lab.path("profiles", f"enrolled{way}.mobileconfig"))
    source = pathlib.Path(lab.profile(lab.payload(url)))
    before = source.read_bytes()
    code, document = lab.run("scep", "enroll", str(source), "-o", str(out), way, "--password-file",
                             str(passwords / "word"), "--format", "json", *(["--ask-on-device"] if on_device else []))
    if code != 0 or document.get("outcome") != "enrolled":
        return [f"exit code {code}, {document}"]
    problems = [] if source.read_bytes() == before else ["the profile itself was changed"]
    if out.stat().st_mode & 0o077:
        problems.append("others may read the private key")
    if way == "--replace" and lab.challenge.encode() in out.read_bytes():
        problems.append("the challenge is still in the profile")
    payloads = plistlib.loads(out.read_bytes())["PayloadContent"]
    types = sorted(payload["PayloadType"] for payload in payloads)
    wanted = ["com.apple.security.pkcs12"] + (["com.apple.security.scep"] if way == "--beside" else [])
    if types != wanted:
        return [*problems, f"the payloads are {types}"]
    identity = next(payload for payload in payloads if payload["PayloadType"] == "com.apple.security.pkcs12")
    if identity.get("Password") != (None if on_device else lab.password):
        problems.append("the password in the profile is not what was asked for")
    return problems + check_identity(lab, identity["PayloadContent"], passwords / "word")


def try_unkept_enroll(lab):
    """Nothing is sent where the identity could not be kept."""
    passwords = pathlib.Path(lab.path("passwords"))
    passwords.mkdir(exist_ok=True)
    (passwords / "empty").write_text("\n", encoding="ascii")
    problems = []
    with lab.serving() as server:
        profile = lab.profile(lab.payload(server["url"]))
        for what, arguments in {
                "a folder that is not there": ("-o", lab.path("nowhere", "x.mobileconfig")),
                "a folder": ("-o", lab.path("profiles")),
                "no passphrase": ("-o", lab.path("profiles", "x"), "--password-file", str(passwords / "empty"))}.items():
            code, document = lab.run("scep", "enroll", profile, "--format", "json", *arguments)
            asked = scep_rows.operations(scep_lab.read_log(server["log"]))
            if code != 2 or asked:
                problems.append(f"enroll into {what}: exit code {code}, the server was asked for {asked}, {document}")
    return problems


def try_enroll_behind_the_ca(lab):
    """The certificate of our key is carried, wherever it stands in the reply."""
    out = pathlib.Path(lab.path("profiles", "behind.mobileconfig"))
    with lab.serving("ca-first") as server:
        code, document = lab.run("scep", "enroll", lab.profile(lab.payload(server["url"])), "-o", str(out), "--os", "ios18",
                                 "--format", "json")
    issued = (document.get("issued") or {}).get("name")
    return [] if out.exists() and issued == "iphone-1" else [f"enroll with the CA in front: exit code {code}, {document}"]


def try_refused_enroll(lab, url):
    out = pathlib.Path(lab.path("profiles", "refused.mobileconfig"))
    code, document = lab.run("scep", "enroll", lab.profile(lab.payload(url, Challenge=lab.wrong_challenge)), "-o",
                             str(out), "--format", "json")
    problems = scep_rows.judge(scep_rows.stops(22013, "", cause="challenge"), code, document, "enroll, refused")
    return problems + (["enroll, refused: wrote a profile"] if out.exists() else [])


def check_identity(lab, pkcs12, password):
    path = lab.path(f"{time.monotonic_ns()}.p12")
    pathlib.Path(path).write_bytes(pkcs12)
    secret = f"file:{password}"
    certificate = run("openssl", "pkcs12", "-in", path, "-passin", secret, "-clcerts", "-nokeys", "-legacy")
    key = run("openssl", "pkcs12", "-in", path, "-passin", secret, "-nocerts", "-nodes", "-legacy")
    of_certificate = run("openssl", "x509", "-noout", "-pubkey", input=certificate)
    of_key = run("openssl", "pkey", "-pubout", input=key)
    problems = [] if of_certificate == of_key else ["the key does not fit the certificate"]
    text = run("openssl", "x509", "-noout", "-text", input=certificate)
    for wanted in ("DNS:iphone-1.example.com", "CN = iphone-1", "TLS Web Client Authentication", "(2048 bit)"):
        if wanted not in text:
            problems.append(f"the certificate lacks {wanted}")
    pathlib.Path(lab.path("leaf.pem")).write_text(certificate, encoding="utf-8")
    run("openssl", "verify", "-CAfile", lab.path("depot", "ca.pem"), lab.path("leaf.pem"))
    return problems


def main():
    for tool in ("openssl", "scepserver"):
        missing_tool(tool)
    enter_own_network()
    program, server, *word = sys.argv[1:]
    rows = [row for row in scep_rows.ROWS if not word or word[0] in row.what]
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        lab = scep_lab.Lab(program, server, folder)
        problems = every_mode_is_tried(lab)
        make_tls(lab)
        with scep_lab.ArgumentWatch([lab.challenge, lab.wrong_challenge, lab.password]) as watch:
            problems += try_rows(lab, rows)
            if not word:
                problems += try_unkept_enroll(lab) + try_enroll_behind_the_ca(lab)
                problems += try_debian(lab)
        problems += [f"a secret is in the arguments of {name}" for name in sorted(watch.found)]
        problems += [f"a secret is in {place}" for place in lab.leaks()]
        print(f"{len(rows)} rows, {len(lab.said)} runs of the command line, arguments looked at {watch.looks} times, "
              f"{time.monotonic() - start:.1f} s")
    for problem in problems:
        print(f"FAILED: {problem}")
    return 1 if problems else 0


sys.exit(main())
