#!/bin/sh
# Deploys the built program to a GlassFish 7, or deploys it again:
#
#   mvn package -DskipTests && server-config/glassfish.sh /opt/glassfish7 [domain]
#
# As payara-server.sh, which see. GlassFish makes no OpenAPI document, so /openapi.json answers 404 there.
[ $# -eq 1 ] || [ $# -eq 2 ] || { echo "usage: $0 <folder of GlassFish> [domain]" >&2; exit 2; }
own=''
. "$(dirname "$0")/on-server.sh"
on_server "$@"
