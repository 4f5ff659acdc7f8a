"""What happened in a step, in words and in parts that add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from loantwin import summary

_EPOCH = date(1970, 1, 1)
_REGIMES = ("expansion", "recession", "crisis")
_INCOME = (
    ("interest on loans", 1, "interest_income"),
    ("interest on liquid assets", 1, "liquidity_income"),
    ("interest on deposits", -1, "deposit_cost"),
    ("interest on wholesale funding", -1, "wholesale_cost"),
    ("fees", 1, "fee_income"),
    ("gains on sales", 1, "sale_gains"),
    ("servicing and collection", -1, "servicing_cost"),
    ("origination", -1, "origination_cost"),
    ("overhead", -1, "overhead"),
    ("changes of policy", -1, "policy_cost"),
    ("provision for credit losses", -1, "provision"),
    ("tax", -1, "tax"),
)
_BALANCE = (
    ("lent to new borrowers", 1, "originations"),
    ("drawn on cards", 1, "card_draws"),
    ("bought", 1, "purchases"),
    ("repaid as agreed", -1, "scheduled_principal"),
    ("repaid early", -1, "prepaid_principal"),
    ("sold", -1, "sales"),
    ("charged off", -1, "gross_charge_offs"),
)


@dataclass(frozen=True)
class StepExplanation:
    """One step of one lender.

    Tables are pandas DataFrames, or small tables where pandas is missing. Money is in currency units.

    Attributes:
        day: the last day of the step.
        words: what happened, as sentences.
        reward: by component: value (-1 to 1 a day), weight, contribution, and what it adds to the difference from the step
            before (``change``; NaN in a first step). The contributions sum to the reward.
        income: by line, what it adds to net income. The lines sum to net income.
        losses: by product: balance, net charge-offs, balance 30+ days past due and its change.
        balance: what moved the balance of loans from the step before; the lines sum to the change.
    """

    day: date
    words: tuple[str, ...]
    reward: Any
    income: Any
    losses: Any
    balance: Any

    def __str__(self) -> str:
        return "\n".join(self.words)


def explain(
    before: Mapping[str, float],
    now: Mapping[str, float],
    weights: Mapping[str, float],
    products: Sequence[str],
    first: bool = False,
) -> StepExplanation:
    """Returns the explanation of a step.

    Args:
        before: info of the step before, or of the reset.
        now: info of the step.
        weights: of the reward's components, by name.
        products: names of the products.
        first: whether ``before`` is that of the reset, whose reward is none.
    """
    reward = {name: weight * now[f"reward_{name}"] for name, weight in weights.items()}
    change = {name: reward[name] - weight * before[f"reward_{name}"] for name, weight in weights.items()}
    income = {line: sign * now[field] + 0.0 for line, sign, field in _INCOME}
    balance = {line: sign * now[field] + 0.0 for line, sign, field in _BALANCE}
    moved = now["portfolio_value"] - before["portfolio_value"]
    balance["taken over as collateral"] = moved - sum(balance.values())
    losses = {product: now[f"charge_offs_{product}"] for product in products}
    late = {product: now[f"delinquent_{product}"] - before[f"delinquent_{product}"] for product in products}
    day = _EPOCH + timedelta(days=int(now["epoch_day"]))
    words = (
        _of_reward(day, int(now["day"]), reward, change, first),
        _of_income(now),
        _of_losses(before, now, losses, late),
        _of_balance(now, moved, balance),
        _of_policy(now),
        _of_economy(before, now),
    )
    rewards = {
        "value": [now[f"reward_{name}"] for name in weights],
        "weight": list(weights.values()),
        "contribution": list(reward.values()),
        "change": [np.nan if first else value for value in change.values()],
    }
    by_product = {
        "balance": [now[f"balance_{product}"] for product in products],
        "net charge-offs": list(losses.values()),
        "30+ days past due": [now[f"delinquent_{product}"] for product in products],
        "change past due": list(late.values()),
    }
    return StepExplanation(
        day=day,
        words=words,
        reward=summary.table(rewards, list(weights), "component"),
        income=_amounts(income),
        losses=summary.table(by_product, list(products), "product"),
        balance=_amounts(balance),
    )


def _amounts(lines: Mapping[str, float]) -> Any:
    return summary.table({"amount": list(lines.values())}, list(lines), "line")


def _of_reward(
    day: date, number: int, reward: Mapping[str, float], change: Mapping[str, float], first: bool
) -> str:
    text = f"{day}, day {number}: the reward is {sum(reward.values()):.3f}"
    if first:
        most = max(reward, key=lambda name: abs(reward[name]))
        return f"{text}; the largest part is {most} ({reward[most]:+.3f})."
    total = sum(change.values())
    most = max(change, key=lambda name: change[name] * (1 if total >= 0 else -1))
    if abs(total) < 0.0005:
        return f"{text}, as in the step before."
    return f"{text}, {abs(total):.3f} {'more' if total > 0 else 'less'} than before, most by {most} ({change[most]:+.3f})."


def _of_income(now: Mapping[str, float]) -> str:
    provision = now["provision"]
    names = f"{'a provision' if provision >= 0 else 'a release of provisions'} of {_money(abs(provision))}"
    made = "Net income is" if now["net_income"] >= 0 else "The lender lost money, net income is"
    return (
        f"{made} {_money(now['net_income'])}: net interest {_money(now['net_interest_income'])} and fees"
        f" {_money(now['fee_income'])}, less operating cost {_money(now['operating_cost'])}, {names}"
        f" and tax {_money(now['tax'])}."
    )


def _of_losses(
    before: Mapping[str, float], now: Mapping[str, float], losses: Mapping[str, float], late: Mapping[str, float]
) -> str:
    total = sum(losses.values())
    most = max(losses, key=lambda product: losses[product])
    text = "No loan was charged off" if now["gross_charge_offs"] == 0 else f"Net charge-offs are {_money(total)}"
    if now["gross_charge_offs"] > 0:
        text += f", most in {most} ({_money(losses[most])})"
    points = 100 * (now["delinquency_rate"] - before["delinquency_rate"])
    text += f"; {100 * now['delinquency_rate']:.2f} % of the balance is 30 or more days past due, {_points(points)}"
    rising = max(late, key=lambda product: late[product] * (1 if points >= 0 else -1))
    moved = abs(points) >= 0.005 and abs(late[rising]) >= 0.5
    return text + (f", most by {rising} ({_money(late[rising], sign=True)})." if moved else ".")


def _of_balance(now: Mapping[str, float], moved: float, balance: Mapping[str, float]) -> str:
    parts = [f"{_money(abs(value))} {line}" for line, value in balance.items() if abs(value) >= 1]
    return (
        f"Loans are {_money(now['portfolio_value'])}, {_money(abs(moved))} {'more' if moved >= 0 else 'less'}: "
        + ", ".join(parts or ["nothing moved"])
        + f". Of {now['applications']:.0f} applicants {now['approvals']:.0f} were approved and"
        f" {now['bookings']:.0f} took a loan."
    )


def _of_policy(now: Mapping[str, float]) -> str:
    levers = [f"{name.replace('_', ' ')} {now[name]:+.3f}" for name in ("credit_policy", "pricing", "rebalancing")]
    return f"Policy in force: {', '.join(levers)}; capital ratio {100 * now['capital_ratio']:.2f} %."


def _of_economy(before: Mapping[str, float], now: Mapping[str, float]) -> str:
    unemployment = 100 * (now["unemployment_rate"] - before["unemployment_rate"])
    houses = 100 * (now["housing_price_index"] / before["housing_price_index"] - 1)
    return (
        f"The economy is in {_REGIMES[int(now['regime'])]}: unemployment {100 * now['unemployment_rate']:.1f} %,"
        f" {_points(unemployment)}; house prices {houses:+.1f} %; BBB spread {100 * now['credit_spread']:.2f} %."
    )


def _points(change: float) -> str:
    if abs(change) < 0.005:
        return "unchanged"
    return f"{'up' if change > 0 else 'down'} {abs(change):.2f} points"


def _money(amount: float, sign: bool = False) -> str:
    if abs(amount) >= 1e6:
        return f"{amount / 1e6:+,.2f} million" if sign else f"{amount / 1e6:,.2f} million"
    return f"{amount:+,.0f}" if sign else f"{amount:,.0f}"
