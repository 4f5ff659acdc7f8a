#!/usr/bin/env bash
# Runs the tests of the Python package in a virtual environment of their own, target/python (made when it is missing or
# its requirements changed). Arguments go to pytest. Without a Python of 3.10 or newer, or without the packages, it says
# so and skips; LOANTWIN_PYTHON=required makes that an error, LOANTWIN_PYTHON=/path/of/python3 names the Python.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
venv=$here/../target/python
wanted=$here/tests/requirements.txt

skip() {
    printf 'Python tests: NOT RUN, %s\n' "$1" >&2
    [ "${LOANTWIN_PYTHON:-}" = required ] && exit 1
    exit 0
}

find_python() {
    local candidate
    for candidate in "${LOANTWIN_PYTHON:-python3}" python3 python3.13 python3.12 python3.11 python3.10 /usr/bin/python3; do
        [ "$candidate" != required ] || continue
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
            python=$candidate
            return
        fi
    done
    skip "there is no Python of 3.10 or newer with the module venv."
}

if ! cmp -s "$wanted" "$venv/requirements.txt"; then
    find_python
    printf 'Python tests: installing what they need into target/python ...\n' >&2
    rm -rf "$venv"
    "$python" -m venv "$venv"
    if ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --retries 2 --timeout 60 -r "$wanted" >"$venv/pip.log" 2>&1; then
        tail -n 3 "$venv/pip.log" >&2
        skip "the packages of twin-python/tests/requirements.txt could not be installed; pip's words are above and in target/python/pip.log."
    fi
    cp "$wanted" "$venv/requirements.txt"
fi
cd "$here"
exec "$venv/bin/python" -m pytest -p no:cacheprovider "$@"
