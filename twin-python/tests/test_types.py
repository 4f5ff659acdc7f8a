"""The package shows its types: a user's program passes mypy --strict, a wrong one does not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[1] / "src"
RIGHT = """
import loantwin
import numpy as np

env = loantwin.LoanPortfolioEnv(initial_portfolio_size=80, render_mode="ansi")
observation, info = env.reset(seed=1)
observation, reward, terminated, truncated, info = env.step(np.zeros(3, dtype=np.float32))
total: float = 0.0 + reward
low: float = float(env.action_space.low[0])
copy: loantwin.LoanPortfolioEnv = env.fork(new_key=1)
envs = loantwin.LoanPortfolioVectorEnv(4, autoreset_mode="SAME_STEP", info=["equity"])
rolled: dict[str, np.ndarray] = envs.rollout(3, loantwin.Trained("mine"))
replay = loantwin.replay_scenario("gfc", "constant:0.05,0,0", seed=1)
texts: list[str] = [event.text for event in replay.events]
vector: np.ndarray = loantwin.LoanPortfolioMOEnv().step(np.zeros(3))[1]
try:
    env.step([0, 0.03, 0])
except loantwin.errors.InvalidValueError as error:
    row: int | None = error.row
"""
WRONG = {
    'loantwin.LoanPortfolioEnv(initial_size=3)': "call-arg",
    'loantwin.LoanPortfolioEnv(initial_portfolio_size="3")': "arg-type",
    "loantwin.counterfactual(3)": "arg-type",
    "x: str = loantwin.LoanPortfolioEnv().step([0, 0, 0])[1]": "assignment",
}


def mypy(text, folder):
    pytest.importorskip("mypy")
    (folder / "program.py").write_text(text)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", folder / "cache", "program.py"]
    # MYPYPATH stands for an installation; that py.typed is installed is the wheel's test.
    environment = os.environ | {"MYPYPATH": str(linked(folder))}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    return [line for line in run.stdout.splitlines() if line.startswith("program.py") and "error:" in line], run


def linked(folder):
    (folder / "path").mkdir(exist_ok=True)
    link = folder / "path" / "loantwin"
    if not link.exists():
        link.symlink_to(SOURCES / "loantwin")
    return link.parent


def test_programs_are_checked_against_the_signatures(tmp_path):
    errors, run = mypy(RIGHT, tmp_path)
    assert not errors and "Traceback" not in run.stderr, run.stdout + run.stderr
    errors, run = mypy("import loantwin\n" + "\n".join(WRONG), tmp_path)
    assert [line.rpartition("[")[2].rstrip("]") for line in errors] == list(WRONG.values()), run.stdout
