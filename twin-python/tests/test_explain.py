"""A step is explained in parts that add up to what the environment said, and in words that name the largest."""

import numpy as np
import pytest

import loantwin

PRODUCTS = ("consumer", "auto", "mortgage", "business", "card")


@pytest.fixture(scope="module")
def steps():
    """Twelve months of a crisis: (info, reward, explanation) of each."""
    env = loantwin.LoanPortfolioEnv(300, simulation_days=360, decision_days=30, scenario="severely-adverse-2026")
    lived = [(env.reset(seed=3)[1], None, None)]
    for _ in range(12):
        _, reward, _, _, info = env.step(np.float32([0.05, 0.01, 0.02]))
        lived.append((info, reward, env.explain_step()))
    env.close()
    return lived


def test_the_parts_add_up(steps):
    for (before, _, _), (now, reward, told) in zip(steps, steps[1:]):
        assert told.reward["contribution"].sum() == pytest.approx(reward, abs=1e-9)
        assert told.income["amount"].sum() == pytest.approx(now["net_income"], abs=0.01)
        assert told.losses["net charge-offs"].sum() == pytest.approx(now["gross_charge_offs"] - now["recoveries"], abs=0.01)
        assert told.losses["balance"].sum() == pytest.approx(now["portfolio_value"], abs=0.01)
        moved = now["portfolio_value"] - before["portfolio_value"]
        assert told.balance["amount"].sum() == pytest.approx(moved, abs=0.01)


def test_what_is_left_of_the_balance_went_to_collateral(steps):
    taken = [told.balance["amount"]["taken over as collateral"] for _, _, told in steps[1:]]
    assert all(value <= 0.01 for value in taken)  # loans become collateral, never the other way
    assert sum(taken) < 0  # and in a crisis some do
    stock = steps[-1][0]["repossessed"] - steps[0][0]["repossessed"]
    assert stock <= -sum(taken) + 0.01  # what was not sold again is on the books


def test_the_change_of_the_reward_is_told_by_component(steps):
    assert np.isnan(steps[1][2].reward["change"]).all()
    for (_, before, _), (_, now, told) in zip(steps[1:], steps[2:]):
        assert told.reward["change"].sum() == pytest.approx(now - before, abs=1e-9)


def test_words_name_what_is_largest(steps):
    info, reward, told = steps[6]
    text = str(told)
    assert f"{told.day}, day {info['day']:.0f}: the reward is {reward:.3f}" in text
    assert f"{100 * info['delinquency_rate']:.2f} % of the balance is 30 or more days past due" in text
    assert f"net income is {info['net_income']:,.0f}" in text.lower()
    worst = max(PRODUCTS, key=lambda product: info[f"charge_offs_{product}"])
    assert info["gross_charge_offs"] == 0 or f"most in {worst}" in text
    assert "+0.050" in text and "unemployment" in text


def test_without_a_step_there_is_nothing_to_explain(env):
    env.reset(seed=1)
    with pytest.raises(loantwin.errors.StateError, match="needs a step"):
        env.explain_step()
