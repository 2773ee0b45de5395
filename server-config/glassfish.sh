#!/bin/sh
# Deploys the built program to a GlassFish 7:
#
#   mvn package && server-config/glassfish.sh /opt/glassfish7
#
# The variables of .env.example are read from the environment of this call; set those that are to differ before it. GlassFish makes no
# OpenAPI document, so /openapi.json answers 404 there.
[ $# -eq 1 ] || { echo "usage: $0 <folder of GlassFish>" >&2; exit 2; }
. "$(dirname "$0")/on-server.sh"
on_server "$1"
