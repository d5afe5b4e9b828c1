# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way an enrolment by SCEP fails on a device, and what the dry run has to say of it."""
import dataclasses
import hashlib
import pathlib
import re
import ssl
import typing

SCEP = "MCSCEPErrorDomain"
PAYLOAD = "MCPayloadErrorDomain"
GOOD = ("would-enroll", "enrolled")


@dataclasses.dataclass
class Row:
    """One server, one payload, one answer."""
    what: str
    modes: tuple = ()
    code: typing.Optional[int] = None
    domain: str = SCEP
    # A regular expression that the sentence about the cause has to match.
    cause: str = ""
    # Findings that have to be there.
    rules: tuple = ()
    # Changes to the payload; may be a function of what the server says of itself.
    payload: typing.Any = dataclasses.field(default_factory=dict)
    arguments: tuple = ()
    challenge: bool = True
    # Looks at the server's log and the document; returns what is wrong with them.
    more: typing.Any = None
    # Whether `scep probe` has to say the same.
    probe: bool = False
    issue: bool = True
    hidden: dict = dataclasses.field(default_factory=dict)
    # Instead of the server's own address.
    url: str = ""
    # Name of a certificate for TLS.
    tls: str = ""
    # Whether a server of plain HTTP sends everything on to that server.
    behind: bool = False
    # Files of certificates that the profile installs.
    certificates: tuple = ()


def stops(code, what, *modes, cause, **more):
    return Row(what, modes, code, cause=cause, **more)


def probed(code, what, *modes, cause, **more):
    return Row(what, modes, code, cause=cause, probe=True, **more)


def goes_on(what, *modes, **more):
    return Row(what, modes, None, **more)


def operations(log):
    return [entry["operation"] for entry in log]


def first_message(log):
    return next(entry for entry in log if entry["operation"] == "PKIOperation")


def differences(found, wanted, name):
    return [f"{name}.{key} is {found.get(key)!r} instead of {value!r}"
            for key, value in wanted.items() if found.get(key) != value]


def is_request(log, method="POST", encoding="BER", digest="SHA512", cipher="AES-128-CBC", recipient="ca",
               challenge_type="PrintableString"):
    """What a device sends (Apple, SecSCEP.c and what comes before it)."""
    if operations(log) != ["GetCACert", "GetCACaps", "PKIOperation"]:
        return [f"the server was asked for {operations(log)}"]
    entry = log[-1]
    message = entry["message"]
    header = {name.lower(): value for name, value in entry["headers"].items()}
    problems = differences(entry, {"method": method, "path": "/scep"}, "request")
    problems += differences(header, {"content-type": "application/x-pki-message"}, "headers")
    problems += differences(message, {
        "encoding": encoding, "envelope": encoding, "digest": digest, "cipher": cipher, "recipient": recipient,
        "messageType": "19", "messageTypeAs": "PrintableString", "transactionIdAs": "PrintableString",
        "transactionIdIsKeyHash": True, "nonceBytes": 16, "signingTime": True}, "message")
    if encoding == "BER" and not message["start"].startswith("30 80"):
        problems.append(f"the message starts with {message['start']}")
    if not re.fullmatch("[0-9A-F]{40}", message["transactionId"]):
        problems.append(f"the transactionID is {message['transactionId']}")
    problems += differences(message["sender"], {
        "selfSigned": True, "days": 365, "usage": ["digitalSignature", "keyEncipherment"], "signature": "RSA-SHA1"},
        "sender")
    request = message["request"]
    problems += differences(request, {
        "subject": "CN=iphone-1,O=Profilewright Tests", "version": 1, "bits": 2048, "signatureFits": True,
        "signature": f"RSA-{digest}", "keyIsSender": True, "usage": ["digitalSignature", "keyEncipherment"],
        "extensions": ["subjectAltName", "keyUsage critical"], "challenge": "right", "challengeType": challenge_type},
        "request")
    names = ["DNS:iphone-1.example.com", "UPN:anna@corp.example.com", "email:anna@example.com"]
    if sorted(request["names"]) != names:
        problems.append(f"the names are {request['names']}")
    if method == "GET":
        query = entry["query"]
        if "%2B" in query or "%2F" in query or "+" not in query:
            problems.append("+ and / do not go out as they are")
    return problems


