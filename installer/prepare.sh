#!/bin/sh
# Makes this checkout ready: the system libraries Qt needs, a virtual environment, and the packages pyproject.toml names.
# Safe to repeat, and quick when nothing is missing.
#
#   installer/prepare.sh run|test|package [--dry-run]      --dry-run prints what it would do and does none of it
#
# What is packed is built in an environment of its own, so that nothing of the tests comes along.
set -eu
cd "$(dirname "$0")/.."

purpose=${1:-run}
dry_run=${2:-}
venv=.venv
if [ "$purpose" = package ]; then venv=build/installers/venv; fi

# Library and the Debian package that brings it. What Qt loads even without a display:
always='libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0 libdbus-1.so.3=libdbus-1-3
        libfontconfig.so.1=libfontconfig1 libglib-2.0.so.0=libglib2.0-0'
# What its windows need on top of that:
on_screen='libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
           libxcb-shape.so.0=libxcb-shape0 libxkbcommon-x11.so.0=libxkbcommon-x11-0'

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 3
}

act() {
    if [ "$dry_run" = --dry-run ]; then printf 'would: %s\n' "$*"; else "$@"; fi
}

# Debian's own python3 first: it is the one that Debian's python3-venv belongs to.
usable_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
}

# What Qt's plugins name, so that Debian can tell which packages hold it, and what builds and tries the packages:
to_pack='libcups.so.2=libcups2 libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0
         libwayland-egl.so.1=libwayland-egl1'
packers='objdump=binutils dpkg-shlibdeps=dpkg-dev makensis=nsis patchelf=patchelf debootstrap=debootstrap lintian=lintian Xvfb=xvfb
         xwininfo=x11-utils desktop-file-validate=desktop-file-utils'

venv_works() { "$venv/bin/python" -c 'import pip' 2>/dev/null; }

cannot_load() {
    ! "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null
}

programs_missing() {
    for pair in $1; do
        if ! command -v "${pair%%=*}" >/dev/null 2>&1; then echo "${pair#*=}"; fi
    done
}

# All of them at once, so that who has to ask an administrator asks once.
packages_missing() {
    if [ -z "$python" ]; then
        echo python3 python3-venv
    elif ! venv_works && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$python-venv"
    fi
    [ "$(uname -s)" = Linux ] || return 0
    libraries=$always
    if [ "$purpose" = run ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then libraries="$libraries $on_screen"; fi
    if [ "$purpose" = package ]; then libraries="$libraries $on_screen $to_pack"; fi
    for pair in $libraries; do
        if cannot_load "${pair%%=*}"; then echo "${pair#*=}"; fi
    done
    if [ "$purpose" = package ]; then programs_missing "$packers"; fi
    [ "$purpose" = test ] || return 0
    # Papers are read back and judged by other programs; sleep and locking are told over a message bus.
    programs_missing 'pdftotext=poppler-utils qpdf=qpdf dbus-daemon=dbus-daemon'
    # Sync is tried with a real server; a URL in NAOBER_POSTGRES names another.
    if [ -z "${NAOBER_POSTGRES:-}" ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 &&
        ! command -v initdb >/dev/null 2>&1; then echo postgresql; fi
}

install_packages() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        as_root=refused
    fi
    if ! command -v apt-get >/dev/null 2>&1; then
        stop "Naober misses system packages, and there is no apt-get here. Install what your system calls: $*"
    elif [ "$as_root" = refused ]; then
        stop "Naober misses system packages, and this account may not install them. Ask an administrator to run:
    apt-get update && apt-get install --yes --no-install-recommends $*"
    fi
    say "Installing system packages (once): $*"
    # shellcheck disable=SC2086  # empty, or two words
    act $as_root apt-get -qq update || say "The list of packages could not be renewed; trying with the old one."
    # shellcheck disable=SC2086
    act $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$@" ||
        stop "The system packages could not be installed. Is there a network?"
}

prepare_system() {
    python=$(usable_python)
    missing=$(packages_missing)
    # shellcheck disable=SC2086  # a list of words
    [ -z "$missing" ] || install_packages $missing
    python=$(usable_python)
    if [ -z "$python" ] && [ "$dry_run" = --dry-run ]; then python=python3; fi
    [ -n "$python" ] || stop "Naober needs Python 3.11 or newer, and this system has none."
}

# What serves the tests serves the program too.
remember() {
    printf '%s\n' "$state" >"$stamp"
    if [ "$purpose" = test ]; then cp "$stamp" .venv/ready-run; fi
}

prepare_packages() {
    requirement=.
    if [ "$purpose" = test ]; then requirement='.[dev]'; fi
    if [ "$purpose" = package ]; then requirement='.[installers]'; fi
    stamp=$venv/ready-$purpose
    state="$(cksum <pyproject.toml) $(pwd)"
    if ! venv_works; then
        act "$python" -m venv --clear "$venv"
    elif [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$state" ]; then
        return 0
    fi
    say "Installing the Python packages of pyproject.toml into $venv (once; a few minutes on a slow line)"
    act "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$requirement" ||
        stop "The Python packages could not be installed. Is there a network?"
    [ "$dry_run" = --dry-run ] || remember
}

case "$purpose" in
run | test | package) ;;
*) stop "usage: installer/prepare.sh run|test|package [--dry-run]" ;;
esac
prepare_system
prepare_packages
