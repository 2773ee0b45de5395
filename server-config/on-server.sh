# Deploys FastLabel to a Payara Server or GlassFish that is already there; read by payara-server.sh and glassfish.sh, which say how.
# Tensors and sounds have native libraries, which one process can load once only: they become libraries of the server, and the archive
# goes without them, so that it can be deployed again and again.

set -eu

shared='^(api|pytorch-engine|pytorch-jni|pytorch-native-cpu|tokenizers|gson|jna|slf4j-api|slf4j-jdk14|commons-compress|commons-io|commons-codec|error_prone_annotations|jspecify|javacpp|ffmpeg)-[0-9]'
variables='FASTLABEL_[A-Z_]+|POSTGRES_[A-Z]+|JWT_[A-Z_]+|LS_[A-Z_]+|OLLAMA_[A-Z_]+|HF_[A-Z_]+|(HTTP|HTTPS|NO)_PROXY'
config=configs.config.server-config
listeners=$config.network-config.network-listeners.network-listener

# The archive, and apart from it the libraries that the server is to load.
pack() {
    mkdir "$work/libraries"
    cp -r "$project/target/ROOT" "$work/war"
    for jar in "$work"/war/WEB-INF/lib/*.jar; do
        if basename "$jar" | grep -Eq "$shared"; then
            mv "$jar" "$work/libraries/"
        fi
    done
    jar --create --file "$work/fastlabel.war" -C "$work/war" .
}

running() {
    "$asadmin" list-domains | grep -Eq "^$domain running"
}

stop() {
    if running; then
        "$asadmin" stop-domain "$domain"
    fi
}

settings() {
    env | grep -E "^($variables)=" | sed "s/'/'\\\\''/g; s/^\([A-Z_]*\)=\(.*\)$/export \1='\2'/"
}

# What this call does not say stays as an earlier one has said it.
recall() {
    given=$(settings)
    if [ -r "$kept" ]; then
        . "$kept"
        eval "$given"
    fi
    export FASTLABEL_HOST="${FASTLABEL_HOST:-127.0.0.1}" FASTLABEL_PORT="${FASTLABEL_PORT:-8008}" FASTLABEL_HOME="${FASTLABEL_HOME:-$HOME/.fastlabel}"
}

# Every later start has the settings of this one, whoever makes it and from wherever: each asadmin reads asenv.conf. A server that forgot
# its home would show an empty program; one that forgot its address would take strangers for the person at the machine.
remember() {
    (umask 077 && settings > "$kept")
    if ! grep -Fq fastlabel.env "$folder/glassfish/config/asenv.conf"; then
        printf '%s\n' "if [ -r '$kept' ]; then . '$kept'; fi" >> "$folder/glassfish/config/asenv.conf"
    fi
}

# $1 is the beginning of an option of the server's Java, $2 its rest; another rest is replaced.
option() {
    old=$(printf '%s\n' "$options" | grep -F -e "$1" | sed 's/ *-->.*//' | head -n 1)
    if [ "$old" != "$1$2" ]; then
        [ -z "$old" ] || "$asadmin" delete-jvm-options "$(printf '%s' "$old" | sed 's/:/\\:/g')"
        "$asadmin" create-jvm-options "$(printf '%s' "$1$2" | sed 's/:/\\:/g')"
    fi
}

# Only the one listener that FASTLABEL_HOST and FASTLABEL_PORT name can be reached; what else the server opens is for this machine. It comes
# with five threads for requests, which a few uploads would take. $own are settings that only this kind of server has.
configure() {
    compression=$(sed -n 's/^set \(.*\)\.http-listener\.http\./\1.http-listener-1.http./p' "$project/server-config/preboot.asadmin")
    # shellcheck disable=SC2086
    "$asadmin" set "$listeners.http-listener-1.address=$FASTLABEL_HOST" "$listeners.http-listener-1.port=$FASTLABEL_PORT" \
        "$listeners.http-listener-2.enabled=false" "$config.http-service.virtual-server.server.network-listeners=http-listener-1" "$listeners.admin-listener.address=127.0.0.1" \
        "$config.iiop-service.iiop-listener.orb-listener-1.address=127.0.0.1" "$config.iiop-service.iiop-listener.SSL.address=127.0.0.1" \
        "$config.iiop-service.iiop-listener.SSL_MUTUALAUTH.address=127.0.0.1" \
        "$config.admin-service.jmx-connector.system.enabled=false" "$config.jms-service.jms-host.default_JMS_host.host=127.0.0.1" \
        "$config.network-config.protocols.protocol.http-listener-1.http.xpowered-by=false" \
        "$config.thread-pools.thread-pool.http-thread-pool.max-thread-pool-size=200" $compression $own
    options=$("$asadmin" list-jvm-options)
    option -Djava.awt.headless= true
    # A proxy on the way to the hub may ask for a password in the only way that proxies know; Java does not answer unless told to.
    option -Djdk.http.auth.tunneling.disabledSchemes= ''
    option -DENGINE_CACHE_DIR= "${ENGINE_CACHE_DIR:-$FASTLABEL_HOME/engine}"
    option -Dorg.bytedeco.javacpp.cachedir= "$FASTLABEL_HOME/engine/sound"
    # What the server comes with is too little; what somebody else has chosen stays.
    if [ -n "${FASTLABEL_HEAP:-}" ] || printf '%s\n' "$options" | grep -Fqx -e -Xmx512m; then
        option -Xmx "${FASTLABEL_HEAP:-1g}"
    fi
}

# Adds what is missing, and removes other versions of it.
libraries() {
    known=$("$asadmin" list-libraries --type common | grep '\.jar$' || true)
    for jar in $(printf '%s\n' "$known" | grep -E "$shared"); do
        [ -f "$work/libraries/$jar" ] || "$asadmin" remove-library --type common "$jar"
    done
    for jar in "$work"/libraries/*.jar; do
        if ! printf '%s\n' "$known" | grep -Fqx "$(basename "$jar")"; then
            set -- "$@" "$jar"
        fi
    done
    [ $# -eq 0 ] || "$asadmin" add-library --type common "$@"
}

on_server() {
    folder=$(cd "$1" && pwd)
    asadmin="$folder/bin/asadmin"
    project=$(cd "$(dirname "$0")/.." && pwd)
    [ -x "$asadmin" ] || { echo "There is no $asadmin. Give the folder of the server." >&2; exit 2; }
    [ -d "$project/target/ROOT" ] || { echo "Build the program first: mvn package" >&2; exit 2; }
    domain=${2:-domain1}
    kept="$folder/glassfish/config/fastlabel.env"
    recall
    token=$(java -jar "$project/target/ROOT-launcher.jar" --check "$project/target/ROOT")
    [ -z "$token" ] || export FASTLABEL_TOKEN="$token"

    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    pack
    running || "$asadmin" start-domain "$domain"
    # A server that starts is open to commands while it still loads its programs; to deploy one that is being loaded would break both.
    if "$asadmin" list-applications | grep -q '^fastlabel '; then
        "$asadmin" undeploy fastlabel
    fi
    configure
    libraries
    # Not restart-domain: the server would start itself again, with the settings of before.
    stop
    remember
    "$asadmin" start-domain "$domain"
    "$asadmin" deploy --name fastlabel --contextroot / "$work/fastlabel.war"
    echo "FastLabel is at http://$FASTLABEL_HOST:$FASTLABEL_PORT/"
}
