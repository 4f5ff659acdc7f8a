"""Every notebook runs, with small sizes; what it trains goes to a folder of the test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
SMALL = {"LOANTWIN_NOTEBOOK_STEPS": "3584", "LOANTWIN_NOTEBOOK_WORLDS": "8", "OMP_NUM_THREADS": "1"}
SOURCES = Path(__file__).resolve().parents[1] / "src"


@pytest.mark.parametrize("notebook", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebook(notebook, tmp_path):
    pytest.importorskip("nbclient")
    pytest.importorskip("matplotlib")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("LOANTWIN_")}
    places = {"LOANTWIN_NOTEBOOK_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(SOURCES), *sys.path])}
    before = notebook.read_bytes()
    run = subprocess.run(
        [sys.executable, NOTEBOOKS / "execute.py", "--check", notebook],
        env=clean | SMALL | places,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    assert notebook.read_bytes() == before


def test_all_six_questions_have_a_notebook_with_figures():
    names = [path.name[:2] for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    assert names == ["01", "02", "03", "04", "05", "06"]
    for path in NOTEBOOKS.glob("*.ipynb"):
        assert '"image/png"' in path.read_text(encoding="utf-8"), path.name
