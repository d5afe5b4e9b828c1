# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the application from outside: through the accessibility tree and by keys, as a person would."""
import os
import subprocess
import sys
import time

import pyatspi


class Failure(Exception):
    pass


class App:
    def __init__(self, program, *arguments, pictures="."):
        self.pictures = pictures
        self.process = subprocess.Popen([program, *arguments])
        self.root = self.wait(self._application, "the application in the accessibility tree", 30)

    def _application(self):
        desktop = pyatspi.Registry.getDesktop(0)
        return next((a for a in desktop if a and a.name == "profilewright"), None)

    def wait(self, look, what, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process_ended():
                raise Failure(f"the application ended with {self.process.returncode} while waiting for {what}")
            try:
                found = look()
                if found:
                    return found
            except Exception:  # a node that went away while we looked: look again
                pass
            time.sleep(0.05)
        self.picture("failure")
        raise Failure(f"no {what} within {seconds} s")

    def process_ended(self):
        return hasattr(self, "process") and self.process.poll() is not None

    def nodes(self, top=None):
        stack = [top or self.root]
        while stack:
            node = stack.pop()
            yield node
            try:
                stack.extend(reversed([child for child in node if child]))
            except Exception:
                continue

    def find(self, name, role=None, top=None, visible=True, seconds=30):
        """The first node called `name` (exactly) with that role name."""
        def look():
            for node in self.nodes(top):
                if node.name != name or (role and node.getRoleName() != role):
                    continue
                if visible and not node.getState().contains(pyatspi.STATE_SHOWING):
                    continue
                return node
            return None
        return self.wait(look, f"{role or 'node'} called {name!r}", seconds)

    def has(self, name, role=None):
        return any(n.name == name and (not role or n.getRoleName() == role)
                   and n.getState().contains(pyatspi.STATE_SHOWING) for n in self.nodes())

    def set_text(self, name, text, top=None):
        self.find(name, "text", top).queryEditableText().setTextContents(text) if not self._password(name, top) \
            else self._password(name, top).queryEditableText().setTextContents(text)

    def _password(self, name, top):
        return next((n for n in self.nodes(top) if n.name == name and n.getRoleName() == "password text"
                     and n.getState().contains(pyatspi.STATE_SHOWING)), None)

    def text(self, name, top=None):
        node = self.find(name, None, top)
        return node.queryText().getText(0, -1)

    def press(self, name, role=None, top=None):
        self.find(name, role, top).queryAction().doAction(0)

    def keys(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)
        time.sleep(0.15)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "4", text], check=True)
        time.sleep(0.15)

    def focused(self):
        """The node with the focus. A view's current item says it has it even while the view has not."""
        active = [w for w in self.root if w and w.getState().contains(pyatspi.STATE_ACTIVE)]
        found = [n for top in active or [self.root] for n in self.nodes(top)
                 if n.getState().contains(pyatspi.STATE_FOCUSED)]
        items = {"table cell", "list item", "filler"}
        return next((n for n in found if n.getRoleName() not in items), found[0] if found else None)

    def picture(self, name):
        path = os.path.join(self.pictures, f"{name}.png")
        subprocess.run(["import", "-window", "root", path], check=False)
        return path

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()


def dump(node, depth=0, out=sys.stdout):
    """Prints the tree: for people who write these tests."""
    try:
        out.write(f"{'  ' * depth}{node.getRoleName()} | {node.name}\n")
        for child in node:
            if child:
                dump(child, depth + 1, out)
    except Exception:
        return
