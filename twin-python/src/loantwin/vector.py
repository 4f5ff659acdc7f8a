"""Many lenders in one call: the native Gymnasium vector environment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from gymnasium.spaces import Box
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space

from loantwin import _checks, errors
from loantwin._arrays import unpack, unpack_columns
from loantwin._client import client
from loantwin._session import Session, drawn_seeds, states_from_bytes, states_to_bytes
from loantwin._world import Policy, policy_spec, world
from loantwin.env import MULTI_OBJECTIVE, NORMALIZED, RAW, box, reward_space, sizes
from loantwin.v1 import session_pb2, spec_pb2, study_pb2, world_pb2

_MODES = {
    AutoresetMode.NEXT_STEP: session_pb2.AUTORESET_MODE_NEXT_STEP,
    AutoresetMode.SAME_STEP: session_pb2.AUTORESET_MODE_SAME_STEP,
    AutoresetMode.DISABLED: session_pb2.AUTORESET_MODE_DISABLED,
}


_MOST = 2**31 - 1  # of the wire; what fits into memory is the server's word
_MOST_DRAWN = 16  # whose history the server keeps


class LoanPortfolioVectorEnv(VectorEnv[np.ndarray, np.ndarray, np.ndarray]):
    """n lenders that are stepped together by one call.

    Observations are float32 of shape (n, 13), actions float32 of shape (n, 3), rewards float64 of shape (n), ends bool of
    shape (n); all arrays are fresh. ``infos`` has a float64 array of shape (n) for every info field, ``reward_vector`` of
    shape (n, 4), and for every key a mask ``_key``. A batch with one bad action steps nothing.

    Args:
        num_envs: number of environments.
        autoreset_mode: NEXT_STEP, SAME_STEP (with ``final_obs`` and ``final_info``) or DISABLED (reset with
            ``options={"reset_mask": mask}``); an enum or its name or value.
        info: "all", "none" (fastest: 8,000 bytes less per environment and step) or names of info fields.
        max_episode_steps: as ``gymnasium.make_vec`` passes it; the horizon in decisions, if the preset's is not wanted.

    The other arguments are those of :class:`loantwin.LoanPortfolioEnv`.
    """

    env_id: ClassVar[str] = RAW
    observation_space: Box
    action_space: Box
    single_observation_space: Box
    single_action_space: Box

    def __init__(
        self,
        num_envs: int = 1,
        initial_portfolio_size: int | None = None,
        max_portfolio_size: int | None = None,
        simulation_days: int | None = None,
        decision_days: int | None = None,
        render_mode: str | None = None,
        *,
        autoreset_mode: AutoresetMode | str = AutoresetMode.NEXT_STEP,
        info: str | Sequence[str] = "all",
        preset: str | None = None,
        config: str | Path | None = None,
        scenario: str | None = None,
        overrides: Mapping[str, Any] | None = None,
        address: str | None = None,
        token: str | None = None,
        stream: bool = False,
        max_episode_steps: int | None = None,
    ) -> None:
        if render_mode not in (None, "ansi", "rgb_array"):
            raise _checks.invalid("render_mode", "be ansi, rgb_array or None", repr(render_mode))
        if max_episode_steps is not None and simulation_days is None:
            simulation_days = max_episode_steps * (decision_days or 1)
        drawn = render_mode == "rgb_array"
        name = 'num_envs (with render_mode="rgb_array")' if drawn else "num_envs"
        self.num_envs = _checks.whole(name, num_envs, 1, _MOST_DRAWN if drawn else _MOST)
        changes = sizes(initial_portfolio_size, max_portfolio_size, simulation_days, decision_days, overrides)
        self.render_mode = render_mode
        self.autoreset_mode = _mode(autoreset_mode)
        self.metadata = {
            "render_modes": ["ansi", "rgb_array"],
            "render_fps": 30,
            "autoreset_mode": self.autoreset_mode,
        }
        self._info = _info_choice(info)
        self._address, self._token, self._stream = address, token, stream
        self._world = world(preset, config, scenario, changes)
        self._open()

    def _open(self) -> None:
        self._client = client(self._address, self._token)
        self.spec_of_world = self._client.spec(spec_pb2.GetSpecRequest(env_id=self.env_id, world=self._world))
        self.single_observation_space = box(self.spec_of_world.observation_space)
        self.single_action_space = box(self.spec_of_world.action_space)
        self._session = self._create()  # first, as the server refuses numbers that would not fit into memory here either
        self.observation_space = batch_space(self.single_observation_space, self.num_envs)
        self.action_space = batch_space(self.single_action_space, self.num_envs)

    def _create(self) -> Session:
        modes = {"all": session_pb2.INFO_MODE_ALL, "none": session_pb2.INFO_MODE_NONE}
        named = isinstance(self._info, tuple)
        known = {field.name for field in self.spec_of_world.info_fields}
        for name in self._info if named else ():
            if name not in known:
                raise _checks.unknown("info", repr(name), hint="look at loantwin.LoanPortfolioEnv().info_fields.")
        return Session(
            self._client,
            session_pb2.CreateSessionRequest(
                env_id=self.env_id,
                world=self._world,
                num_envs=self.num_envs,
                autoreset_mode=_MODES[self.autoreset_mode],
                info_mode=session_pb2.INFO_MODE_SELECTED if named else modes[self._info],
                info_fields=self._info if named else (),
                record_history=self.render_mode == "rgb_array",
            ),
            stream=self._stream,
        )

    def _live(self) -> Session:
        if self.closed:
            raise errors.ClosedError(f"{self!r} was closed.\nMaybe make another one.")
        return self._session

    def reset(
        self, *, seed: int | Sequence[int | None] | None = None, options: dict[str, Any] | None = None
    ) -> tuple[np.ndarray, dict[str, Any]]:
        """Starts episodes.

        Args:
            seed: one seed s, for which environment i gets s + i (as in Gymnasium; adjacent seeds give independent
                episodes), or one per environment, each from 0 to 2^63 - 1. Default, and for None: drawn from ``np_random``.
            options: parts of the start to pin, as in :meth:`LoanPortfolioEnv.reset`, and ``reset_mask``, bool of shape
                (n): the environments to reset; the others stay as they are.

        Returns:
            observations, float32 of shape (n, 13), and infos.

        Raises:
            loantwin.errors.InvalidValueError: a seed, an option or a mask that is not allowed; the episodes are as they were.
        """
        given = self._given_seeds(seed)
        super().reset(seed=given[0] if np.ndim(seed) == 0 else None)
        drawn = drawn_seeds(self.np_random, self.num_envs)
        seeds = np.array([d if s is None else s for s, d in zip(given, drawn)], dtype=np.int64)
        pinned = dict(_checks.mapping("options", options))
        mask = self._mask(pinned.pop("reset_mask", None))
        answer = self._begin(seeds, mask, pinned)
        begun = np.ones(self.num_envs, dtype=bool) if mask is None else mask.copy()
        return unpack(answer.observations), self._infos(answer, np.zeros((self.num_envs, 4)), begun)

    def _begin(
        self, seeds: np.ndarray, mask: np.ndarray | None, pinned: dict[str, Any]
    ) -> session_pb2.ResetResponse:
        try:
            return self._live().reset(seeds, mask, pinned)
        except errors.SessionLostError:  # it expired, or its server is gone: new episodes of all need nothing of it
            if mask is not None:
                raise
            self._session = self._create()
            return self._session.reset(seeds, None, pinned)

    def _given_seeds(self, seed: Any) -> list[int | None]:
        """Returns the seed of each environment; None where it is to be drawn."""
        n = self.num_envs
        if seed is None:
            return [None] * n
        if np.ndim(seed) == 0:
            first = _checks.whole("seed", seed, 0, _checks.LARGEST_SEED - n + 1)
            return [first + i for i in range(n)]
        if len(seed) != n:
            raise _checks.invalid("seed", f"have one entry for each of {n} environments", len(seed))
        return [None if s is None else _checks.seed(s, f"seed[{i}]") for i, s in enumerate(seed)]

    def _mask(self, mask: Any) -> np.ndarray | None:
        if mask is None:
            return None
        if not isinstance(mask, np.ndarray) or mask.dtype != np.bool_ or mask.shape != (self.num_envs,):
            got = f"{mask.dtype} of shape {mask.shape}" if isinstance(mask, np.ndarray) else type(mask).__name__
            raise _checks.invalid("options['reset_mask']", f"be a bool array of shape ({self.num_envs},)", got)
        if not mask.any():
            raise _checks.invalid("options['reset_mask']", "name at least one environment", "none")
        return mask

    def step(
        self, actions: Any
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, dict[str, Any]]:
        """Steps every environment.

        Args:
            actions: float32 of shape (n, 3), each row inside the action space, also that of an environment which this
                step resets.

        Returns:
            observations, rewards, terminations, truncations, infos.

        Raises:
            loantwin.errors.InvalidValueError: one row has another shape, is outside the box or not finite; nothing stepped.
        """
        answer = self._live().step(_checks.actions(actions, (self.num_envs, 3), "actions"))
        infos = self._infos(answer, unpack(answer.reward_vectors), np.ones(self.num_envs, dtype=bool))
        if answer.HasField("final_rows"):
            self._add_final(infos, answer)
        ends = unpack(answer.terminated), unpack(answer.truncated)
        return unpack(answer.observations), self._rewards(answer), *ends, infos

    def _rewards(self, answer: session_pb2.StepResponse) -> np.ndarray:
        return unpack(answer.rewards)

    def _infos(self, answer: Any, vectors: np.ndarray, given: np.ndarray) -> dict[str, Any]:
        infos: dict[str, Any] = {}
        if self._session.info_fields:
            _put(infos, self._session.info_fields, unpack_columns(answer.infos), given)
        _put(infos, ("reward_vector",), (vectors,), given)
        return infos

    def _add_final(self, infos: dict[str, Any], answer: session_pb2.StepResponse) -> None:
        rows = unpack(answer.final_rows)
        ended = np.zeros(self.num_envs, dtype=bool)
        ended[rows] = True
        last = np.full(self.num_envs, None, dtype=object)
        for row, observation in zip(rows, unpack(answer.final_observations)):
            last[row] = observation
        final: dict[str, Any] = {}
        if self._session.info_fields:
            columns = np.zeros((len(self._session.info_fields), self.num_envs))
            columns[:, rows] = unpack(answer.final_infos).T
            _put(final, self._session.info_fields, columns, ended)
        _put(final, ("reward_vector",), (np.where(ended[:, None], infos["reward_vector"], 0.0),), ended)
        infos.update(final_obs=last, _final_obs=ended, final_info=final, _final_info=ended.copy())

    def rollout(self, steps: int, policy: Policy = "hold", record: bool = False) -> dict[str, np.ndarray]:
        """Runs steps on the server under a policy, in one call; the environments move on.

        Args:
            steps: K; in mode DISABLED it ends early, before a step that would be refused.
            policy: "hold", "random", "constant:0.05,0,0", actions in units of the original action space (float32 of shape
                (K, 3), which all share, or (K, n, 3)), a :class:`loantwin.Network` or a :class:`loantwin.Trained`.
            record: whether observations, actions and infos of every step are wanted.

        Returns:
            arrays by name, steps first: rewards (K, n), reward_vectors (K, n, 4), terminated, truncated, begins (K, n);
            with record observations (K, n, 13), actions (K, n, 3) and infos (K, n, F); last_observations (n, 13).
        """
        count, decides = _checks.whole("steps", steps, 1, _MOST), policy_spec(policy)
        if decides.HasField("actions") and decides.actions.shape[0] != count:
            raise _checks.invalid("policy", f"have actions for {count} steps", f"shape {tuple(decides.actions.shape)}")
        answer = self._live().rollout(count, decides, record)
        fields = [field.name for field in study_pb2.RolloutResponse.DESCRIPTOR.fields if field.message_type]
        return {name: unpack(getattr(answer, name)) for name in fields if answer.HasField(name)}

    @property
    def info_fields(self) -> tuple[str, ...]:
        """Names of the info columns, in order."""
        return tuple(self._session.info_fields)

    def render(self) -> tuple[Any, ...] | None:
        """Returns a drawing of every environment: text (ansi) or a chart (rgb_array, at most 16 environments)."""
        if self.render_mode is None:
            return None
        session = self._live()
        draw = session.render_text if self.render_mode == "ansi" else session.render_pixels
        return tuple(draw(i) for i in range(self.num_envs))

    def save(self) -> bytes:
        """Returns the complete states of all environments."""
        return states_to_bytes(self._live().save())

    def state_hashes(self) -> np.ndarray:
        """Returns a digest of all that has happened in each episode, int64 of shape (n)."""
        return unpack(self._live().save().state_hashes)

    def restore(self, state: bytes) -> np.ndarray:
        """Continues from what save() gave under the same configuration; returns the observations of that moment."""
        return unpack(self._live().restore(states_from_bytes(state, self.num_envs)).observations)

    def close_extras(self, **kwargs: Any) -> None:
        """Closes the session on the server."""
        self._session.close()

    def __getstate__(self) -> dict[str, Any]:
        kept = {key: value for key, value in self.__dict__.items() if key not in ("_session", "_client", "spec_of_world")}
        kept["_world"] = self._world.SerializeToString(deterministic=True)
        kept["_saved"] = self.save() if self._session.started else None
        return kept

    def __setstate__(self, kept: dict[str, Any]) -> None:
        saved = kept.pop("_saved")
        self.__dict__.update(kept)
        self._world = world_pb2.World.FromString(kept["_world"])
        self._open()
        if saved is not None:
            self.restore(saved)


class LoanPortfolioNormalizedVectorEnv(LoanPortfolioVectorEnv):
    """The same worlds with actions in [-1, 1] and scaled observations."""

    env_id = NORMALIZED


class LoanPortfolioMOVectorEnv(LoanPortfolioVectorEnv):
    """The same worlds with the reward as a vector: rewards are float64 of shape (n, 4), for MO-Gymnasium's vector wrappers."""

    env_id = MULTI_OBJECTIVE

    def _open(self) -> None:
        super()._open()
        self.reward_space = reward_space()

    def _rewards(self, answer: session_pb2.StepResponse) -> np.ndarray:
        return unpack(answer.reward_vectors)


def _put(infos: dict[str, Any], names: Sequence[str], columns: Any, given: np.ndarray) -> None:
    for name, column in zip(names, columns):
        infos[name] = column
        infos["_" + name] = given


def _mode(mode: AutoresetMode | str) -> AutoresetMode:
    if isinstance(mode, AutoresetMode):
        return mode
    for known in AutoresetMode:
        if mode in (known.name, known.value):
            return known
    raise _checks.invalid("autoreset_mode", f"be one of {', '.join(m.name for m in AutoresetMode)}", repr(mode))


def _info_choice(info: Any) -> str | tuple[str, ...]:
    if isinstance(info, str) and info in ("all", "none"):
        return info
    if isinstance(info, Sequence) and not isinstance(info, str) and all(isinstance(name, str) for name in info):
        return tuple(info)
    raise _checks.invalid("info", "be 'all', 'none' or a list of names of info fields", repr(info))
