#!/bin/sh
# Deploys the built program to a Payara Server 6:
#
#   mvn package && server-config/payara-server.sh /opt/payara6
#
# The variables of .env.example are read from the environment of this call; set those that are to differ before it.
[ $# -eq 1 ] || { echo "usage: $0 <folder of Payara Server>" >&2; exit 2; }
. "$(dirname "$0")/on-server.sh"
on_server "$1"
