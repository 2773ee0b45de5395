#!/bin/sh
# Runs every test: the logic of the pages in Node, then unit, container and browser tests by Maven.
# What cannot run here is said, not passed over in silence. Ends with an error if anything failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
failed=0

say() {
    printf '\n== %s\n' "$1"
}

has_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" -eq 0 ] && return 0
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null
}

if ! has_chromium; then
    if may_install; then
        say "Installing Chromium from the system's packages"
        # An old list of packages names versions that are gone; a refused update may still leave a usable list.
        as_root apt-get update -q
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium \
            || as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium-browser
    fi
    has_chromium || say "SKIPPED: browser tests. There is no Chromium or Chrome on the PATH, and it could not be installed."
fi

if command -v node >/dev/null 2>&1; then
    say "Logic of the pages, in Node $(node --version)"
    node --test src/test/js/*.test.js || failed=1
else
    say "SKIPPED: tests of the pages' logic. There is no node on the PATH."
fi

say "Unit, container and browser tests"
mvn -B -ntp -Pit verify || failed=1

if [ "$failed" -ne 0 ]; then
    say "FAILED: see above; the servers' logs are below target/it, screenshots in target/screenshots"
else
    say "All tests passed"
fi
exit "$failed"
