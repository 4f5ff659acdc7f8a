"""Runs the checkers of every library that is installed against the environments, and prints a table.

    python -m loantwin.conformance [ADDRESS]

Ends with code 1 if a check fails. A library that is not installed is said to be so; nothing is claimed for it.
"""

from __future__ import annotations

import argparse
import copy
import os
import pickle
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from typing import Any
from unittest import mock

import gymnasium
import numpy as np
from gymnasium.utils.env_checker import check_env, data_equivalence
from gymnasium.vector import AutoresetMode, SyncVectorEnv

import loantwin
from loantwin.env import NORMALIZED, RAW

World = dict[str, Any]
DAYS = 12


@dataclass(frozen=True)
class Result:
    """A row of the table."""

    library: str
    check: str
    verdict: str
    seconds: float
    words: str = ""


def _gymnasium(env_id: str) -> Callable[[World], None]:
    def run(world: World) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.filterwarnings("ignore", message=".*(not symmetric|normalize|normalized).*")
            with _silent():  # the mode "human" prints
                check_env(gymnasium.make(env_id, **world).unwrapped)

    return run


def _wave(step: int, n: int) -> np.ndarray:
    bound = np.array([0.1, 0.02, 0.1])
    return (bound * np.sin(1.7 * step + 0.9 * np.arange(3 * n).reshape(n, 3))).astype(np.float32)


def _lived(envs: Any, steps: int) -> list[Any]:
    rows: list[Any] = [envs.reset(seed=7)]
    for step in range(steps):
        rows.append(envs.step(_wave(step, 3)))
        ended = rows[-1][2] | rows[-1][3]
        if ended.any() and envs.metadata["autoreset_mode"] is AutoresetMode.DISABLED:
            rows.append(envs.reset(seed=[9, 8, 7], options={"reset_mask": ended}))
    return rows


def _vector(mode: AutoresetMode) -> Callable[[World], None]:
    def run(world: World) -> None:
        steps = DAYS - (mode is AutoresetMode.SAME_STEP)
        native = loantwin.LoanPortfolioVectorEnv(3, **world, autoreset_mode=mode)
        singles = SyncVectorEnv([lambda: loantwin.LoanPortfolioEnv(**world)] * 3, autoreset_mode=mode)
        for step, (mine, theirs) in enumerate(zip(_lived(native, steps), _lived(singles, steps))):
            _require(data_equivalence(mine, theirs, exact=True), f"differs from SyncVectorEnv at step {step}")
        native.close()

    return run


def _seeds(world: World) -> None:
    envs = loantwin.LoanPortfolioVectorEnv(8, **world)
    starts = [envs.reset(seed=seed)[0] for seed in (0, 100, 2**62)]
    rows = {row.tobytes() for start in starts for row in start}
    _require(len(rows) == 24, f"24 seeds and slots gave {len(rows)} different starts")
    _require(np.array_equal(envs.reset(seed=0)[0], starts[0]), "seed 0 gave two different starts")
    later = [envs.reset()[0] for _ in range(2)]
    _require(not np.array_equal(*later), "two unseeded resets gave the same start")
    envs.reset(seed=0)
    _require(np.array_equal(envs.reset()[0], later[0]), "a seed did not make the later episodes reproducible")
    envs.close()


def _states(world: World) -> None:
    env = loantwin.LoanPortfolioEnv(**world)
    env.reset(seed=5)
    env.step(_wave(0, 1)[0])
    copies = {"fork": env.fork(), "pickle": pickle.loads(pickle.dumps(env)), "deepcopy": copy.deepcopy(env)}
    state = env.save()
    expected = [env.step(_wave(t, 1)[0]) for t in range(5)]
    for name, twin in copies.items():
        _require(data_equivalence(expected, [twin.step(_wave(t, 1)[0]) for t in range(5)], exact=True), f"{name} differs")
    env.restore(state)
    _require(data_equivalence(expected, [env.step(_wave(t, 1)[0]) for t in range(5)], exact=True), "restore differs")


