# SPDX-License-Identifier: GPL-3.0-or-later
#
# bash completion for profilewright-cli. tests/meta/command_line.py holds it against --help.

_profilewright_cli() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local commands="new show lint check get set unset convert sign verify unsign rules scep explain ndes mail share"
    local options=
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$current")
        return
    fi
    case ${COMP_WORDS[1]} in
    new) options="--template --payload --set --from --output --format" ;;
    show) options="--roots --at --format" ;;
    lint) options="--target --os --supervised --mdm --at --fix --yes --format" ;;
    check) options="--purpose --anchors --roots --host --trusted-name --at --os --target --starttls --password-file --password-env --request --new-key --yes --online --all --format" ;;
    get) options="--format" ;;
    set) options="--type --output --yes --format" ;;
    unset) options="--output --yes --format" ;;
    convert) options="--to --output --format" ;;
    sign) options="--identity --cert --key --chain --password-file --password-env --roots --yes --output --format" ;;
    verify) options="--roots --at --format" ;;
    unsign) options="--output --format" ;;
    rules) options="--format" ;;
    scep) options="--payload --name --fingerprint --issue --os --target --roots --at --timeout --user-agent --der --no-variants --output --replace --beside --password-file --password-env --ask-on-device --with-ca --yes --format" ;;
    explain) options="--report --format" ;;
    ndes) options="--user --password-file --password-env --yes --key-usage --key-size --ra-key-size --challenge-length --devices --template --sid --output --format" ;;
    mail) options="--to --from --smtp --user --password-file --password-env --token-file --token-env --roots --allow-cleartext --timeout --eml --language --subject --yes --format" ;;
    share) options="--bind --port --minutes --downloads --grace --cert --key --host --password-file --password-env --roots --yes --format" ;;
    esac
    local values=
    case ${COMP_WORDS[1]} in
    lint) values="text json sarif" ;;
    check) values="text json sarif html" ;;
    ndes) values="text json powershell reg" ;;
    *) values="text json" ;;
    esac
    case $previous in
    --format) ;;
    --to)
        values="xml binary json"
        [[ ${COMP_WORDS[1]} == mail ]] && return
        ;;
    --from) [[ ${COMP_WORDS[1]} == mail ]] && return ;;
    --type) values="string integer real boolean date data json" ;;
    --template)
        values="scep ndes-scep root wifi-eap-tls empty"
        [[ ${COMP_WORDS[1]} == ndes ]] && return
        ;;
    --key-usage) values="1 4 5" ;;
    --key-size) values="1024 2048 4096" ;;
    --ra-key-size) values="2048 3072 4096" ;;
    --target | --os) values="ios27 ios26 ios18 ipados26 macos26 macos15 tvos26 visionos26 watchos26" ;;
    --purpose) values="tls-server system-connection eap-server ikev2-server smime client-identity profile-signer scep-ca" ;;
    --anchors) values="system managed app leaf" ;;
    --starttls) values="smtp imap pop3 ldap" ;;
    --password-env | --token-env) values=$(compgen -e) ;;
    --language) values="en de es fr" ;;
    --payload | --name | --fingerprint | --timeout | --user-agent | --set | --at | --host | --trusted-name | --user | --challenge-length | --devices | --sid | --smtp | --subject | --bind | --port | --minutes | --downloads | --grace) return ;;
    *)
        values=
        if [[ $current == -* ]]; then
            values="$options --help"
        elif [[ ${COMP_WORDS[1]} == check ]] && ((COMP_CWORD == 2)); then
            values="cert server profile"
        elif [[ ${COMP_WORDS[1]} == scep ]] && ((COMP_CWORD == 2)); then
            values="probe dry-run enroll"
        elif [[ ${COMP_WORDS[1]} == ndes ]] && ((COMP_CWORD == 2)); then
            values="challenge recipe page"
        elif [[ ${COMP_WORDS[1]} == rules ]]; then
            values=$(profilewright-cli rules 2>/dev/null | sed -n 's/^\([a-z][^ ]*\).*/\1/p')
        fi
        ;;
    esac
    if [[ -n $values ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$current")
    else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _profilewright_cli profilewright-cli
