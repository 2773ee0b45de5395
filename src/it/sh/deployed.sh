#!/bin/sh
# Plays the launcher for the tests: deploys to the server below FASTLABEL_TEST_SERVER by the script that people use, then waits to be
# stopped. Another home or port than the last time's gets a new domain, with ports of its own; with the same ones it deploys once more.
asadmin="$FASTLABEL_TEST_SERVER/bin/asadmin"
ports=$((23000 + FASTLABEL_PORT % 90 * 100))
trap '"$asadmin" stop-domain; exit 143' TERM
exec 2>&1

last="$FASTLABEL_TEST_SERVER/glassfish/domains/last-test"
if [ "$(cat "$last")" != "$FASTLABEL_HOME $FASTLABEL_PORT" ]; then
    "$asadmin" stop-domain --kill=true
    "$asadmin" delete-domain domain1
    rm -f "$FASTLABEL_TEST_SERVER/glassfish/config/fastlabel.env"
    "$asadmin" create-domain --portbase "$ports" --nopassword=true domain1 || exit 1
    echo "$FASTLABEL_HOME $FASTLABEL_PORT" >"$last"
fi
export AS_ADMIN_PORT=$((ports + 48))
case $FASTLABEL_TEST_SERVER in
*glassfish*) script=glassfish.sh ;;
*) script=payara-server.sh ;;
esac
"$(dirname "$0")/../../../server-config/$script" "$FASTLABEL_TEST_SERVER" || exit 1
echo "FastLabel is ready"
while :; do
    sleep 1
done