def _same_as_java(world: World) -> None:
    plan = np.stack([_wave(t, 3) for t in range(DAYS)])
    there, here = (loantwin.LoanPortfolioVectorEnv(3, **world) for _ in range(2))
    there.reset(seed=11)
    here.reset(seed=11)
    rolled = there.rollout(DAYS, plan, record=True)
    for t in range(DAYS):
        observations, rewards, *_ = here.step(plan[t])
        same = np.array_equal(observations, rolled["observations"][t]) and np.array_equal(rewards, rolled["rewards"][t])
        _require(same, f"step {t} differs from the server's own rollout")
    _require(np.array_equal(here.state_hashes(), there.state_hashes()), "state hashes differ")


def _stable_baselines(world: World) -> None:
    from stable_baselines3.common.env_checker import check_env as check

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check(loantwin.LoanPortfolioNormalizedEnv(**world))


def _stable_baselines_vector(world: World) -> None:
    from loantwin.sb3 import LoanPortfolioSB3VecEnv

    envs = LoanPortfolioSB3VecEnv(3, **world)
    envs.seed(4)
    first = envs.reset()
    for _ in range(DAYS):
        observations, rewards, dones, infos = envs.step(np.zeros((3, 3), dtype=np.float32))
    _require(bool(dones.all()), "episodes did not end at the horizon")
    _require(all(info["TimeLimit.truncated"] and info["episode"]["l"] == DAYS for info in infos), f"infos: {infos}")
    _require(first.shape == observations.shape == (3, 13) and rewards.shape == (3,), "shapes")
    envs.close()


def _pettingzoo(world: World) -> None:
    from pettingzoo.test import parallel_api_test, parallel_seed_test

    from loantwin.multiagent import LoanPortfolioParallelEnv

    with _silent():
        parallel_api_test(LoanPortfolioParallelEnv(**world), num_cycles=30)
        parallel_seed_test(lambda: LoanPortfolioParallelEnv(**world), num_cycles=10)


def _mo_gymnasium(world: World) -> None:
    import mo_gymnasium

    env = mo_gymnasium.make("loantwin/LoanPortfolioMO-v0", disable_env_checker=True, **world)
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    plain = mo_gymnasium.make("loantwin/LoanPortfolioMO-v0", disable_env_checker=True, **world)
    scalar = mo_gymnasium.wrappers.LinearReward(env, weight=weights)
    scalar.reset(seed=1)
    plain.reset(seed=1)
    for t in range(3):
        vector, reward = plain.step(_wave(t, 1)[0])[1], scalar.step(_wave(t, 1)[0])[1]
        _require(vector.shape == (4,) and abs(reward - weights @ vector) < 1e-12, f"{reward} is not weights . {vector}")


def _mo_gymnasium_statistics(world: World) -> None:
    import mo_gymnasium
    from mo_gymnasium.wrappers.vector import MORecordEpisodeStatistics

    single = mo_gymnasium.wrappers.MORecordEpisodeStatistics(
        mo_gymnasium.make("loantwin/LoanPortfolioMO-v0", disable_env_checker=True, **world)
    )
    many = MORecordEpisodeStatistics(gymnasium.make_vec("loantwin/LoanPortfolioMO-v0", num_envs=2, **world))
    single.reset(seed=1)
    many.reset(seed=1)
    total = np.zeros(4)
    for t in range(DAYS):
        action = _wave(t, 1)[0]
        _, vector, *_, info = single.step(action)
        _, vectors, *_, infos = many.step(np.stack([action, action]))
        _require(np.array_equal(vectors[0], vector), f"step {t}: the vector environment gave {vectors[0]}, the single one {vector}")
        total += vector
    for recorded in (info["episode"]["r"], infos["episode"]["r"][0]):
        _require(np.allclose(recorded, total, rtol=1e-5), f"recorded {recorded}, the sum is {total}")
    many.close()


def _minari(world: World) -> None:
    import minari

    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, MINARI_DATASETS_PATH=folder):
        env = minari.DataCollector(gymnasium.make(RAW, **world))
        observations = [env.reset(seed=1)[0]]
        for t in range(DAYS):
            last = env.step(_wave(t, 1)[0])
            observations.append(last[0])
        _require(bool(last[3]), "the recorded episode did not end at the horizon")
        dataset = env.create_dataset(
            "loantwin/conformance-v0",
            algorithm_name="wave",
            description="an episode of the conformance table",
            eval_env=RAW,
            author="",
            author_email="",
            code_permalink="",
        )
        (episode,) = dataset.iterate_episodes()
        _require(np.array_equal(episode.observations, observations), "the recorded observations differ")
        again = dataset.recover_environment()
        _require(np.array_equal(again.reset(seed=1)[0], observations[0]), "the recovered environment differs")
        again.close()
        env.close()


