#!/usr/bin/env bash
# Opens the notebooks in JupyterLab, in a virtual environment of their own (target/notebooks, made when it is missing).
#   notebooks/run.sh [ARG...]   opens JupyterLab, with arguments for it (as root: --allow-root)
#   notebooks/run.sh --check    executes every notebook, with small sizes, and fails if a cell does
#   notebooks/run.sh --write    executes every notebook and keeps its figures
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(dirname "$here")
venv=$root/target/notebooks
"$root/twin" build
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    printf 'Installing JupyterLab and the loantwin package into target/notebooks ...\n' >&2
    rm -rf "$venv"
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" -e "$root/twin-python"
    cp "$here/requirements.txt" "$venv/requirements.txt"
fi
cd "$here"
case ${1:-} in
    --check)
        scratch=$(mktemp -d)
        trap 'rm -rf "$scratch"' EXIT
        LOANTWIN_NOTEBOOK_HOME=$scratch LOANTWIN_NOTEBOOK_STEPS=3584 LOANTWIN_NOTEBOOK_WORLDS=8 \
            "$venv/bin/python" execute.py --check ./*.ipynb
        ;;
    --write) exec "$venv/bin/python" execute.py ./*.ipynb ;;
    *) exec "$venv/bin/jupyter" lab "$@" ;;
esac