RETRY_DELAY = 2


def polls(count):
    """1 + Retries messages: the request, a poll at once, then one after each delay."""
    def look(log, _):
        messages = [entry for entry in log if entry["operation"] == "PKIOperation"]
        if len(messages) != count:
            return [f"{len(messages)} messages instead of {count}"]
        problems = []
        identity = messages[0]["message"]["transactionId"]
        for entry in messages[1:]:
            problems += differences(entry["message"], {
                "messageType": "20", "digest": "SHA1", "cipher": "DES-EDE3-CBC", "transactionId": identity,
                "recipient": "ca"}, "poll")
            problems += differences(entry["message"].get("poll", {}), {
                "issuerIsSigner": True, "subject": "CN=iphone-1,O=Profilewright Tests"}, "poll")
        at = [entry["milliseconds"] for entry in messages]
        delay = RETRY_DELAY * 1000
        if at[1] - at[0] > delay - 100:
            problems.append(f"{at[1] - at[0]} ms before the first poll")
        if any(later - sooner < delay - 10 for sooner, later in zip(at[1:], at[2:])):
            problems.append(f"polls at {at} ms, which is less than RetryDelay apart")
        return problems
    return look


def silent(log, _):
    return [f"the server was asked for {operations(log)}"] if log else []


def only(*names):
    return lambda log, _: [] if operations(log) == list(names) else [f"the server was asked for {operations(log)}"]


def sends(**facts):
    return lambda log, _: is_request(log, **facts)


def one_request(log, _):
    """Polls, and no second request."""
    types = [entry["message"]["messageType"] for entry in log if entry["operation"] == "PKIOperation"]
    return [] if types.count("19") == 1 and "20" in types else [f"the server got messages of the types {types}"]


def last_step(name):
    return lambda _, document: [] if document["steps"][-1]["step"] == name else [f"the steps are {document['steps']}"]


def query_starts(number, wanted):
    def look(log, _):
        query = log[number]["query"]
        return [] if query == wanted else [f"the query is {query[:80]}"]
    return look


def digest_of(which, algorithm, spoil=False, size=None):
    """CAFingerprint of one of the server's certificates."""
    def change(server):
        pem = pathlib.Path(server[which]).read_text(encoding="ascii")
        value = hashlib.new(algorithm, ssl.PEM_cert_to_DER_cert(pem), usedforsecurity=False).digest()
        if spoil:
            value = bytes(byte ^ 0xFF for byte in value)
        return {"CAFingerprint": value[:size] if size else value}
    return change


GET_CA_CERT = [
    probed(22002, "a CA certificate in PEM", "pem", cause="PEM"),
    probed(22002, "a PKCS #7 message as a CA certificate", "pkcs7-as-ca", cause="PKCS #7"),
    probed(22002, "half a CA certificate", "truncated-ca", cause="cut off"),
    probed(22002, "two CA certificates", "ca-twice", cause="2 certificates in DER behind one another"),
    probed(22002, "a long page as a CA certificate", "long-page-as-ca", cause="HTML", rules=("scep-long-answer",)),
    probed(22002, "a web page as a CA certificate", "html-as-ca", cause="HTML"),
    probed(22003, "one certificate as a bundle", "ra-single-der", cause="certificate in DER"),
    probed(22003, "a web page as a bundle", "ra-html", cause="HTML"),
    probed(22003, "half a bundle", "ra-truncated", cause="cut off"),
    probed(22003, "an empty bundle", "ra-empty", cause="without certificates"),
    probed(22003, "a bundle with the CA alone", "ra-ca-only", cause="Test CA: keyCertSign"),
    probed(22003, "an RA without key usage", "ra-without-usage", cause="Test RA: no key usage"),
    probed(22003, "an RA for signing only", "ra-signing-only", cause="Test RA: digitalSignature;"),
    probed(22003, "an RA for encryption from elsewhere", "ra-foreign-encryption", cause="same root"),
    probed(22004, "404 and a page", "not-found", cause="HTML", rules=("scep-http-status",)),
    probed(22004, "a page to log in at", "login-page", cause="text/html"),
    probed(22004, "a long page", "long-page", cause="text/html", rules=("scep-long-answer",)),
    probed(22004, "a redirect without an address", "redirect-nowhere", cause="status 302, no Location",
           rules=("scep-redirect", "scep-http-status")),
    probed(22004, "a redirect to FTP", "redirect-ftp", cause="leads nowhere .*Location “ftp://127.0.0.1/scep",
           rules=("scep-redirect",)),
    probed(22004, "no Content-Type", "no-type", cause="no Content-Type"),
    probed(22004, "a Content-Type with a parameter", "charset", cause="charset=binary"),
    probed(22004, "a Content-Type in capitals", "letter-case", cause="Application/X-X509-CA-Cert"),
    probed(22004, "a Content-Type of text", "text-plain", cause="text/plain"),
    probed(22011, "a CA on P-256", "ec-ca", cause="EC P-256"),
    probed(22011, "a CA with RSA-PSS", "pss-ca", cause="PSS"),
    goes_on("one RA for both", "ra-both", probe=True, more=sends(recipient="ra")),
    goes_on("two RAs", "ra-two", probe=True, more=sends(recipient="ra-encryption")),
    goes_on("an RA that has expired", "ra-expired", probe=True, rules=("scep-ra-expired",)),
    goes_on("a CA certificate that takes its time", "slow", probe=True, arguments=("--timeout", "1")),
    goes_on("GetCACert elsewhere", "redirect-ca", probe=True, rules=("scep-redirect",)),
]

