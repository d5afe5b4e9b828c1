# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail servers for mail.py: aiosmtpd where a server behaves, sockets where it does not."""
import base64
import logging
import socket
import ssl
import threading
import time
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

# Both tell of what the tests do on purpose.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", message="Requiring AUTH")
PASSWORD = "never-on-a-screen"
TOKEN = "ya29.never-on-a-screen-either"


class Mailboxes:
    """Takes messages, and refuses what it is told to; counts what arrived."""

    def __init__(self, refuse=None):
        self.messages = []
        self.refuse = refuse or {}

    def to(self, recipient):
        return [content for to, content in self.messages if to == recipient]

    async def handle_MAIL(self, server, session, envelope, address, options):
        if "MAIL" in self.refuse:
            return self.refuse["MAIL"]
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        for recipient in envelope.rcpt_tos:
            self.messages.append((recipient, envelope.original_content))
        return "250 2.0.0 queued"

    async def auth_XOAUTH2(self, server, args):
        given = base64.b64decode(args[1]) if len(args) > 1 else await server.challenge_auth("")
        wanted = f"user=anna@example.com\1auth=Bearer {TOKEN}\1\1".encode()
        return AuthResult(success=given == wanted, handled=False)


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"anna@example.com" and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)


class Server:
    """A server on a port of its own while it is used in `with`."""

    def __init__(self, handler, certificate=None, implicit=False, login=False, exclude=(), limit=None):
        self.handler = handler
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
        options = {"hostname": "mail.example.com", "enable_SMTPUTF8": False}
        if limit:
            options["data_size_limit"] = limit
        if login:
            options.update(authenticator=authenticate, auth_required=True, auth_exclude_mechanism=exclude)
        if context and not implicit:
            options.update(tls_context=context, require_starttls=True)
        if login and (implicit or not context):
            options["auth_require_tls"] = False

        class OnFreePort(Controller):
            def factory(self):
                return SMTP(self.handler, **options)

        self.controller = OnFreePort(handler, hostname="127.0.0.1", port=free_port(),
                                     ssl_context=context if implicit else None)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *problem):
        self.controller.stop()

    @property
    def port(self):
        return self.controller.port


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Rogue:
    """Speaks just enough SMTP to do what no server should, and counts whole messages.

    `act` names what it does: "cut-after" hangs up instead of answering to the whole message, "no-answer" says once
    more that the message may come, and hangs up at the next command, "cut-within" while
    the message is coming, "cut-first" at MAIL on the first connection only, "silent" says nothing,
    "silent-after" and "silent-quit" stop answering there, "strip" takes STARTTLS back, "echo" repeats what it was
    told to sign in with, "plain" does nothing wrong.
    """

    def __init__(self, act):
        self.act = act
        self.whole, self.connections = 0, 0
        self.reached = threading.Event()
        self.over = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *problem):
        self.over.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def accept(self):
        while not self.over.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def wait(self):
        self.reached.set()
        self.over.wait(60)

    def serve(self, connection):
        with connection, connection.makefile("rb") as lines:
            try:
                self.talk(connection, lines)
            except OSError:
                pass

    def talk(self, connection, lines):
        def say(text):
            connection.sendall(text.encode() + b"\r\n")

        if self.act == "silent":
            return self.wait()
        say("220 mail.example.com")
        for line in lines:
            verb = line[:4].upper()
            if verb == b"EHLO":
                extras = {"strip": "250-STARTTLS\r\n", "echo": "250-AUTH PLAIN\r\n"}.get(self.act, "")
                say(f"250-mail.example.com\r\n{extras}250 HELP")
            elif verb == b"STAR":
                say("454 4.7.0 not now")
            elif verb == b"AUTH":
                say("334 ")
                said = lines.readline().strip().decode()
                say(f"535 5.7.8 {said} which is {base64.b64decode(said).decode().split(chr(0))[2]} is wrong")
            elif verb == b"MAIL" and self.act == "cut-first" and self.connections == 1:
                return None
            elif verb == b"DATA":
                say("354 go ahead")
                if self.act == "cut-within":
                    lines.readline()
                    # Unread bytes make the system reset the connection.
                    return None
                while lines.readline() not in (b".\r\n", b""):
                    pass
                self.whole += 1
                if self.act == "cut-after":
                    return None
                if self.act == "no-answer":
                    say("354 go ahead")
                    lines.readline()
                    return None
                if self.act == "silent-after":
                    return self.wait()
                if self.act == "slow":
                    time.sleep(3)
                say("250 2.0.0 queued")
            elif verb == b"QUIT":
                if self.act == "silent-quit":
                    return self.wait()
                say("221 bye")
                return None
            else:
                say("250 ok")
        return None
