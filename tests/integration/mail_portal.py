# SPDX-License-Identifier: GPL-3.0-or-later
"""mail_portal.py LOG VERSION RESPONSE: the portal for mail of a desktop, which notes what it is asked.

LOG gets one JSON object, and "ready" on standard output says that it may be called. RESPONSE is what the person is
said to have done: 0 opened, 1 closed, 2 failed; "none" never answers, "ends" ends instead.
"""
import hashlib
import json
import os
import sys

from gi.repository import Gio, GLib

log, version, response = sys.argv[1], int(sys.argv[2]), sys.argv[3]
PATH = "/org/freedesktop/portal/desktop"
XML = """<node><interface name="org.freedesktop.portal.Email">
<method name="ComposeEmail"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="o" direction="out"/></method><property name="version" type="u" access="read"/></interface></node>"""


def called(connection, sender, path, interface, method, parameters, invocation):
    options = parameters.unpack()[1]
    files = invocation.get_message().get_unix_fd_list()
    attachments = []
    for index in options.get("attachment_fds", []):
        file = files.get(index)
        name = os.path.basename(os.readlink(f"/proc/self/fd/{file}"))
        with os.fdopen(file, "rb") as content:
            attachments.append({"name": name, "sha256": hashlib.sha256(content.read()).hexdigest()})
    options["attachment_fds"] = attachments
    with open(log, "w", encoding="utf-8") as text:
        json.dump(options, text)
    request = f"{PATH}/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
    invocation.return_value(GLib.Variant("(o)", (request,)))
    if response == "ends":
        GLib.timeout_add(200, loop.quit)
    elif response != "none":
        connection.emit_signal(sender, request, "org.freedesktop.portal.Request", "Response",
                               GLib.Variant("(ua{sv})", (int(response), {})))


def acquired(connection, name):
    connection.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], called,
                               lambda *_: GLib.Variant("u", version), None)


loop = GLib.MainLoop()
Gio.bus_own_name(Gio.BusType.SESSION, "org.freedesktop.portal.Desktop", Gio.BusNameOwnerFlags.NONE, acquired,
                 lambda *_: print("ready", flush=True), lambda *_: loop.quit())
loop.run()