FINGERPRINTS = [
    goes_on("SHA-256 of the CA on iOS 26", "ra-both", payload=digest_of("ca", "sha256")),
    goes_on("SHA-256 of the RA on iOS 26", "ra-both", payload=digest_of("ra", "sha256")),
    stops(22003, "SHA-256 of the CA on iOS 15", "ra-both", payload=digest_of("ca", "sha256"),
          arguments=("--os", "ios15"), cause="SHA-256; before iOS 16"),
    goes_on("SHA-1 of the CA on iOS 15", "ra-both", payload=digest_of("ca", "sha1"), arguments=("--os", "ios15")),
    stops(22003, "SHA-1 of the RA on iOS 15", "ra-both", payload=digest_of("ra", "sha1"),
          arguments=("--os", "ios15"), cause="top of the chain"),
    goes_on("MD5 of the CA", "ra-both", payload=digest_of("ca", "md5")),
    goes_on("MD5 of the CA on iOS 15", "ra-both", payload=digest_of("ca", "md5"), arguments=("--os", "ios15")),
    stops(22003, "somebody else's fingerprint", "ra-both", payload=digest_of("ca", "sha1", spoil=True),
          cause="None of the certificates .* CAFingerprint"),
    stops(22003, "a fingerprint of 19 bytes", "ra-both", payload=digest_of("ca", "sha1", size=19), cause="19 bytes"),
    stops(22003, "an empty fingerprint", "ra-both", payload={"CAFingerprint": b""}, cause="CAFingerprint .* empty"),
    goes_on("an empty fingerprint with one certificate", payload={"CAFingerprint": b""},
            rules=("scep-fingerprint-unread",)),
    goes_on("somebody else's fingerprint with one certificate", payload=digest_of("ca", "sha1", spoil=True),
            rules=("scep-fingerprint-unread",)),
]

