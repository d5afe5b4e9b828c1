# SPDX-License-Identifier: GPL-3.0-or-later
"""The man page and the completions know the commands and options that the program has, and no others."""

import pathlib
import re
import subprocess
import sys

root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
linux = root / "packaging/linux"
COMMON = {"--help", "--version"}


def help_of(*command):
    return subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=True).stdout


def options_in(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) - COMMON


commands = re.findall(r"^  ([a-z]+) {2,}\S", help_of().split("Subcommands:")[1], re.M)
options = {command: options_in(help_of(command)) for command in commands}
every_option = set().union(*options.values())
problems = []


def compare(where, what, expected, found):
    for name in sorted(expected - found):
        problems.append(f"{where}: {what} {name} is missing")
    for name in sorted(found - expected):
        problems.append(f"{where}: there is no {what} {name}")


man = (linux / "profilewright-cli.1").read_text(encoding="utf-8").replace("\\-", "-")
section = man.split(".SH COMMANDS")[1].split(".SH ")[0]
compare("man page", "command", set(commands), set(re.findall(r"^\.B ([a-z]+) \\fR|^\.B ([a-z]+) \\fI", section, re.M)
        and [a or b for a, b in re.findall(r"^\.B ([a-z]+) \\fR|^\.B ([a-z]+) \\fI", section, re.M)]))
compare("man page", "option", every_option, options_in(re.sub(r"\\f[BIR]", " ", man)))

bash = (linux / "completions/profilewright-cli.bash").read_text(encoding="utf-8")
compare("bash", "command", set(commands), set(re.search(r'commands="([^"]*)"', bash)[1].split()))
for command in commands:
    line = re.search(rf'^    {command}\) options="([^"]*)"', bash, re.M)
    compare(f"bash, {command}", "option", options[command], set(line[1].split()) if line else set())

zsh = (linux / "completions/_profilewright-cli").read_text(encoding="utf-8")
compare("zsh", "command", set(commands), set(re.findall(r"^    '([a-z]+):", zsh, re.M)))
shared = {"$output": {"--output"}, "$format": {"--format"}}
for command in commands:
    block = re.search(rf"^{command}\)(.*?);;", zsh, re.M | re.S)
    text = block[1] if block else ""
    found = options_in(re.sub(r"\[[^\]]*\]", "", text)).union(*(o for v, o in shared.items() if v in text))
    compare(f"zsh, {command}", "option", options[command], found)

fish = (linux / "completions/profilewright-cli.fish").read_text(encoding="utf-8")
compare("fish", "command", set(commands), set(re.search(r"^set -l commands (.*)$", fish, re.M)[1].split()))
described = set(re.findall(r"-f -a ([a-z]+) ", fish))
compare("fish, described", "command", set(commands), described)
found = {command: set() for command in commands}
for line in fish.replace("\\\n", " ").splitlines():
    names = re.search(r"__profilewright_cli_in ([a-z ]+)'", line)
    option = re.search(r"-l ([a-z-]+)", line)
    for command in names[1].split() if names and option else []:
        found[command].add(f"--{option[1]}")
for command in commands:
    compare(f"fish, {command}", "option", options[command], found[command])

if len(commands) < 5:
    problems.append("the help names hardly any commands; has its form changed?")
print("\n".join(problems))
sys.exit(1 if problems else 0)
