#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run_in_network.sh COMMAND...: runs COMMAND in a network of its own, where the interface "lan0" has the
# addresses 192.0.2.10 and 192.0.2.11 and nobody else listens. OWN_NETWORK=1 tells COMMAND so; where
# the system does not allow it, COMMAND runs in this computer's network, without that.
set -u
make_network='
    ip link set lo up && ip link add lan0 type veth peer name lan1 && ip link set lan1 up &&
    ip address add 192.0.2.10/24 dev lan0 && ip address add 192.0.2.11/24 dev lan0 && ip link set lan0 up'
if unshare --net --map-root-user sh -c "$make_network" 2>/dev/null; then
    exec unshare --net --map-root-user sh -c "$make_network"' && export OWN_NETWORK=1 && exec "$@"' run_in_network "$@"
fi
echo "no network of its own: this computer's is used"
exec "$@"