TRANSPORT = [
    stops(22005, "nobody there", url="http://127.0.0.1:9/scep", cause="refused", hidden={"nsurlCode": -1004}),
    stops(22005, "a name that is nobody's", url="http://scep.invalid/scep", cause="scep.invalid not found",
          hidden={"nsurlCode": -1003}),
    probed(22005, "a connection that is closed", "close", cause="closed", more=last_step("GetCACert"),
           hidden={"nsurlCode": -1005}),
    probed(22005, "a connection that is closed at GetCACaps", "close-caps", cause="closed",
           more=last_step("GetCACaps")),
    stops(22005, "a connection that is closed at PKIOperation", "close-pki", cause="closed",
          more=last_step("PKIOperation")),
    stops(22005, "a server that says nothing", "stall", arguments=("--timeout", "1"), cause="in time",
          hidden={"nsurlCode": -1001}),
    stops(22005, "a server that says nothing to PKIOperation", "stall-pki", arguments=("--timeout", "2"),
          cause="in time", hidden={"nsurlCode": -1001}),
    stops(22005, "a server of FTP", url="ftp://127.0.0.1/scep", cause="http:// and https:// only",
          hidden={"nsurlCode": -1002}),
    goes_on("TLS", tls="good", arguments=("--roots", "root.pem")),
    stops(22005, "TLS from an unknown root", tls="good", cause="issuer certificate .* could not be found",
          hidden={"nsurlCode": -1202}),
    stops(22005, "TLS that has expired", tls="expired", arguments=("--roots", "root.pem"), cause="expired"),
    goes_on("TLS behind a redirect", tls="good", behind=True, arguments=("--roots", "root.pem"),
            rules=("scep-redirect",), payload={"GetCACaps": ["SHA-256", "AES"]}),
    probed(22005, "TLS behind a redirect that only devices refuse", tls="long-lived", behind=True,
           arguments=("--roots", "root.pem"), cause="does not trust .*825", rules=("apple-tls-validity-825-any-anchor",),
           more=last_step("TLS"), hidden={"nsurlCode": -1202}),
    stops(22005, "TLS without the intermediate", tls="below", arguments=("--roots", "root.pem"), cause="issuer"),
    goes_on("TLS with the intermediate in the profile", tls="below", arguments=("--roots", "root.pem"),
            certificates=("intermediate.pem",), rules=("scep-server-issuer",)),
    stops(22005, "TLS with the intermediate alone", tls="below", certificates=("intermediate.pem",),
          cause="not trusted", hidden={"nsurlCode": -1202}),
    stops(22005, "TLS for another host", tls="elsewhere", arguments=("--roots", "root.pem"),
          cause="not for the address 127.0.0.1"),
]

CAPABILITIES = [
    probed(22006, "SCEPStandard in place of a digest", "caps-standard", cause="SHA"),
    probed(22006, "a blank behind the digest", "caps-blank", cause="SHA-256", rules=("scep-caps-spelling",)),
    probed(22006, "a NUL behind the digest", "caps-nul", cause="NUL", rules=("scep-caps-spelling",)),
    probed(22006, "capabilities in UTF-16", "caps-utf16", cause="UTF-16", rules=("scep-caps-spelling",)),
    goes_on("a byte order mark", "caps-mark", probe=True, rules=("scep-caps-spelling",)),
    probed(22006, "commas between capabilities", "caps-commas", cause="SHA", rules=("scep-caps-spelling",)),
    probed(22006, "a digest in small letters", "caps-lower-case", cause="SHA", rules=("scep-caps-spelling",)),
    probed(22006, "a page in place of capabilities", "caps-html", cause="HTML page .*404"),
    goes_on("no capabilities", "caps-empty", probe=True, rules=("scep-caps-assumed",),
            more=sends(method="GET", digest="SHA1", cipher="DES-EDE3-CBC")),
    goes_on("SHA-1 and triple DES", "caps-old", more=sends(digest="SHA1", cipher="DES-EDE3-CBC")),
    goes_on("no AES", "caps-no-aes", more=sends(digest="SHA256", cipher="DES-EDE3-CBC")),
    goes_on("no cipher", "caps-no-cipher", more=sends(digest="SHA256", cipher="DES-EDE3-CBC")),
    goes_on("no POST", "caps-no-post", more=sends(method="GET"), rules=("scep-query-length",)),
    goes_on("capabilities in the payload", payload={"GetCACaps": ["SHA-256", "AES", "POSTPKIOperation"]},
            more=only("GetCACert", "PKIOperation")),
]

