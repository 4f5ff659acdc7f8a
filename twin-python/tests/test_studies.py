"""Studies on the server: replay, counterfactual, optimisation, actions."""

from pathlib import Path

import numpy as np
import pytest

import loantwin

SMALL = {"episode.initialLoans": 80, "episode.simulationDays": 62}
CONFIGS = Path(__file__).parents[2] / "configs"


def test_scenarios_have_names_and_titles():
    table = loantwin.scenarios()
    assert table["title"]["severely-adverse-2026"].startswith("Fed severely adverse 2026")


def test_replay_is_the_episode_that_steps_give():
    replay = loantwin.replay_scenario("gfc", "constant:0.05,0,0", seed=3, overrides=SMALL)
    env = loantwin.LoanPortfolioEnv(scenario="gfc", overrides=SMALL)
    env.reset(seed=3)
    steps = [env.step(np.float32([0.05, 0, 0])) for _ in range(62)]
    assert len(replay.months) in (2, 3) and not replay.terminated
    assert replay.episode_return == pytest.approx(sum(step[1] for step in steps), rel=1e-12)
    assert replay.state_hash == env.state_hash()
    assert replay.months["equity"].iloc[-1] == steps[-1][4]["equity"]
    assert replay.months["net_income"].sum() == pytest.approx(sum(step[4]["net_income"] for step in steps))


def test_counterfactual_of_the_same_policy_differs_nowhere():
    same = loantwin.counterfactual("hold", "hold", from_day=10, overrides=SMALL)
    assert (same.tables["figures"]["difference"] == 0).all()
    tighter = loantwin.counterfactual("constant:0.1,0,0", from_day=10, overrides=SMALL)
    booked = tighter.tables["figures"].query("figure == 'booked'")["difference"]
    assert booked.sum() < 0 and tighter.sentences


def test_optimize_takes_files_and_text():
    file = CONFIGS / "optimizer/portfolio-minimum-variance.yaml"
    by_file, by_text = loantwin.optimize(file), loantwin.optimize(file.read_text())
    assert by_file.status == by_text.status == "OPTIMAL"
    assert by_file.tables.keys() == by_text.tables.keys()


def test_optimize_solves_a_linear_program():
    # max x + 2 y under x + y <= 4, x + 3 y <= 6: x = 3, y = 1, value 5 (by hand, the corner of both limits)
    program = "NAME T\nROWS\n N c\n L a\n L b\nCOLUMNS\n x c -1 a 1\n x b 1\n y c -2 a 1\n y b 3\nRHS\n r a 4 b 6\nENDATA\n"
    assert loantwin.optimize(program).objective == pytest.approx(-5, abs=1e-6)


def test_act_gives_a_row_per_observation(env):
    observation, _ = env.reset(seed=1)
    actions = loantwin.act("constant:0.05,0.01,0", np.stack([observation] * 2))
    assert np.array_equal(actions, np.float32([[0.05, 0.01, 0]] * 2))


def test_act_runs_a_network_as_numpy_does():
    rng = np.random.default_rng(3)
    weights, biases = [rng.normal(size=(13, 5)), rng.normal(size=(5, 3)) / 4], [rng.normal(size=5), rng.normal(size=3) / 4]
    env = loantwin.LoanPortfolioNormalizedEnv(initial_portfolio_size=80)
    observation, _ = env.reset(seed=1)
    expected = np.tanh(np.tanh(observation @ weights[0] + biases[0]) @ weights[1] + biases[1])
    got = loantwin.act(loantwin.Network(weights, biases), observation, env_id="loantwin/LoanPortfolioNormalized-v0")
    np.testing.assert_allclose(got[0], expected, atol=1e-5)


def test_unknown_names_are_refused():
    with pytest.raises(LookupError, match="nonsense"):
        loantwin.replay_scenario("nonsense")
    with pytest.raises((LookupError, ValueError), match="greedy"):
        loantwin.act("greedy", np.zeros((1, 13)))
