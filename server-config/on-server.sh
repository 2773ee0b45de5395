# Deploys FastLabel to a Payara Server or GlassFish 7 that is already there; read by payara-server.sh and glassfish.sh, which say how.
# Tensors and sounds have native libraries, which one process can load once only: they become libraries of the server, and the archive
# goes without them, so that it can be deployed again and again.

set -eu

shared='^(api|pytorch-engine|pytorch-jni|pytorch-native-cpu|tokenizers|gson|jna|slf4j-api|slf4j-jdk14|commons-compress|commons-io|commons-codec|error_prone_annotations|jspecify|javacpp|ffmpeg)-[0-9]'
host=${FASTLABEL_HOST:-127.0.0.1}
port=${FASTLABEL_PORT:-8008}
listeners=configs.config.server-config.network-config.network-listeners.network-listener

# The server's own variables: what the program reads is inherited from the shell that starts it.
export FASTLABEL_HOST="$host" FASTLABEL_PORT="$port"

on_server() {
    asadmin="$1/bin/asadmin"
    project=$(cd "$(dirname "$0")/.." && pwd)
    [ -x "$asadmin" ] || { echo "There is no $asadmin. Give the folder of the server." >&2; exit 2; }
    [ -d "$project/target/ROOT" ] || { echo "Build the program first: mvn package" >&2; exit 2; }

    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/libraries"
    cp -r "$project/target/ROOT" "$work/war"
    for jar in "$work"/war/WEB-INF/lib/*.jar; do
        if basename "$jar" | grep -Eq "$shared"; then
            mv "$jar" "$work/libraries/"
        fi
    done
    (cd "$work/war" && jar --create --file "$work/fastlabel.war" .)

    "$asadmin" list-domains | grep -q ' not running' && "$asadmin" start-domain
    known=$("$asadmin" list-libraries --type common)
    added=no
    for jar in "$work"/libraries/*.jar; do
        if ! printf '%s\n' "$known" | grep -Fq "$(basename "$jar")"; then
            "$asadmin" add-library --type common "$jar"
            added=yes
        fi
    done

    # Only the one listener that FASTLABEL_HOST and FASTLABEL_PORT name: the program trusts a caller by where it listens.
    "$asadmin" set "$listeners.http-listener-1.address=$host" "$listeners.http-listener-1.port=$port" \
        "$listeners.http-listener-2.enabled=false" "$listeners.admin-listener.address=127.0.0.1"
    options=$("$asadmin" list-jvm-options)
    for option in '-Djava.awt.headless=true' '-Djdk.http.auth.tunneling.disabledSchemes='; do
        printf '%s\n' "$options" | grep -Fq -e "$option" || "$asadmin" create-jvm-options "$(printf '%s' "$option" | sed 's/:/\\:/g')"
    done
    "$asadmin" restart-domain
    "$asadmin" deploy --force=true --name fastlabel --contextroot / "$work/fastlabel.war"
    echo "FastLabel is at http://$host:$port/ ($([ $added = yes ] && echo 'libraries added' || echo 'libraries were there'))."
}