FAIL_NAMES = ["badAlg", "badMessageCheck", "badRequest", "badTime", "badCertId"]
REFUSALS = [
    *(stops(22013, f"refused: {name}", f"fail{number}", cause=name, hidden={"failInfo": number})
      for number, name in enumerate(FAIL_NAMES)),
    stops(22013, "refused without a reason", "fail-bare", cause="refuse", hidden={"failInfo": None}),
    stops(22013, "refused with a sentence", "fail2", "fail-text", cause="The template does not allow this name",
          hidden={"failInfo": 2, "failInfoText": "The template does not allow this name"}),
    stops(22013, "refused with Microsoft's code", "fail1", "ms-error", cause="0x80070057",
          hidden={"failInfo": 1, "hresult": "0x80070057"}),
    stops(22013, "refused as NDES does", "ndes-failure", cause="0x80070057",
          hidden={"failInfo": 2, "hresult": "0x80070057"}),
    stops(22013, "refused with a zero byte", "fail3", "zero-content", cause="badTime", hidden={"failInfo": 3}),
    stops(22013, "the wrong challenge", payload={"Challenge": "WRONG"}, cause="challenge", hidden={"failInfo": 2}),
    Row("pending for ever", ("pending",), 3, domain="PENDING", payload={"Retries": 3, "RetryDelay": RETRY_DELAY},
        cause="messages sent: 4", more=polls(4)),
    Row("pending without a retry", ("pending",), 3, domain="PENDING", payload={"Retries": 0},
        cause="messages sent: 1", more=only("GetCACert", "GetCACaps", "PKIOperation")),
    stops(22013, "refused, with the challenge repeated", "repeats-challenge", cause="The challenge .* was used before"),
    stops(22013, "pending, and then polls that fail", "polls-fail", cause="500 .*the CA is not there", more=one_request),
    goes_on("pending twice", "pending-twice", payload={"Retries": 3, "RetryDelay": RETRY_DELAY}, more=polls(3)),
]

REPLIES = [
    stops(22013, "another signer", "other-signer", cause="signed by Stranger"),
    stops(22013, "two signers", "two-signers", cause="2 signers"),
    stops(22013, "success without a certificate", "no-certificate", cause="holds no certificate"),
    stops(22013, "500 and a line", "text-500", cause="500 .*the CA is not there at the moment"),
    stops(22013, "a query that is too long", "caps-no-post", "long-query", cause=r"404 .*404\.15",
          rules=("scep-query-length",)),
    stops(22013, "half a reply", "truncated-reply", cause="cut off"),
    stops(22013, "an empty reply", "empty-reply", cause="nothing"),
    stops(22013, "a reply that calls itself a request", "echo-type", cause="messageType 19"),
    stops(22013, "attributes in UTF8String", "utf8-attributes", cause="PrintableString"),
    stops(22013, "a reply for somebody else", "encrypted-elsewhere", cause="encrypted to another certificate"),
    stops(22013, "a plus that becomes a blank", "caps-no-post", "plus-as-blank", cause="plus signs .* blanks",
          rules=("scep-plus-sign",)),
    stops(22013, "a plus that becomes a blank, without a word", "caps-no-post", "plus-as-blank", "silent-refusal",
          cause="plus signs .* blanks", rules=("scep-plus-sign",)),
    stops(22013, "BER that is not understood, without a word", "ber-refused", "silent-refusal",
          cause="cannot read BER", rules=("scep-ber",)),
    stops(22013, "a server that fails now and then", "fails-once", cause="503 .*try again later.*now and then"),
    stops(22013, "BER that is not understood", "ber-refused", cause="cannot read BER", rules=("scep-ber",)),
    stops(22013, "a POST that is not allowed", "post-refused", cause="405 and text .*By GET",
          rules=("scep-post-refused",)),
    stops(22013, "a POST that is sent elsewhere", "redirect", cause="another address",
          rules=("scep-redirect",)),
    goes_on("DER, when asked for", "ber-refused", arguments=("--der",), more=sends(encoding="DER")),
    stops(22008, "a certificate for another key", "wrong-key", cause="another key", arguments=("--os", "ios26")),
    stops(22008, "the CA in front", "ca-first", cause="not the first", arguments=("--os", "ios26")),
    goes_on("a certificate for another key on iOS 18", "wrong-key", rules=("scep-issued-key",),
            arguments=("--os", "ios18")),
    goes_on("the CA in front on iOS 18", "ca-first", rules=("scep-leaf-first",), arguments=("--os", "ios18")),
    goes_on("a reply that says nothing of itself", "no-status", rules=("scep-reply-unsaid",)),
    stops(22013, "a reply that says not what it is", "no-message-type", cause="no messageType",
          rules=("scep-reply-unsaid",)),
    goes_on("a reply announced as bytes", "reply-type", rules=("scep-content-type",)),
    goes_on("another transactionID", "other-transaction", rules=("scep-transaction-id",)),
    goes_on("another nonce", "other-nonce", rules=("scep-nonce",)),
    goes_on("neither transactionID nor nonce", "no-identifiers", rules=("scep-transaction-id", "scep-nonce")),
    goes_on("a reply in DES", "des", rules=("scep-reply-weak",)),
    goes_on("a reply in triple DES and SHA-1", "des3-sha1", rules=("scep-reply-weak",)),
    goes_on("names that were left out", "no-san", rules=("scep-issued-names",)),
    goes_on("no use as a client", "no-eku", rules=("scep-issued-usage",)),
]

