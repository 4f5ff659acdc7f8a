"""What the server works out in one call: scenarios, replays, counterfactuals, optimisation, a policy's actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from loantwin import _checks, summary
from loantwin._arrays import pack, unpack
from loantwin._client import client
from loantwin._world import Policy, policy_spec, world
from loantwin.v1 import array_pb2, spec_pb2, study_pb2

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Event:
    """Something worth telling in a replay: a change of regime, a limit broken or kept again, a failure."""

    day: date
    kind: str
    field: str
    value: float
    limit: float
    text: str


@dataclass(frozen=True)
class Replay:
    """An episode of a scenario.

    Attributes:
        months: one row per calendar month: flows summed, levels at its end; money in currency units, rates as fractions.
        events: what is worth telling, in the order of time.
        start: the values before the first day, by name.
        episode_return: sum of the rewards.
        terminated: whether the lender failed.
        scenario: title of the scenario; empty if the economy was drawn.
        state_hash: digest of all that has happened.
    """

    months: Any
    events: list[Event]
    start: dict[str, float]
    episode_return: float
    terminated: bool
    scenario: str
    state_hash: int


@dataclass(frozen=True)
class Answer:
    """Tables by name, and what they say in sentences.

    Attributes:
        tables: pandas DataFrames (small tables where pandas is missing), by key.
        sentences: what they say.
        status: of an optimisation: OPTIMAL, INFEASIBLE, ...; empty otherwise.
        objective: of an optimisation: value of the objective; NaN unless it is given.
    """

    tables: dict[str, Any]
    sentences: list[str]
    status: str = ""
    objective: float = float("nan")


def scenarios(*, address: str | None = None, token: str | None = None) -> Any:
    """Returns the scenarios of the server: title, start, months, source and description, by name."""
    entries = client(address, token).call("ListScenarios", spec_pb2.ListScenariosRequest()).scenarios
    columns = {key: [getattr(entry, key) for entry in entries] for key in ("title", "start", "months", "source", "description")}
    return summary.table(columns, [entry.name for entry in entries], "name")


def server_info(*, address: str | None = None, token: str | None = None) -> spec_pb2.ServerInfoResponse:
    """Returns how the server is: version, sessions, memory, limits, trained policies."""
    return client(address, token).call("ServerInfo", spec_pb2.ServerInfoRequest())


def replay_scenario(
    scenario: str | None = None,
    policy: Policy = "hold",
    seed: int = 0,
    *,
    preset: str | None = None,
    config: str | Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    address: str | None = None,
    token: str | None = None,
) -> Replay:
    """Lives one episode of a scenario under a policy.

    Args:
        scenario: its name, see :func:`scenarios`. Default: the drawn economy.
        policy: "hold", "random", "constant:0.05,0,0", actions of shape (steps, 3), a Network or a Trained policy.
        seed: seed of the episode, 0 to 2^63 - 1.
        preset, config, overrides: as in :class:`loantwin.LoanPortfolioEnv`.
    """
    request = study_pb2.ReplayScenarioRequest(
        world=world(preset, config, scenario, overrides), policy=policy_spec(policy), seed=_checks.seed(seed)
    )
    pieces = list(client(address, token).stream("ReplayScenario", request))
    start, end = pieces[0].start, pieces[-1].end
    names = list(start.columns)
    months = [piece.month for piece in pieces if piece.WhichOneof("item") == "month"]
    rows = np.array([unpack(month.values) for month in months]).reshape(-1, len(names))
    return Replay(
        months=summary.table(dict(zip(names, rows.T)), [month.month for month in months], "month"),
        events=[_event(piece.event) for piece in pieces if piece.WhichOneof("item") == "event"],
        start=dict(zip(names, unpack(start.values).tolist())),
        episode_return=end.episode_return,
        terminated=end.terminated,
        scenario=start.scenario_title,
        state_hash=end.state_hash,
    )


def _event(event: study_pb2.ReplayEvent) -> Event:
    day = _EPOCH + timedelta(days=event.epoch_day)
    return Event(day, event.kind, event.field, event.value, event.limit, event.text)


def counterfactual(
    alternative: Policy,
    base: Policy = "hold",
    from_day: int = 1,
    seeds: Sequence[int] = (0,),
    *,
    scenario: str | None = None,
    preset: str | None = None,
    config: str | Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    address: str | None = None,
    token: str | None = None,
) -> Answer:
    """Lives one world twice - same economy, same applicants, same luck - and says what differed.

    Args:
        alternative: who decides in the second world from the change on.
        base: who decides in both worlds until the change, then in the first.
        from_day: first day that the alternative decides, 1 to the last.
        seeds: one pair of worlds each, 0 to 2^63 - 1.
        scenario, preset, config, overrides: as in :class:`loantwin.LoanPortfolioEnv`.

    Returns:
        tables figures, profit, groups, months and cells: the alternative less the base.
    """
    request = study_pb2.CounterfactualRequest(
        world=world(preset, config, scenario, overrides),
        base=policy_spec(base),
        alternative=policy_spec(alternative),
        from_day=_checks.whole("from_day", from_day, 1, 2**31 - 1),
        seeds=_checks.seeds(seeds),
    )
    answer = client(address, token).call("Counterfactual", request)
    return Answer(_tables(answer.tables), list(answer.sentences))


def optimize(
    problem: str | Path,
    *,
    what_if: str = "",
    sensitivity: bool = False,
    frontier_points: int = 0,
    address: str | None = None,
    token: str | None = None,
) -> Answer:
    """Solves an allocation problem.

    Args:
        problem: path of a file (YAML or JSON as in configs/optimizer, or a program in QPS format), or its text.
        what_if: model loan-allocation: a change of inputs whose effect is shown, such as "pd*1.5".
        sensitivity: model loan-allocation: show how the best return moves with each input.
        frontier_points: model loan-allocation: number of portfolios on the efficient frontier, up to 100.
    """
    text = problem if isinstance(problem, str) and "\n" in problem else Path(problem).read_text(encoding="utf-8")
    qps = text.lstrip().startswith(("NAME", "*", "ROWS"))
    points = _checks.whole("frontier_points", frontier_points, 0, 100)
    request = study_pb2.OptimizeRequest(what_if=what_if, sensitivity=sensitivity, frontier_points=points)
    setattr(request, "qps" if qps else "yaml", text)
    answer = client(address, token).call("Optimize", request)
    return Answer(_tables(answer.tables), list(answer.sentences), answer.status, answer.objective)


def act(
    policy: Policy,
    observations: Any,
    *,
    env_id: str = "",
    address: str | None = None,
    token: str | None = None,
) -> np.ndarray:
    """Returns a policy's actions, float32 of shape (n, 3), for observations, float32 of shape (n, 13), of an id.

    Args:
        env_id: whose observations and actions are meant. Default: loantwin/LoanPortfolio-v0.
    """
    request = study_pb2.ActRequest(
        policy=policy_spec(policy), observations=pack(np.atleast_2d(observations), np.float32), env_id=env_id
    )
    return unpack(client(address, token).call("Act", request).actions)


def _tables(messages: Sequence[array_pb2.Table]) -> dict[str, Any]:
    return {message.key: _table(message) for message in messages}


def _table(message: array_pb2.Table) -> Any:
    columns = {c.key: unpack(c.numbers) if c.HasField("numbers") else list(c.texts) for c in message.columns}
    return summary.table(columns, range(message.rows), "")
