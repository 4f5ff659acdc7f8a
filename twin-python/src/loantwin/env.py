"""One lender as a Gymnasium environment."""

from __future__ import annotations

import copy
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import gymnasium
import numpy as np
from gymnasium.spaces import Box

from loantwin import _checks, errors, summary
from loantwin._arrays import unpack
from loantwin._client import client
from loantwin._session import (
    Session,
    drawn_seeds,
    states_from_bytes,
    states_to_bytes,
)
from loantwin._world import world
from loantwin.explain import StepExplanation, explain
from loantwin.v1 import session_pb2, spec_pb2, world_pb2

RAW = "loantwin/LoanPortfolio-v0"
NORMALIZED = "loantwin/LoanPortfolioNormalized-v0"
MULTI_OBJECTIVE = "loantwin/LoanPortfolioMO-v0"
_EPOCH = date(1970, 1, 1)


def sizes(
    initial_portfolio_size: int | None,
    max_portfolio_size: int | None,
    simulation_days: int | None,
    decision_days: int | None,
    overrides: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Returns overrides with the common keys by their Python names."""
    named = {
        "episode.initialLoans": initial_portfolio_size,
        "episode.maxPortfolioSize": max_portfolio_size,
        "episode.simulationDays": simulation_days,
        "episode.decisionDays": decision_days,
    }
    return {key: value for key, value in named.items() if value is not None} | dict(
        _checks.mapping("overrides", overrides)
    )


def box(space: spec_pb2.BoxSpace) -> Box:
    """Returns a space of the server as Gymnasium's."""
    return Box(unpack(space.low), unpack(space.high), dtype=np.float32)


def reward_space() -> Box:
    """Returns the space of reward vectors: financial, risk, regulatory and operational, each in [-1, 1]."""
    return Box(-1.0, 1.0, shape=(4,), dtype=np.float64)


class LoanPortfolioEnv(gymnasium.Env[np.ndarray, np.ndarray]):
    """A lender that a policy steers with three levers, one decision at a time.

    Observations are 13 numbers, float32 of shape (13,); actions are credit policy, pricing and rebalancing, float32 of
    shape (3,); the reward is the weighted sum of four components. ``env.spec_of_world`` has names, bounds, weights and
    the resolved configuration. ``info`` has the same keys at every reset and step: all info fields as floats (money in
    currency units, rates as fractions) and ``reward_vector``, float64 of shape (4,).

    Args:
        initial_portfolio_size: loans of the starting book (configuration: 1,000).
        max_portfolio_size: largest size of the book, in loans (configuration: 10,000).
        simulation_days: horizon in days (configuration: 365).
        decision_days: days for which one action is held (configuration: 1).
        render_mode: "human" (text on the terminal), "ansi" (the same as a string), "rgb_array" (a chart) or None.
        preset: configuration to start from: default, weekly or three-years.
        config: a configuration as YAML text or the path of a file, instead of a preset.
        scenario: name of a scenario that replaces the drawn economy.
        overrides: single values, dotted key path to value.
        address: server; default: LOANTWIN_ADDRESS, else a server that is started and shared.
        token: token for servers that ask for one; default: LOANTWIN_TOKEN.
        stream: whether steps and resets go over one stream instead of a call each, which saves a fifth of a short step or more.

    Raises:
        loantwin.errors.InvalidValueError: an unknown key or a value out of its range.
        loantwin.errors.UnknownNameError: no such preset or scenario.
    """

    metadata: ClassVar[dict[str, Any]] = {"render_modes": ["human", "ansi", "rgb_array"], "render_fps": 30}
    env_id: ClassVar[str] = RAW
    observation_space: Box
    action_space: Box

    def __init__(
        self,
        initial_portfolio_size: int | None = None,
        max_portfolio_size: int | None = None,
        simulation_days: int | None = None,
        decision_days: int | None = None,
        render_mode: str | None = None,
        *,
        preset: str | None = None,
        config: str | Path | None = None,
        scenario: str | None = None,
        overrides: Mapping[str, Any] | None = None,
        address: str | None = None,
        token: str | None = None,
        stream: bool = False,
    ) -> None:
        if render_mode not in (None, *self.metadata["render_modes"]):
            modes = ", ".join(self.metadata["render_modes"])
            raise _checks.invalid("render_mode", f"be one of {modes} or None", repr(render_mode))
        changes = sizes(initial_portfolio_size, max_portfolio_size, simulation_days, decision_days, overrides)
        self.render_mode = render_mode
        self._address, self._token, self._stream = address, token, stream
        self._client = client(address, token)
        self._world = world(preset, config, scenario, changes)
        self._open()
        self._forget_episode()

    def _open(self) -> None:
        self.spec_of_world = self._client.spec(spec_pb2.GetSpecRequest(env_id=self.env_id, world=self._world))
        self.observation_space = box(self.spec_of_world.observation_space)
        self.action_space = box(self.spec_of_world.action_space)
        self._info_fields = tuple(field.name for field in self.spec_of_world.info_fields)
        self._session: Session | None = None

    def _forget_episode(self) -> None:
        self._rows: list[np.ndarray] = []
        self._rewards: list[float] = []
        self._actions: list[np.ndarray] = []
        self._shown = ""

    def __repr__(self) -> str:
        spec = self.spec_of_world
        return f"{type(self).__name__}({spec.initial_loans:,} loans, {spec.simulation_days:,} days)"

    @property
    def info_fields(self) -> tuple[str, ...]:
        """Names of the info fields, in order."""
        return self._info_fields

    def _live(self) -> Session:
        """Returns the session of a running environment; one is opened by reset() and restore() only."""
        if self._session is None:
            made = errors.ResetNeededError(f"{self!r} has no episode: it was not reset yet, or was closed.\nMaybe call reset().")
            made.reason = "NEEDS_RESET"
            raise made
        return self._session

    def _opened(self) -> Session:
        if self._session is None:
            self._session = Session(
                self._client,
                session_pb2.CreateSessionRequest(
                    env_id=self.env_id,
                    world=self._world,
                    num_envs=1,
                    autoreset_mode=session_pb2.AUTORESET_MODE_DISABLED,
                    record_history=self.render_mode == "rgb_array",
                ),
                stream=self._stream,
            )
        return self._session

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[np.ndarray, dict[str, Any]]:
        """Starts an episode.

        Args:
            seed: the episode's seed, 0 to 2^63 - 1; the same seed gives the same episode in Java and in Python. Default: a
                seed drawn from ``np_random``, so that a seeded first reset makes all later ones reproducible.
            options: parts of the start to pin: ``regime`` (expansion, recession, crisis), ``delinquency_stress`` (-0.5 to
                1.25), ``capital_ratio`` (0.02 to 1). Default: drawn from the seed.

        Returns:
            the first observation, float32 of shape (13,), and info.

        Raises:
            loantwin.errors.InvalidValueError: a seed or an option that is not allowed; the episode is as it was.
        """
        given = None if seed is None else _checks.seed(seed)
        super().reset(seed=given)
        seeds = drawn_seeds(self.np_random, 1) if given is None else np.array([given], dtype=np.int64)
        answer = self._begin(seeds, options)
        self._forget_episode()
        row = unpack(answer.infos)[0]
        self._rows.append(row)
        if self.render_mode == "human":
            self._show(force=True)
        return unpack(answer.observations)[0], self._info(row, np.zeros(4))

    def _begin(self, seeds: np.ndarray, options: Mapping[str, Any] | None) -> session_pb2.ResetResponse:
        try:
            return self._opened().reset(seeds, options=options)
        except errors.SessionLostError:  # it expired, or its server is gone: a new episode needs nothing of it
            self._session = None
            return self._opened().reset(seeds, options=options)

    def _info(self, row: np.ndarray, vector: np.ndarray) -> dict[str, Any]:
        info: dict[str, Any] = dict(zip(self._info_fields, row.tolist()))
        info["reward_vector"] = vector
        return info

    def step(self, action: Any) -> tuple[np.ndarray, float, bool, bool, dict[str, Any]]:
        """Lives one decision period.

        Args:
            action: credit policy, pricing and rebalancing, float32 of shape (3,), inside the action space.

        Returns:
            observation, reward, terminated (the lender failed), truncated (the horizon was reached), info.

        Raises:
            loantwin.errors.InvalidValueError: an action with another shape, outside the box or not finite; nothing stepped.
            loantwin.errors.ResetNeededError: no episode runs.
        """
        session = self._live()
        actions = _checks.actions(action, (3,), "action")[np.newaxis]
        answer = session.step(actions)
        reward = float(unpack(answer.rewards)[0])
        terminated, truncated = bool(answer.terminated.data[0]), bool(answer.truncated.data[0])
        row = unpack(answer.infos)[0]
        self._rows.append(row)
        self._rewards.append(reward)
        self._actions.append(actions[0].copy())
        if self.render_mode == "human":
            self._show(force=terminated or truncated)
        info = self._info(row, unpack(answer.reward_vectors)[0])
        return unpack(answer.observations)[0], reward, terminated, truncated, info

    def render(self) -> str | np.ndarray | None:
        """Draws the lender as it is: prints text (human), returns text (ansi) or a chart, uint8 of shape (640, 960, 3)."""
        if self.render_mode is None:
            gymnasium.logger.warn("render() does nothing without a render_mode; gymnasium.make(..., render_mode=\"ansi\")")
            return None
        if self.render_mode == "ansi":
            return self._live().render_text()
        if self.render_mode == "rgb_array":
            return self._live().render_pixels()
        self._show(force=True)
        return None

    def _show(self, force: bool) -> None:
        """On a terminal every step is drawn in place; elsewhere the end of each month, and what is asked for."""
        terminal = sys.stdout.isatty()
        if not (terminal or force or self._month_ended()):
            return
        text = self._live().render_text()
        if text != self._shown:
            print(("\x1b[H\x1b[2J" if terminal else "") + text, flush=True)
            self._shown = text

    def _month_ended(self) -> bool:
        column = self._info_fields.index("epoch_day")
        return (_EPOCH + timedelta(days=int(self._rows[-1][column]) + 1)).day == 1

    def performance_summary(self, fields: str | Sequence[str] | None = None) -> Any:
        """Returns the episode so far, one row per step: a pandas DataFrame, or a small table where pandas is missing.

        Args:
            fields: name or names of info fields, or "all". Default: the most telling ones. Flows are sums over the step, levels
                those of its end; money in currency units, rates as fractions.
        """
        names = list(self._info_fields)
        named = [fields] if isinstance(fields, str) else list(fields or summary.FIELDS)
        chosen = names if fields == "all" else named
        for name in chosen:
            if name not in names:
                raise _checks.unknown("fields", repr(name), hint="look at env.info_fields.")
        rows = np.array(self._rows[1:]).reshape(-1, len(names))
        columns: dict[str, Any] = {"reward": np.array(self._rewards)}
        actions = np.array(self._actions).reshape(-1, 3)
        for i, name in enumerate(self.spec_of_world.action_space.names):
            columns[f"action_{name}"] = actions[:, i]
        columns.update({name: rows[:, names.index(name)] for name in chosen})
        days = [_EPOCH + timedelta(days=int(day)) for day in rows[:, names.index("epoch_day")]]
        return summary.table(columns, days, "date")

    get_performance_summary = performance_summary

    def explain_step(self) -> StepExplanation:
        """Returns what happened in the last step, in words and in parts that add up: reward, income, losses, balance.

        Raises:
            loantwin.errors.StateError: there was no step since the reset, or since restore().
        """
        if not self._rewards:
            raise errors.StateError("explain_step() needs a step since the reset.\nMaybe call step() first.")
        spec = self.spec_of_world
        before, now = (dict(zip(self._info_fields, row.tolist())) for row in self._rows[-2:])
        weights = dict(zip(spec.reward_names, unpack(spec.reward_weights).tolist()))
        return explain(before, now, weights, list(spec.products), first=len(self._rewards) == 1)

    def save(self) -> bytes:
        """Returns the complete state, versioned and checksummed; restore() continues bit for bit, on another machine too."""
        return states_to_bytes(self._live().save())

    def state_hash(self) -> int:
        """Returns a 64-bit digest of all that has happened in the episode."""
        return int(unpack(self._live().save().state_hashes)[0])

    def restore(self, state: bytes) -> np.ndarray:
        """Continues from what save() gave under the same configuration; returns the observation of that moment.

        Raises:
            loantwin.errors.InvalidValueError: damaged bytes, or a state of another configuration; nothing has changed.
        """
        answer = self._opened().restore(states_from_bytes(state, 1))
        self._forget_episode()
        self._rows.append(unpack(answer.infos)[0])
        return unpack(answer.observations)[0]

    def fork(self, new_key: int | None = None) -> LoanPortfolioEnv:
        """Returns another environment in the same state.

        Args:
            new_key: names the copy's future luck; equal keys give equal futures. Default: the luck of this one.
        """
        twin = copy.copy(self)
        keys = None if new_key is None else [_checks.whole("new_key", new_key, -(2**63), 2**63 - 1)]
        twin._session = self._live().fork(keys)
        twin._rows, twin._rewards, twin._actions = list(self._rows), list(self._rewards), list(self._actions)
        twin._np_random = copy.deepcopy(self._np_random)
        return twin

    def close(self) -> None:
        """Closes the session on the server; twice is fine."""
        if getattr(self, "_session", None) is not None:
            self._session.close()
            self._session = None

    def __getstate__(self) -> dict[str, Any]:
        """Pickles and copies carry the state of the episode, so that the copy goes on where this one is."""
        kept = {key: value for key, value in self.__dict__.items() if key not in ("_session", "_world", "spec_of_world")}
        kept["_world"] = self._world.SerializeToString(deterministic=True)
        kept["_saved"] = self.save() if self._session is not None and self._rows else None
        return kept

    def __setstate__(self, kept: dict[str, Any]) -> None:
        saved = kept.pop("_saved")
        self.__dict__.update(kept)
        self._client = client(self._address, self._token)
        self._world = world_pb2.World.FromString(kept["_world"])
        self._open()
        if saved is not None:
            self._opened().restore(states_from_bytes(saved, 1))


class LoanPortfolioNormalizedEnv(LoanPortfolioEnv):
    """The same world for learners with unit-scale defaults: actions in [-1, 1], observations by a fixed, documented scaling."""

    env_id = NORMALIZED


class LoanPortfolioMOEnv(LoanPortfolioEnv):
    """The same world with the reward as a vector: financial, risk, regulatory and operational, float64 of shape (4,)."""

    env_id = MULTI_OBJECTIVE

    def _open(self) -> None:
        super()._open()
        self.reward_space = reward_space()
        self.reward_dim = 4

    def step(  # type: ignore[override]  # MO-Gymnasium's contract: a vector where Gymnasium has a number
        self, action: Any
    ) -> tuple[np.ndarray, np.ndarray, bool, bool, dict[str, Any]]:
        """Lives one decision period; the reward is float64 of shape (4,), else as :meth:`LoanPortfolioEnv.step`."""
        observation, _, terminated, truncated, info = super().step(action)
        return observation, info["reward_vector"].copy(), terminated, truncated, info


LoanPortfolioTwinEnv = LoanPortfolioEnv
