"""Three departments that steer one lender: a PettingZoo parallel environment. Needs pettingzoo."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium.spaces import Box
from pettingzoo import ParallelEnv

from loantwin import _checks
from loantwin._session import OPTIONS
from loantwin.env import LoanPortfolioEnv, LoanPortfolioNormalizedEnv

AGENTS = ("credit", "pricing", "allocation")


class LoanPortfolioParallelEnv(ParallelEnv[str, np.ndarray, np.ndarray]):
    """Credit, pricing and allocation each set one lever; all see the lender's 13 numbers and share its reward.

    Args:
        normalized: actions in [-1, 1] and scaled observations.
        **arguments: those of :class:`loantwin.LoanPortfolioEnv`.
    """

    metadata = {"name": "loantwin_parallel_v0", "render_modes": ["human", "ansi", "rgb_array"], "render_fps": 30}

    def __init__(self, normalized: bool = False, **arguments: Any) -> None:
        self.lender = (LoanPortfolioNormalizedEnv if normalized else LoanPortfolioEnv)(**arguments)
        self.render_mode = self.lender.render_mode
        self.possible_agents = list(AGENTS)
        self.agents: list[str] = []
        low, high = self.lender.action_space.low, self.lender.action_space.high
        self._observation_spaces = {agent: self._copy_of_observation_space() for agent in AGENTS}
        self._action_spaces = {
            agent: Box(low[i : i + 1], high[i : i + 1], dtype=np.float32) for i, agent in enumerate(AGENTS)
        }

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.lender!r})"

    def _copy_of_observation_space(self) -> Box:
        space = self.lender.observation_space
        return Box(space.low, space.high, dtype=np.float32)

    def observation_space(self, agent: str) -> Box:
        """Returns the space of 13 numbers."""
        return self._observation_spaces[agent]

    def action_space(self, agent: str) -> Box:
        """Returns the agent's lever, float32 of shape (1,)."""
        return self._action_spaces[agent]

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, np.ndarray], dict[str, dict[str, Any]]]:
        """Starts an episode; arguments as in :meth:`loantwin.LoanPortfolioEnv.reset`.

        Keys of options that the lender does not know are left out: PettingZoo's own test passes some.
        """
        known = {key: value for key, value in (options or {}).items() if key in OPTIONS}
        observation, info = self.lender.reset(seed=seed, options=known)
        self.agents = list(AGENTS)
        return self._each(observation), {agent: dict(info) for agent in AGENTS}

    def step(
        self, actions: dict[str, np.ndarray]
    ) -> tuple[dict[str, np.ndarray], dict[str, float], dict[str, bool], dict[str, bool], dict[str, dict[str, Any]]]:
        """Steps the lender by the three levers.

        Args:
            actions: for each agent float32 of shape (1,), inside its action space; a plain number will do.

        Returns:
            observations, rewards, terminations, truncations and infos by agent; all empty after the end.

        Raises:
            loantwin.errors.InvalidValueError: an agent's action is missing, of another shape or out of its space, or there
                is an action of nobody; nothing stepped.
        """
        if not self.agents:
            return {}, {}, {}, {}, {}
        if set(actions) != set(AGENTS):
            raise _checks.invalid("actions", f"have an entry for each of {', '.join(AGENTS)}", ", ".join(actions) or "none")
        levers = [_checks.actions(np.atleast_1d(actions[agent]), (1,), f"actions[{agent!r}]") for agent in AGENTS]
        observation, reward, terminated, truncated, info = self.lender.step(np.concatenate(levers))
        if terminated or truncated:
            self.agents = []
        return (
            self._each(observation),
            dict.fromkeys(AGENTS, reward),
            dict.fromkeys(AGENTS, terminated),
            dict.fromkeys(AGENTS, truncated),
            {agent: dict(info) for agent in AGENTS},
        )

    def _each(self, observation: np.ndarray) -> dict[str, np.ndarray]:
        return {agent: observation.copy() for agent in AGENTS}

    def state(self) -> np.ndarray:
        """Not offered: the lender is partially observed, by all agents alike."""
        raise NotImplementedError("the three agents share one observation; use it as the state.")

    def render(self) -> Any:
        """Draws the lender, see :meth:`loantwin.LoanPortfolioEnv.render`."""
        return self.lender.render()

    def close(self) -> None:
        """Closes the session on the server; twice is fine."""
        self.lender.close()
