"""Measures steps against echoes of the same bytes, and against a local environment that does nothing.

    python -m loantwin.bench [ADDRESS]

Prints one JSON object per batch size. Echoes and steps are interleaved in one run on one channel; times in microseconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any

import gymnasium
import numpy as np
from gymnasium.spaces import Box
from gymnasium.vector import SyncVectorEnv

from loantwin.v1 import session_pb2
from loantwin.vector import LoanPortfolioVectorEnv


class Idle(gymnasium.Env):
    """An environment of the same spaces that does nothing."""

    observation_space = Box(-1.0, 1.0, (13,), np.float32)
    action_space = Box(-1.0, 1.0, (3,), np.float32)
    _observation = np.zeros(13, dtype=np.float32)

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[np.ndarray, dict]:
        """Does nothing."""
        return self._observation, {}

    def step(self, action: np.ndarray) -> tuple[np.ndarray, float, bool, bool, dict]:
        """Does nothing."""
        return self._observation, 0.0, False, False, {}


def _idle_micros(batch: int, calls: int) -> float:
    envs = SyncVectorEnv([Idle] * batch)
    envs.reset()
    actions = np.zeros((batch, 3), dtype=np.float32)
    times = []
    for _ in range(calls):
        start = time.perf_counter_ns()
        envs.step(actions)
        times.append(time.perf_counter_ns() - start)
    return float(np.median(times)) / 1e3


def measure(batch: int, calls: int, address: str | None = None) -> dict[str, Any]:
    """Returns medians over so many calls of 1,000-loan environments, without info."""
    envs = LoanPortfolioVectorEnv(batch, info="none", address=address)
    envs.reset(seed=1)
    session, actions = envs._session, np.zeros((batch, 3), dtype=np.float32)
    times: dict[str, list[float]] = {"echo": [], "step": [], "simulator": []}
    for call in range(calls + calls // 5):
        for name in ("step", "echo"):
            start = time.perf_counter_ns()
            answer: session_pb2.StepResponse = getattr(session, name)(actions)
            taken = (time.perf_counter_ns() - start) / 1e3
            if call >= calls // 5:  # the first fifth warms up
                times[name].append(taken)
                if name == "step":
                    times["simulator"].append(answer.simulator_ns / 1e3)
    envs.close()
    echo, step, simulator = (float(np.median(times[name])) for name in ("echo", "step", "simulator"))
    idle = _idle_micros(batch, max(10, calls // 5))
    return {
        "client": "python",
        "transport": "unix" if envs._client.address.startswith("unix:") else "tcp",
        "batch": batch,
        "echo_p50_us": round(echo, 1),
        "step_p50_us": round(step, 1),
        "step_p99_us": round(float(np.percentile(times["step"], 99)), 1),
        "simulator_us": round(simulator, 1),
        "overhead": round((step - simulator) / echo, 3),
        "env_steps_per_second": round(batch / step * 1e6),
        "idle_sync_vector_us": round(idle, 1),
    }


def main(arguments: list[str] | None = None) -> int:
    """Prints a line per batch size."""
    parser = argparse.ArgumentParser(prog="python -m loantwin.bench", description="Steps against echoes of the same bytes.")
    parser.add_argument("address", nargs="?", help="server; default: LOANTWIN_ADDRESS, else one is started")
    parser.add_argument("--batches", default="1,64,1024", help="sizes of the batches (default: 1,64,1024)")
    parser.add_argument("--calls", type=int, default=300, help="calls of each kind (default: 300)")
    given = parser.parse_args(arguments)
    for batch in map(int, given.batches.split(",")):
        print(json.dumps(measure(batch, given.calls, given.address)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