CHECKS: list[tuple[str, str, str, Callable[[World], None]]] = [
    ("gymnasium", "Gymnasium", f"check_env, {RAW}", _gymnasium(RAW)),
    ("gymnasium", "Gymnasium", f"check_env, {NORMALIZED}", _gymnasium(NORMALIZED)),
    *(
        ("gymnasium", "LoanTwin", f"vector equals SyncVectorEnv, {mode.name}", _vector(mode))
        for mode in AutoresetMode
    ),
    ("numpy", "LoanTwin", "seeds: 0 works, different ones and slots differ", _seeds),
    ("numpy", "LoanTwin", "save, restore, fork, pickle, deepcopy: bit for bit", _states),
    ("numpy", "LoanTwin", "steps equal the rollout inside Java: bit for bit", _same_as_java),
    ("stable-baselines3", "Stable-Baselines3", "check_env, normalised id", _stable_baselines),
    ("stable-baselines3", "Stable-Baselines3", "VecEnv: ends, terminal observations", _stable_baselines_vector),
    ("pettingzoo", "PettingZoo", "parallel_api_test, parallel_seed_test", _pettingzoo),
    ("mo-gymnasium", "MO-Gymnasium", "make, LinearReward", _mo_gymnasium),
    ("mo-gymnasium", "MO-Gymnasium", "MORecordEpisodeStatistics, one and many", _mo_gymnasium_statistics),
    ("minari", "Minari", "DataCollector, data set, recovered environment", _minari),
]


def _require(holds: bool, words: str) -> None:
    if not holds:
        raise AssertionError(words)


class _silent:
    """Keeps what a checker prints from the table."""

    def __enter__(self) -> None:
        import io

        self._out, sys.stdout = sys.stdout, io.StringIO()

    def __exit__(self, *error: object) -> None:
        sys.stdout = self._out


def _run(package: str, library: str, check: str, run: Callable[[World], None], world: World) -> Result:
    try:
        version = metadata.version(package)
    except metadata.PackageNotFoundError:
        return Result(library, check, "not installed", 0.0)
    named = library if library == "LoanTwin" else f"{library} {version}"
    start = time.perf_counter()
    try:
        run(world)
    except ModuleNotFoundError as error:
        return Result(named, check, "not installed", 0.0, f"{error}")
    except Exception as error:  # whatever a library's checker raises is its verdict
        return Result(named, check, "FAILED", time.perf_counter() - start, f"{type(error).__name__}: {error}")
    return Result(named, check, "passed", time.perf_counter() - start)


def run(address: str | None = None) -> list[Result]:
    """Runs every check on a small world of the server at an address (default: the server that is started)."""
    world = {"initial_portfolio_size": 80, "simulation_days": DAYS, "address": address}
    return [_run(*check, world) for check in CHECKS]


def table(results: list[Result]) -> str:
    """Returns the results as text."""
    rows = [("Library", "Check", "Result", "Seconds")]
    rows += [(r.library, r.check, r.verdict, f"{r.seconds:.1f}" if r.seconds else "") for r in results]
    widths = [max(len(row[c]) for row in rows) for c in range(3)]
    lines = ["  ".join([*(cell.ljust(w) for cell, w in zip(row, widths)), row[3].rjust(7)]).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * w for w in [*widths, 7]))
    return "\n".join(lines + [f"\n{r.check}: {r.words}" for r in results if r.words])


def main(arguments: list[str] | None = None) -> int:
    """Prints the table; returns 0 if nothing failed."""
    parser = argparse.ArgumentParser(
        prog="python -m loantwin.conformance",
        description="Runs the checkers of every installed library against the environments.",
        epilog="Example: python -m loantwin.conformance 127.0.0.1:50051",
    )
    parser.add_argument("address", nargs="?", help="server; default: LOANTWIN_ADDRESS, else one is started")
    results = run(parser.parse_args(arguments).address)
    print(table(results))
    counts = {verdict: sum(r.verdict == verdict for r in results) for verdict in ("passed", "FAILED", "not installed")}
    print("\n" + ", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    return 1 if counts["FAILED"] else 0


if __name__ == "__main__":
    sys.exit(main())
