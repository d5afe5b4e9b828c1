#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a transcript: commands, what they print and how they end, and the files they need, in one text.

    # a remark
    needs: openssl            a tool without which the transcript is skipped
    secret: correct horse     a text that no command may print
    $ profilewright-cli get a.mobileconfig PayloadVersion
    > 1                       a line of standard output; without any, there must be none
    ! error: [..]             a line of standard error; [..] stands for anything within a line
    > ...                     any number of lines
    ? 2                       the exit code, when it is not 0
    -- a.mobileconfig --      from here on: a file of that name

Every command is run by a shell in a folder of the transcript's own, in which its files and those of files/
lie. The scripts in tools/ can be called; $EXAMPLES is where the program's examples are.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


class Step:
    def __init__(self, line, command):
        self.line, self.command = line, command
        self.out, self.err, self.code = [], [], 0


def parse(path):
    steps, files, needs, secrets = [], {}, [], []
    name, unfinished = None, False
    with open(path, encoding="utf-8", newline="") as text:
        lines = text.read().split("\n")
    for number, line in enumerate(lines[:-1], 1):
        heading = re.fullmatch(r"-- (\S+) --", line)
        if heading:
            name = heading[1]
            files[name] = []
        elif name is not None:
            files[name].append(line)
        elif unfinished:
            steps[-1].command += "\n" + line
            unfinished = line.endswith("\\")
        elif line.startswith("$ "):
            steps.append(Step(number, line[2:]))
            unfinished = line.endswith("\\")
        elif line[:2] in ("> ", "! ") or line in (">", "!"):
            (steps[-1].out if line[0] == ">" else steps[-1].err).append(line[2:])
        elif line.startswith("? "):
            steps[-1].code = int(line[2:])
        elif line.startswith("needs: "):
            needs += line[7:].split()
        elif line.startswith("secret: "):
            secrets.append(line[8:])
        elif line and not line.startswith("#"):
            sys.exit(f"{path}:{number}: neither a command nor what one prints: {line}")
    return steps, {n: "\n".join(content) + "\n" for n, content in files.items()}, needs, secrets


def line_fits(expected, line):
    return re.fullmatch(".*".join(map(re.escape, expected.split("[..]"))), line) is not None


def fits(expected, lines):
    """Whether the lines are those expected, `...` standing for any number of them."""
    if not expected:
        return not lines
    if expected[0] == "...":
        return any(fits(expected[1:], lines[i:]) for i in range(len(lines) + 1))
    return bool(lines) and line_fits(expected[0], lines[0]) and fits(expected[1:], lines[1:])


def run_step(step, folder, environment):
    shell = subprocess.run(["sh", "-c", step.command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=50, check=False)
    out = shell.stdout.decode("utf-8", "backslashreplace")
    err = shell.stderr.decode("utf-8", "backslashreplace")
    return out, err, shell.returncode


def problems(step, out, err, code, secrets):
    def as_lines(text):
        return text[:-1].split("\n") if text.endswith("\n") else text.split("\n") if text else []

    if not fits(step.out, as_lines(out)):
        yield "standard output is not what is written"
    if not fits(step.err, as_lines(err)):
        yield "standard error is not what is written"
    if code != step.code:
        yield f"exit code {code} instead of {step.code}"
    for secret in secrets:
        if secret in out or secret in err:
            yield "a secret was printed"


def run(path, arguments, folder):
    steps, files, needs, secrets = parse(path)
    missing = [tool for tool in needs if shutil.which(tool) is None]
    if missing:
        print(f"{path}: needs {' '.join(missing)}")
        return 1 if os.environ.get("REQUIRE_TOOLS") else SKIPPED
    here = os.path.dirname(os.path.abspath(__file__))
    shutil.copytree(os.path.join(here, "files"), folder, dirs_exist_ok=True)
    for name, content in files.items():
        target = os.path.join(folder, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="") as file:
            file.write(content)
    environment = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", HOME=folder, EXAMPLES=arguments.examples,
                       PATH=os.pathsep.join([arguments.bin, os.path.join(here, "tools"), os.environ["PATH"]]))
    failed = False
    for step in steps:
        out, err, code = run_step(step, folder, environment)
        found = list(problems(step, out, err, code, secrets))
        if found:
            failed = True
            print(f"{path}:{step.line}: {'; '.join(found)}\n$ {step.command}")
            print("".join(f"> {line}\n" for line in out.splitlines()), end="")
            print("".join(f"! {line}\n" for line in err.splitlines()), end="")
            print(f"? {code}\n")
    if not steps:
        sys.exit(f"{path}: no commands")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description="Runs a transcript of the command line")
    parser.add_argument("--bin", required=True, help="folder of profilewright-cli")
    parser.add_argument("--examples", required=True)
    parser.add_argument("transcript")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="transcript-") as folder:
        return run(arguments.transcript, arguments, folder)


if __name__ == "__main__":
    sys.exit(main())