PAYLOADS = [
    Row("Key Usage 2", code=22000, payload={"Key_Usage": 2}, cause="Key Usage", more=silent),
    Row("no Keysize", code=2002, domain=PAYLOAD, payload={"Keysize": None}, cause="Keysize", more=silent),
    Row("Keysize as an array", code=2003, domain=PAYLOAD, payload={"Keysize": [2048]}, cause="Keysize", more=silent),
    Row("Keysize 3072", code=2004, domain=PAYLOAD, payload={"Keysize": 3072}, cause="3072", more=silent),
    Row("Keysize as a truth", code=2004, domain=PAYLOAD, payload={"Keysize": True}, cause="Keysize", more=silent),
    goes_on("Keysize as a real", payload={"Keysize": 2048.0}),
    goes_on("an address that is none", payload={"SubjectAltName": {"iPAddress": "nowhere"}},
            rules=("scep-name-skipped",)),
    Row("no URL", code=2002, domain=PAYLOAD, payload={"URL": None}, cause="URL", more=silent),
    goes_on("a name for the CA", payload={"Name": "Corp CA+1"}, more=query_starts(
        0, "operation=GetCACert&message=Corp%20CA+1")),
    goes_on("a URL with a query", url="{url}?profile=42", rules=("scep-url-query",),
            more=query_starts(0, "operation=GetCACert")),
    goes_on("an unknown attribute in the subject", payload={"Subject": [[["DC", "example"]], [["CN", "iphone-1"]]]},
            rules=("scep-subject-emptied",),
            more=lambda log, _: differences(first_message(log)["message"]["request"], {"subject": ""}, "request")),
    goes_on("a challenge beyond PrintableString", challenge=False, payload={"Challenge": "Schl\u00fcssel_1"},
            more=lambda log, _: differences(first_message(log)["message"]["request"], {
                "challengeType": "UTF8String", "challenge": "present"}, "request")),
    goes_on("a good server", more=sends()),
    goes_on("a good server that is not asked to issue", issue=False, more=only("GetCACert", "GetCACaps")),
]

ROWS = GET_CA_CERT + FINGERPRINTS + TRANSPORT + CAPABILITIES + REFUSALS + REPLIES + PAYLOADS


def judge(row, code, document, what):
    """What is wrong with an answer of the command line."""
    if "outcome" not in document:
        return [f"{what}: exit code {code}, no outcome: {document}"]
    if row.code is None:
        outcomes, domain = GOOD, None
    else:
        outcomes, domain = (("pending",) if row.domain == "PENDING" else ("stops",)), row.domain
    problems = []
    if document["outcome"] not in outcomes or document["domain"] != domain or document["code"] != row.code:
        problems.append(f"{document['outcome']}, {document['domain']} {document['code']} instead of "
                        f"{outcomes[0]}, {domain} {row.code}")
    has_errors = any(finding["severity"] == "error" for finding in document["findings"])
    if code != (1 if row.code is not None or has_errors else 0):
        problems.append(f"exit code {code}")
    if row.cause and not re.search(row.cause, document["cause"] or ""):
        problems.append(f"the cause does not say /{row.cause}/")
    found = {finding["rule"] for finding in document["findings"]}
    problems += [f"no finding {rule} among {sorted(found)}" for rule in row.rules if rule not in found]
    problems += differences(document.get("hidden") or {}, row.hidden, "hidden")
    for finding in document["findings"]:
        if finding["rule"] == "scep-stops" and f"{domain} {row.code}" not in finding["message"]:
            problems.append(f"the finding says {finding['message']}")
    return [f"{what}: {problem} (cause: {document['cause']})" for problem in problems]
