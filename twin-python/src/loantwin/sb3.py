"""The vector environment for Stable-Baselines3, which takes none of Gymnasium's. Needs stable-baselines3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from gymnasium.vector import AutoresetMode
from stable_baselines3.common.vec_env import VecEnv
from stable_baselines3.common.vec_env.base_vec_env import VecEnvIndices, VecEnvObs, VecEnvStepReturn

from loantwin.vector import LoanPortfolioNormalizedVectorEnv, LoanPortfolioVectorEnv


class LoanPortfolioSB3VecEnv(VecEnv):
    """n lenders for Stable-Baselines3, stepped by one call.

    Args:
        num_envs: number of environments.
        normalized: actions in [-1, 1] and scaled observations, which the learners' defaults need.
        info: names of the info fields that ``infos`` carry; none by default, which is the fastest.
        **arguments: those of :class:`loantwin.LoanPortfolioVectorEnv`.
    """

    def __init__(self, num_envs: int, normalized: bool = True, info: str | Sequence[str] = "none", **arguments: Any) -> None:
        kind = LoanPortfolioNormalizedVectorEnv if normalized else LoanPortfolioVectorEnv
        self.lenders = kind(num_envs, info=info, autoreset_mode=AutoresetMode.SAME_STEP, **arguments)
        self.render_mode = self.lenders.render_mode
        self._returns = np.zeros(num_envs)
        self._lengths = np.zeros(num_envs, dtype=np.int64)
        super().__init__(num_envs, self.lenders.single_observation_space, self.lenders.single_action_space)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.lenders!r})"

    def reset(self) -> VecEnvObs:
        """Starts episodes, of the seeds that seed() set, and returns the observations."""
        seeds = None if all(seed is None for seed in self._seeds) else self._seeds
        options = next((option for option in self._options if option), None)
        observations, infos = self.lenders.reset(seed=seeds, options=options)
        self.reset_infos = self._rows(infos)
        self._returns[:] = 0
        self._lengths[:] = 0
        self._reset_seeds()
        self._reset_options()
        return observations

    def step_async(self, actions: np.ndarray) -> None:
        """Keeps the actions for step_wait()."""
        self._actions = actions

    def step_wait(self) -> VecEnvStepReturn:
        """Steps; an episode that ended tells its last observation in ``terminal_observation`` and its sum in ``episode``."""
        observations, rewards, terminated, truncated, infos = self.lenders.step(self._actions)
        dones = terminated | truncated
        self._returns += rewards
        self._lengths += 1
        rows = self._rows(infos)
        for i in np.flatnonzero(dones):
            rows[i] = self._rows(infos["final_info"])[i]
            rows[i]["terminal_observation"] = infos["final_obs"][i]
            rows[i]["TimeLimit.truncated"] = bool(truncated[i] and not terminated[i])
            rows[i]["episode"] = {"r": float(self._returns[i]), "l": int(self._lengths[i]), "t": 0.0}
        self._returns[dones] = 0
        self._lengths[dones] = 0
        return observations, rewards.astype(np.float32), dones, rows

    def _rows(self, infos: dict[str, Any]) -> list[dict[str, Any]]:
        names = self.lenders.info_fields
        return [{name: float(infos[name][i]) for name in names} for i in range(self.num_envs)]

    def close(self) -> None:
        """Closes the session on the server."""
        self.lenders.close()

    def get_attr(self, attr_name: str, indices: VecEnvIndices = None) -> list[Any]:
        """Returns an attribute of the vector environment, once per index."""
        return [getattr(self.lenders, attr_name)] * len(self._indices(indices))

    def set_attr(self, attr_name: str, value: Any, indices: VecEnvIndices = None) -> None:
        """Refused: the environments live on the server."""
        raise NotImplementedError("the environments live on the server; give the value when they are made.")

    def env_method(self, method_name: str, *args: Any, indices: VecEnvIndices = None, **kwargs: Any) -> list[Any]:
        """Refused: the environments live on the server."""
        raise NotImplementedError("the environments live on the server; use the methods of .lenders.")

    def env_is_wrapped(self, wrapper_class: Any, indices: VecEnvIndices = None) -> list[bool]:
        """Returns False for each: nothing is wrapped, episodes are counted here."""
        return [False] * len(self._indices(indices))

    def get_images(self) -> Sequence[np.ndarray | None]:
        """Returns a chart of each lender (render_mode="rgb_array")."""
        return list(self.lenders.render() or [None] * self.num_envs)

    def _indices(self, indices: VecEnvIndices) -> Any:
        return list(self._get_indices(indices))
