"""The quick start of the original specification, word for word but for the import, and the table that it ends with."""

import builtins

import numpy as np
import pytest

import loantwin
from loantwin import summary

QUICK_START = '''
from loantwin import LoanPortfolioTwinEnv

env = LoanPortfolioTwinEnv(initial_portfolio_size=1000, max_portfolio_size=10000, simulation_days=365, render_mode="human")
observation, info = env.reset()
for day in range(365):
    action = env.action_space.sample()
    observation, reward, terminated, truncated, info = env.step(action)
    if day % 30 == 0:
        env.render()
    if terminated or truncated:
        break
print(env.get_performance_summary().describe())
env.close()
'''


def test_quick_start(capsys):
    exec(QUICK_START, {})
    printed = capsys.readouterr().out
    assert "count" in printed and "mean" in printed and "reward" in printed
    assert "2026-12-31" in printed


def test_summary_is_a_data_frame_of_the_episode(env):
    pandas = pytest.importorskip("pandas")
    env.reset(seed=3)
    rewards = [env.step([0.01, 0, 0])[1] for _ in range(4)]
    table = env.performance_summary()
    assert isinstance(table, pandas.DataFrame) and table["reward"].tolist() == rewards
    assert table.index.name == "date" and str(table.index[0]) == "2026-01-01"
    assert set(np.float32([0.01])) == set(table["action_credit_policy"].astype(np.float32))
    assert env.performance_summary(fields="all").shape == (4, 4 + len(env.step(np.zeros(3))[4]) - 1)
    assert list(env.performance_summary("equity").columns)[-1] == "equity"
    with pytest.raises(LookupError, match="'profit'"):
        env.performance_summary(["profit"])


def test_without_pandas_a_small_table_does(env, monkeypatch):
    original = builtins.__import__

    def no_pandas(name, *arguments, **more):
        if name == "pandas":
            raise ImportError(name)
        return original(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", no_pandas)
    env.reset(seed=3)
    for _ in range(4):
        env.step(np.zeros(3))
    table = env.performance_summary()
    assert isinstance(table, summary.Table) and table.shape == (4, 18)
    assert "portfolio_value" in repr(table.describe())


def test_small_table_describes_as_pandas_does():
    pandas = pytest.importorskip("pandas")
    columns = {"a": [1.0, 4.0, 2.5, np.nan, 9.0], "b": [3.0, 3.0, 3.0, 3.0, 7.0]}
    ours, theirs = summary.Table(columns, range(5)).describe(), pandas.DataFrame(columns).describe()
    assert ours.index == list(theirs.index)
    for name in columns:
        np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-12)
