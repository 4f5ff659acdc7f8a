"""The same bits as Java: an episode that ./twin simulate lives and records in its own process, lived again over gRPC."""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest

import loantwin

TWIN = Path(__file__).parents[2] / "twin"
WORLDS = {
    "drawn economy": ([], {}),
    "severe scenario": (["--scenario", "severely-adverse-2026"], {"scenario": "severely-adverse-2026"}),
}


def recorded(folder, seed, options):
    """Lines of a recording: seed, actions, rewards, observations and state hashes, all printed so that they read back exactly."""
    command = [TWIN, "simulate", "--seed", str(seed), "--policy", "random", "--loans", "150", "--days", "45", *options]
    subprocess.run([*command, "--no-plots", "--quiet"], env=os.environ | {"TWIN_RUNS": str(folder)}, check=True, stdout=-3)
    (file,) = folder.glob("*/episode.jsonl")
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    return [line for line in lines if "action" in line]


@pytest.mark.parametrize("world", WORLDS)
def test_recorded_episode(world, tmp_path):
    options, arguments = WORLDS[world]
    steps = recorded(tmp_path, 5, options)
    assert len(steps) == 45
    env = loantwin.LoanPortfolioEnv(initial_portfolio_size=150, simulation_days=45, **arguments)
    env.reset(seed=5)
    for line in steps:
        observation, reward, terminated, truncated, _ = env.step(np.array(line["action"], dtype=np.float32))
        assert np.array_equal(observation, np.array(line["observation"], dtype=np.float32)), line["step"]
        assert (reward, terminated, truncated) == (line["reward"], line["terminated"], line["truncated"]), line["step"]
        if line["step"] % 15 == 0:
            assert f"{env.state_hash() & (2**64 - 1):016x}" == line["hash"].zfill(16), line["step"]
