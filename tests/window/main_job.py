# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in a real window, driven from outside: author, check, sign, export.

main_job.py PROGRAM PICTURES: once through the accessibility tree, once by keyboard alone.
"""
import os
import plistlib
import subprocess
import sys
import tempfile

import pyatspi

from driver import App, Failure

PASSPHRASE = "a test passphrase"


def check(condition, what):
    if not condition:
        raise Failure(what)
    print(f"ok: {what}")


def make_identity(folder):
    run = lambda *command: subprocess.run(command, cwd=folder, check=True, capture_output=True)
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/O=Fabrikam/CN=Signer",
        "-keyout", "signer.key", "-out", "signer.pem")
    run("openssl", "pkcs12", "-export", "-inkey", "signer.key", "-in", "signer.pem", "-passout", f"pass:{PASSPHRASE}",
        "-out", "signer.p12")
    return os.path.join(folder, "signer.p12")


def content_of(path):
    """The content of a signed file, taken off by another implementation that also checks the signature."""
    out = path + ".content"
    subprocess.run(["openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-in", path, "-out", out], check=True,
                   capture_output=True)
    with open(out, "rb") as file:
        return file.read()


def scep_of(profile):
    return next(p["PayloadContent"] for p in profile["PayloadContent"] if p["PayloadType"] == "com.apple.security.scep")


def names_are_told(app):
    """Every input a person can reach has a name for assistive tools."""
    roles = {"text", "password text", "combo box", "check box", "radio button", "push button", "spin button", "table",
             "tree", "list", "page tab"}
    bare = []
    for node in app.nodes():
        state = node.getState()
        if node.getRoleName() in roles and state.contains(pyatspi.STATE_FOCUSABLE) \
                and state.contains(pyatspi.STATE_SHOWING) and not node.name.strip():
            bare.append(f"{node.getRoleName()} below {node.parent.name!r}")
    check(not bare, f"every input has an accessible name {bare or ''}")


def payload_rows(app):
    return [n for n in app.nodes(app.find("Payloads", "tree")) if n.name.endswith(", SCEP") or ", SCEP:" in n.name]


def findings_and_shortcuts(program, pictures):
    """An open finding is reached and pressed through the tree; keys mean one thing each."""
    app = App(program, pictures=pictures)
    try:
        app.press("SCEP identity", "push button")
        app.find("Payloads", "tree").queryComponent().grabFocus()
        app.keys("End")
        app.find("URL", "text")
        before = len(app.wait(lambda: payload_rows(app), "the payload in the list"))
        app.find("Payloads", "tree").queryComponent().grabFocus()
        app.keys("ctrl+d")
        app.wait(lambda: len(payload_rows(app)) == before + 1, "a copy of the payload after Ctrl+D")
        check(True, "Ctrl+D in the list of payloads duplicates")
        app.keys("Delete")
        app.wait(lambda: len(payload_rows(app)) == before, "one payload less after Delete")
        app.wait(lambda: app.focused() is not None and app.focused().name == "Payloads", "the focus in the list")
        check(True, "after Delete the list has the focus")
        app.keys("F8")
        source = app.wait(lambda: next((n for n in app.nodes() if n.name.startswith("Source: ")
                                        and n.getState().contains(pyatspi.STATE_SHOWING)), None), "the source's link")
        check(source.queryAction().nActions > 0, "the link of an open finding can be pressed")
        app.find("General", None)
        app.find("Payloads", "tree").queryComponent().grabFocus()
        app.press("Show field", "push button")
        app.wait(lambda: app.focused() is not None and app.focused().name != "Payloads", "the focus in a field")
        check(True, "Show field is pressed through the tree and moves the focus")
        app.picture("open-finding")
    finally:
        app.end()


def by_accessibility(program, pictures, folder, identity):
    target = os.path.join(folder, "by-tree.mobileconfig")
    app = App(program, pictures=pictures)
    try:
        names_are_told(app)
        app.press("SCEP with Microsoft NDES", "push button")
        names_are_told(app)
        app.set_text("Name", "Fabrikam Wi-Fi identity")
        app.find("Payloads", "tree").queryComponent().grabFocus()
        app.keys("End")
        app.find("URL", "text")
        for label in ("URL", "Name", "Challenge", "Key Size", "Use as digital signature", "Use for key encipherment",
                      "Subject", "Fingerprint", "Retries", "Retry Delay", "RFC 822 Name", "DNS Name", "URI",
                      "NT Principal Name"):
            check(any(n.name == label and n.getState().contains(pyatspi.STATE_FOCUSABLE) for n in app.nodes()),
                  f"the SCEP form has the field {label}")
        names_are_told(app)
        app.set_text("URL", "http://ndes.fabrikam.example/certsrv/mscep/mscep.dll")
        app.set_text("Name", "FABRIKAM-CA")
        app.set_text("Subject", "O=Fabrikam,OU=IT,CN=Robs IPad")
        app.set_text("Challenge", "0123456789ABCDEF")
        app.set_text("Fingerprint", "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33")
        app.press("Use for key encipherment", "check box")
        app.picture("scep-form")
        app.wait(lambda: any(n.name.startswith("Ready") for n in app.nodes()), "a verdict without errors")
        app.press("Sign & Export…", "push button")
        app.find("Identity file", "text")
        names_are_told(app)
        app.set_text("Identity file", identity)
        app.set_text("Passphrase", PASSPHRASE)
        app.set_text("Export to", target)
        app.picture("export-dialog")
        export = app.find("Export", "push button")
        app.wait(lambda: export.getState().contains(pyatspi.STATE_ENABLED), "the Export button to be enabled")
        export.queryAction().doAction(0)
        app.wait(lambda: os.path.exists(target), "the exported file")
        app.find("Copy SHA-256", "push button")
        app.picture("exported")
    finally:
        app.end()
    scep = scep_of(plistlib.loads(content_of(target)))
    check(scep["Subject"] == [[["O", "Fabrikam"]], [["OU", "IT"]], [["CN", "Robs IPad"]]], "the subject is in the order written")
    check(scep["URL"].startswith("http://ndes.fabrikam.example/"), "the URL is in the signed file")
    check(scep["Challenge"] == "0123456789ABCDEF", "the challenge is in the signed file")
    check(scep["CAFingerprint"] == bytes.fromhex("00112233445566778899AABBCCDDEEFF00112233"), "the fingerprint is 20 bytes")
    check(scep["Keysize"] == 2048 and scep["Key Type"] == "RSA" and scep["Key Usage"] == 1,
          "Keysize, Key Type and Key Usage are written, and the tick changed one bit")


def tab_to(app, name, most=120):
    for _ in range(most):
        node = app.focused()
        if node is not None and node.name == name:
            return node
        app.keys("Tab")
    app.picture("failure")
    raise Failure(f"Tab does not reach {name!r}")


def by_keyboard(program, pictures, folder, identity):
    saved = os.path.join(folder, "by-keys.mobileconfig")
    signed = os.path.join(folder, "by-keys-signed.mobileconfig")
    app = App(program, pictures=pictures)
    try:
        app.find("SCEP identity", "push button")
        tab_to(app, "SCEP identity")
        app.keys("space")
        app.find("Payloads", "tree")
        tab_to(app, "Payloads")
        app.keys("End")
        app.find("URL", "text")
        tab_to(app, "URL")
        app.type("https://scep.fabrikam.example/scep")
        tab_to(app, "Subject")
        app.type("/O=Fabrikam/CN=Keys Only")
        app.wait(lambda: any(n.name.startswith("Ready") for n in app.nodes()), "a verdict without errors")
        app.keys("ctrl+z")
        app.keys("ctrl+shift+z")
        app.keys("ctrl+s")
        app.wait(lambda: app.focused().name == "File name:", "the focus on the name in the file dialog")
        app.type(saved)
        app.keys("Return")
        app.wait(lambda: os.path.exists(saved), "the saved file")
        app.keys("ctrl+e")
        app.find("Identity file", "text")
        tab_to(app, "Identity file")
        app.type(identity)
        tab_to(app, "Passphrase")
        app.type(PASSPHRASE)
        tab_to(app, "Export to")
        app.keys("ctrl+a")
        app.type(signed)
        export = app.find("Export", "push button")
        app.wait(lambda: export.getState().contains(pyatspi.STATE_ENABLED), "the Export button to be enabled")
        app.keys("Return")
        app.find("Copy SHA-256", "push button")
        app.picture("by-keyboard")
        app.keys("Escape")
        app.keys("ctrl+q")
        app.process.wait(10)
    finally:
        app.end()
    with open(saved, "rb") as file:
        plain = file.read()
    check(content_of(signed) == plain, "the signed content is the saved file, byte for byte")
    check(scep_of(plistlib.loads(plain))["Subject"] == [[["O", "Fabrikam"]], [["CN", "Keys Only"]]],
          "undo and redo left what was typed")


def main():
    program, pictures = sys.argv[1:3]
    os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        identity = make_identity(folder)
        findings_and_shortcuts(program, pictures)
        by_accessibility(program, pictures, folder, identity)
        by_keyboard(program, pictures, folder, identity)
    print("3 passed, 0 failed")


try:
    main()
except Failure as failure:
    print(f"FAILED: {failure}")
    sys.exit(1)
