"""Measures steps against echoes of the same bytes, and against a local environment that does nothing.

    python -m loantwin.bench [ADDRESS] [--tcp HOST:PORT] [--unix unix:PATH] [--batches 1,64,1024] [--seconds 5]

Prints one JSON array, with a row for each batch and way; ``./twin bench grpc`` calls it. Steps and echoes take turns on one
channel, so that a busy machine slows both. Then the public ``step()`` of the vector environment is timed alone, arrays and
info dictionary included: ``env_steps_per_second``, ``us_per_env``. Ours go on to the end of a year, resets included. Rows whose transport says "all infos" have the info
fields that environments have by default, the others none. Rows of the client "gymnasium" are a local SyncVectorEnv of
environments that do nothing: "bare" of the class alone and without infos, "make_vec" as a user makes it, by its registered id
with Gymnasium's wrappers, and "make_vec, all infos" with as many info fields as ours. All times in microseconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import gymnasium
import numpy as np
from gymnasium.spaces import Box
from gymnasium.vector import SyncVectorEnv

from loantwin._client import client
from loantwin.env import RAW
from loantwin.v1 import spec_pb2
from loantwin.vector import LoanPortfolioVectorEnv

_WARM_SHARE = 0.5
_YEAR = 366  # steps of a year with the one that resets: all clients are measured on the same days


class Idle(gymnasium.Env):
    """An environment of the same spaces that does nothing.

    Args:
        fields: names of the numbers in its info, beside a reward vector; none for an empty info.
    """

    observation_space = Box(-1.0, 1.0, (13,), np.float32)
    action_space = Box(-1.0, 1.0, (3,), np.float32)
    _observation = np.zeros(13, dtype=np.float32)

    def __init__(self, fields: Sequence[str] = ()) -> None:
        self._info: dict[str, Any] = {name: 0.0 for name in fields}
        if fields:
            self._info["reward_vector"] = np.zeros(4)

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[np.ndarray, dict]:
        """Does nothing."""
        return self._observation, dict(self._info)

    def step(self, action: np.ndarray) -> tuple[np.ndarray, float, bool, bool, dict]:
        """Does nothing."""
        return self._observation, 0.0, False, False, dict(self._info)


gymnasium.register("loantwin/Idle-v0", entry_point=Idle)


def _idle_vectors(batch: int, fields: Sequence[str]) -> Iterator[tuple[str, SyncVectorEnv]]:
    """Returns the ways in which a program may have environments that do nothing."""
    yield "bare", SyncVectorEnv([Idle] * batch)
    for name, kwargs in (("make_vec", {}), ("make_vec, all infos", {"fields": fields})):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the id's name, which is not one of the package's environments
            yield name, gymnasium.make_vec("loantwin/Idle-v0", num_envs=batch, vectorization_mode="sync", **kwargs)


def _timed(call: Callable[[], Any], seconds: float, rounds: int = 1) -> np.ndarray:
    """Returns how long calls took, microseconds, after half as long to warm up; whole rounds of calls, at least one."""
    _repeated(call, _WARM_SHARE * seconds, rounds)
    return np.array(_repeated(call, seconds, rounds))


def _repeated(call: Callable[[], Any], seconds: float, rounds: int) -> list[float]:
    times: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or not times or len(times) % rounds:
        start = time.perf_counter_ns()
        call()
        times.append((time.perf_counter_ns() - start) / 1e3)
    return times


def _public(times: np.ndarray, batch: int) -> dict[str, float]:
    return {
        "env_steps_per_second": round(batch * len(times) / times.sum() * 1e6, 1),
        "us_per_env": round(float(np.median(times)) / batch, 4),
    }


def measure_idle(batch: int, seconds: float, fields: Sequence[str]) -> list[dict[str, Any]]:
    """Returns the rows of a SyncVectorEnv of environments that do nothing; the last has infos of these fields."""
    return [_idle_row(name, envs, seconds) for name, envs in _idle_vectors(batch, fields)]


def _idle_row(name: str, envs: SyncVectorEnv, seconds: float) -> dict[str, Any]:
    envs.reset()
    actions = np.zeros((envs.num_envs, 3), dtype=np.float32)
    times = _timed(lambda: envs.step(actions), seconds)
    return {
        "client": "gymnasium",
        "transport": name,
        "batch": envs.num_envs,
        "step_p50_us": round(float(np.median(times)), 1),
        "step_p99_us": round(float(np.percentile(times, 99)), 1),
        "samples": len(times),
        **_public(times, envs.num_envs),
    }


def measure(
    batch: int, seconds: float, address: str | None = None, loans: int = 1000, stream: bool = False, info: str = "none"
) -> dict[str, Any]:
    """Returns the row of a batch of environments at an address."""
    overrides = {"episode.initialLoans": loans, "episode.maxPortfolioSize": max(10_000, 2 * loans)}
    envs = LoanPortfolioVectorEnv(batch, info=info, address=address, overrides=overrides, stream=stream)
    envs.reset(seed=1)
    session = envs._session
    actions = np.random.default_rng(1).uniform(-0.5, 0.5, (batch, 3)).astype(np.float32) * envs.single_action_space.high
    steps: list[float] = []
    echoes: list[float] = []
    simulator: list[float] = []

    def step_then_echo() -> None:
        start = time.perf_counter_ns()
        answer = session.step(actions)
        between = time.perf_counter_ns()
        session.echo(actions)
        echoes.append((time.perf_counter_ns() - between) / 1e3)
        simulator.append(answer.simulator_ns / 1e3)
        steps.append((between - start) / 1e3)

    kept = len(_timed(step_then_echo, seconds, _YEAR))
    step, echo, inside = (np.array(values[-kept:]) for values in (steps, echoes, simulator))
    alone = np.array(_repeated(lambda: envs.step(actions), seconds, _YEAR))
    envs.close()
    beyond = float(np.median(step - inside))
    return {
        "client": "python",
        "transport": _transport(envs._client.address, stream, info),
        "batch": batch,
        "echo_p50_us": round(float(np.median(echo)), 1),
        "step_p50_us": round(float(np.median(step)), 1),
        "step_p99_us": round(float(np.percentile(step, 99)), 1),
        "simulator_us": round(float(np.median(inside)), 1),
        "beyond_p50_us": round(beyond, 1),
        "overhead": round(beyond / float(np.median(echo)), 3),
        "samples": kept,
        **_public(alone, batch),
    }


def _transport(address: str, stream: bool, info: str) -> str:
    name = "unix" if address.startswith("unix:") else "tcp"
    return name + (" stream" if stream else "") + (", all infos" if info == "all" else "")


def _info_fields(address: str | None) -> list[str]:
    fields = client(address).spec(spec_pb2.GetSpecRequest(env_id=RAW)).info_fields
    return [field.name for field in fields]


def main(arguments: list[str] | None = None) -> int:
    """Prints the rows as one JSON array."""
    parser = argparse.ArgumentParser(prog="python -m loantwin.bench", description="Steps against echoes of the same bytes.")
    parser.add_argument("address", nargs="?", help="server; default: LOANTWIN_ADDRESS, else one is started")
    parser.add_argument("--tcp", metavar="HOST:PORT", help="measure this server over TCP")
    parser.add_argument("--unix", metavar="unix:PATH", help="measure this server over its Unix socket")
    parser.add_argument("--loans", type=int, default=1000, help="loans of an environment (default: 1000)")
    parser.add_argument("--batches", default="1,64,1024", help="sizes of the batches (default: 1,64,1024)")
    parser.add_argument("--seconds", type=float, default=5.0, help="seconds to measure each case (default: 5)")
    given = parser.parse_args(arguments)
    addresses = [address for address in (given.address, given.tcp, given.unix) if address] or [None]
    rows = []
    for batch in map(int, given.batches.split(",")):
        for address in addresses:
            rows += [measure(batch, given.seconds, address, given.loans, stream) for stream in (False, True)]
        rows.append(measure(batch, given.seconds, addresses[-1], given.loans, info="all"))
        rows += measure_idle(batch, given.seconds / 5, _info_fields(addresses[-1]))
    print(json.dumps(rows, indent=1), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
