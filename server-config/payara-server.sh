#!/bin/sh
# Deploys the built program to a Payara Server 6, or deploys it again:
#
#   mvn package -DskipTests && server-config/payara-server.sh /opt/payara6 [domain]
#
# The variables of .env.example are read from the environment of this call and kept for later starts of the server, in the file
# glassfish/config/fastlabel.env, which only you can read. AS_ADMIN_PORT, AS_ADMIN_USER and AS_ADMIN_PASSWORDFILE, which are asadmin's
# own, tell how its administration is reached where that is not as it was installed.
[ $# -eq 1 ] || [ $# -eq 2 ] || { echo "usage: $0 <folder of Payara Server> [domain]" >&2; exit 2; }
# The data grid would listen on all addresses, and nothing here needs it.
own='configs.config.server-config.hazelcast-config-specific-configuration.enabled=false'
. "$(dirname "$0")/on-server.sh"
on_server "$@"
