# SPDX-License-Identifier: GPL-3.0-or-later
#
# fish completion for profilewright-cli. tests/meta/command_line.py holds it against --help.

set -l commands new show lint check get set unset convert sign verify unsign rules explain

function __profilewright_cli_in
    set -l words (commandline -opc)
    test (count $words) -ge 2; and contains -- $words[2] $argv
end

set -l first "not __fish_seen_subcommand_from $commands"
complete -c profilewright-cli -s h -l help -d 'Print the help'
complete -c profilewright-cli -n $first -l version -d 'Print the version'
complete -c profilewright-cli -n $first -f -a new -d 'Make a profile from a template'
complete -c profilewright-cli -n $first -f -a show -d 'Show what is in a profile'
complete -c profilewright-cli -n $first -f -a lint -d 'Say what a device will refuse'
complete -c profilewright-cli -n $first -f -a check -d 'Judge certificates, servers and profiles'
complete -c profilewright-cli -n $first -f -a get -d 'Print one value'
complete -c profilewright-cli -n $first -f -a set -d 'Change or add one value'
complete -c profilewright-cli -n $first -f -a unset -d 'Remove a value with its key'
complete -c profilewright-cli -n $first -f -a convert -d 'Write it as XML, binary or JSON'
complete -c profilewright-cli -n $first -f -a sign -d 'Sign a profile'
complete -c profilewright-cli -n $first -f -a verify -d 'Say which label a device will show'
complete -c profilewright-cli -n $first -f -a unsign -d 'Take the signature off'
complete -c profilewright-cli -n $first -f -a rules -d 'List what is checked, with sources'
complete -c profilewright-cli -n $first -f -a explain -d 'Say why an installation failed'

complete -c profilewright-cli -n '__profilewright_cli_in new show get set unset convert sign verify unsign rules explain' \
    -l format -x -a 'text json' -d 'How to print the answer'
complete -c profilewright-cli -n '__profilewright_cli_in lint' -l format -x -a 'text json sarif' -d 'How to print the answer'
complete -c profilewright-cli -n '__profilewright_cli_in new set unset convert sign unsign' -s o -l output -r -d 'Where to write'
complete -c profilewright-cli -n '__profilewright_cli_in show check sign verify' -l roots -r -d 'Certificates to trust'
complete -c profilewright-cli -n '__profilewright_cli_in show lint check verify' -l at -x -d 'Judge as of this date'
complete -c profilewright-cli -n '__profilewright_cli_in lint check set unset sign' -l yes -d 'Do it without asking'
complete -c profilewright-cli -n '__profilewright_cli_in new' -l template -x -a 'scep ndes-scep root wifi-eap-tls empty' -d 'What to start from'
complete -c profilewright-cli -n '__profilewright_cli_in new' -l payload -x -d 'Add a payload'
complete -c profilewright-cli -n '__profilewright_cli_in new' -l set -x -d 'Set PATH=VALUE'
complete -c profilewright-cli -n '__profilewright_cli_in new' -l from -r -d 'Read template and values'
complete -c profilewright-cli -n '__profilewright_cli_in lint check' -l target -x -a 'ios27 ios26 ios18 ipados26 macos26 macos15 tvos26 visionos26 watchos26' -d 'The system to judge for'
complete -c profilewright-cli -n '__profilewright_cli_in lint check' -l os -x -a 'ios27 ios26 ios18 ipados26 macos26 macos15 tvos26 visionos26 watchos26' -d 'The system to judge for'
complete -c profilewright-cli -n '__profilewright_cli_in lint' -l supervised -d 'The devices are supervised'
complete -c profilewright-cli -n '__profilewright_cli_in lint' -l mdm -d 'A management server installs it'
complete -c profilewright-cli -n '__profilewright_cli_in lint' -l fix -d 'Write what has one safe answer back'
complete -c profilewright-cli -n '__profilewright_cli_in set' -l type -x -a 'string integer real boolean date data json' -d 'What the value is'
complete -c profilewright-cli -n '__profilewright_cli_in convert' -l to -x -a 'xml binary json' -d 'The form to write'
complete -c profilewright-cli -n '__profilewright_cli_in sign' -l identity -r -d 'PKCS #12 file'
complete -c profilewright-cli -n '__profilewright_cli_in sign' -l cert -r -d 'Certificate'
complete -c profilewright-cli -n '__profilewright_cli_in sign' -l key -r -d 'Private key'
complete -c profilewright-cli -n '__profilewright_cli_in sign' -l chain -r -d 'Certificates above it'
complete -c profilewright-cli -n '__profilewright_cli_in check sign' -l password-file -r -d 'File with the passphrase'
complete -c profilewright-cli -n '__profilewright_cli_in check sign' -l password-env -x -d 'Variable with the passphrase'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l format -x -a 'text json sarif html' -d 'How to print the answer'
complete -c profilewright-cli -n '__profilewright_cli_in check' -a 'cert server profile' -d 'What is checked'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l purpose -x -a 'tls-server system-connection eap-server ikev2-server smime client-identity profile-signer scep-ca' -d 'For what the device needs it'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l anchors -x -a 'system managed app leaf' -d 'What the root is to the device'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l host -x -d 'The name the device asks for'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l trusted-name -x -d 'An entry of TLSTrustedServerNames'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l starttls -x -a 'smtp imap pop3 ldap' -d 'What the server speaks before TLS'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l request -r -d 'Write a request that would pass'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l new-key -d 'Make a key for the request'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l online -d 'Fetch issuers, ask the servers of a profile'
complete -c profilewright-cli -n '__profilewright_cli_in check' -l all -d 'Show the outcome of every rule'
complete -c profilewright-cli -n '__profilewright_cli_in explain' -l report -d 'Print a report to hand over'
