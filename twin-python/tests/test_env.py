"""The single environment: Gymnasium's contract, seeds, states, pictures."""

import copy
import pickle
import warnings

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env, data_equivalence

import loantwin

IDS = [
    "loantwin/LoanPortfolio-v0",
    "loantwin/LoanPortfolioNormalized-v0",
    "loantwin:loantwin/LoanPortfolio-v0",
]


@pytest.mark.parametrize("env_id", IDS)
def test_gymnasium_finds_nothing_wrong(env_id, small):
    env = gymnasium.make(env_id, **small)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # Bounds of the seven observations without a natural scale are wide; Gymnasium suggests normalising them.
        warnings.filterwarnings("ignore", message=".*(not symmetric|normalize|normalized).*")
        check_env(env.unwrapped)
    env.close()


def test_types_are_what_learners_expect(env):
    observation, info = env.reset(seed=1)
    assert observation.dtype == np.float32 and observation in env.observation_space
    next_observation, reward, terminated, truncated, step_info = env.step(np.zeros(3))
    assert type(reward) is float and type(terminated) is bool and type(truncated) is bool
    assert next_observation.flags.writeable and next_observation is not observation
    assert list(info) == list(step_info)
    assert {type(value) for name, value in step_info.items() if name != "reward_vector"} == {float}


def test_reward_is_the_weighted_vector(env):
    weights = loantwin._arrays.unpack(env.spec_of_world.reward_weights)
    env.reset(seed=4)
    _, reward, _, _, info = env.step([0.05, -0.01, 0.02])
    w, v = weights.tolist(), info["reward_vector"].tolist()
    assert reward == pytest.approx(sum(a * b for a, b in zip(w, v)), abs=1e-15)
    assert v == [info[f"reward_{name}"] for name in env.spec_of_world.reward_names]


def test_seeds(env):
    starts = {seed: env.reset(seed=seed)[0].tobytes() for seed in (0, 1, 2, 2**63 - 1)}
    assert len(set(starts.values())) == 4, "different seeds must give different starts"
    assert env.reset(seed=0)[0].tobytes() == starts[0]
    later = [env.reset()[0].tobytes() for _ in range(3)]
    assert len({*later, *starts.values()}) == 7, "an unseeded reset must give another episode"
    env.reset(seed=0)
    assert [env.reset()[0].tobytes() for _ in range(3)] == later, "a seed must make later episodes reproducible"


def test_seeds_out_of_range_are_refused(env):
    with pytest.raises(ValueError, match=r"seed must be a whole number in \[0, 9223372036854775807\], got"):
        env.reset(seed=2**63)


def test_two_environments_share_nothing(small):
    one, other = loantwin.LoanPortfolioEnv(**small), loantwin.LoanPortfolioEnv(**small)
    one.reset(seed=1)
    other.reset(seed=1)
    for _ in range(3):
        other.step([0.1, 0.02, 0.1])
    expected = loantwin.LoanPortfolioEnv(**small)
    expected.reset(seed=1)
    assert data_equivalence(one.step(np.zeros(3)), expected.step(np.zeros(3)), exact=True)


def test_horizon_truncates(env):
    env.reset(seed=1)
    ends = [env.step(np.zeros(3))[2:4] for _ in range(12)]
    assert ends == [(False, False)] * 11 + [(False, True)]


def test_options_pin_the_start(env):
    _, info = env.reset(seed=3, options={"capital_ratio": 0.2})
    assert info["capital_ratio"] == pytest.approx(0.2, abs=0.005)
    with pytest.raises(ValueError, match="regime, delinquency_stress, capital_ratio, got 'colour'"):
        env.reset(seed=3, options={"colour": 1})


def test_save_restore_continues_bit_for_bit(env, actions):
    env.reset(seed=5)
    env.step(actions(0, 1)[0])
    state = env.save()
    first = [env.step(actions(t, 1)[0]) for t in range(1, 6)]
    env.restore(state)
    again = [env.step(actions(t, 1)[0]) for t in range(1, 6)]
    assert data_equivalence(first, again, exact=True)


def test_fork_keeps_the_state_and_may_change_the_luck(env):
    env.reset(seed=5)
    env.step(np.zeros(3))
    same, other = env.fork(), env.fork(new_key=9)
    expected = [env.step(np.zeros(3))[0] for _ in range(6)]
    assert np.array_equal(expected, [same.step(np.zeros(3))[0] for _ in range(6)])
    assert not np.array_equal(expected, [other.step(np.zeros(3))[0] for _ in range(6)])
    assert env.state_hash() == same.state_hash() != other.state_hash()


@pytest.mark.parametrize("duplicate", [lambda e: pickle.loads(pickle.dumps(e)), copy.deepcopy])
def test_pickles_and_copies_go_on_where_the_original_is(env, duplicate):
    env.reset(seed=6)
    env.step([0.05, 0, 0])
    twin = duplicate(env)
    assert data_equivalence(env.step(np.zeros(3)), twin.step(np.zeros(3)), exact=True)
    assert np.array_equal(env.reset()[0], twin.reset()[0]), "the generator of seeds is copied too"


def test_close_twice(small):
    env = loantwin.LoanPortfolioEnv(**small)
    env.close()
    env.reset(seed=1)
    env.close()
    env.close()


def test_forgotten_environments_free_their_sessions(small):
    client = loantwin.client()
    env = loantwin.LoanPortfolioEnv(**small)
    env.reset(seed=1)
    before = own_sessions(client)
    del env
    assert own_sessions(client) == before - 1


def own_sessions(client):
    return client.call("ServerInfo", loantwin.v1.spec_pb2.ServerInfoRequest()).own_sessions


def test_human_rendering_prints_months_and_the_end_once(small, capsys):
    env = loantwin.LoanPortfolioEnv(**small | {"simulation_days": 40}, render_mode="human")
    env.reset(seed=1)
    for _ in range(40):
        env.step(np.zeros(3))
    env.render()
    pages = [line for line in capsys.readouterr().out.splitlines() if "  day " in line]
    assert [line.split()[0] for line in pages] == ["2025-12-31", "2026-01-31", "2026-02-09"]


def test_ansi_rendering_says_the_day(small):
    env = loantwin.LoanPortfolioEnv(**small, render_mode="ansi")
    env.reset(seed=1)
    env.step(np.zeros(3))
    assert "2026-01-01" in env.render()


def test_rgb_rendering_is_a_chart(small):
    env = loantwin.LoanPortfolioEnv(**small, render_mode="rgb_array")
    env.reset(seed=1)
    before = env.render()
    for _ in range(5):
        env.step(np.zeros(3))
    after = env.render()
    assert after.shape == (640, 960, 3) and after.dtype == np.uint8
    assert len(np.unique(after.reshape(-1, 3), axis=0)) > 5 and not np.array_equal(before, after)


def test_ticks_of_a_long_chart_are_few():
    """On every n-th day, as they once were, there were 16 in a panel, and their labels met."""
    envs = loantwin.LoanPortfolioVectorEnv(1, initial_portfolio_size=80, render_mode="rgb_array", autoreset_mode="DISABLED")
    envs.reset(seed=1)
    envs.rollout(200)
    (chart,) = envs.render()
    envs.close()
    panel = chart[: chart.shape[0] // 2, : chart.shape[1] // 2].astype(int)
    pale = (np.ptp(panel, axis=2) == 0) & (panel[..., 0] > 215) & (panel[..., 0] < 253)  # dashes of the grid
    lines = np.flatnonzero(np.diff((pale.sum(axis=0) > 60).astype(int)) == 1)
    assert 3 <= len(lines) <= 11 and np.ptp(np.diff(lines)) <= 2, lines


def test_multi_objective_reward_is_the_vector(small):
    env = gymnasium.make("loantwin/LoanPortfolioMO-v0", disable_env_checker=True, **small)
    plain = loantwin.LoanPortfolioEnv(**small)
    env.reset(seed=2)
    plain.reset(seed=2)
    vector = env.step(np.zeros(3))[1]
    assert vector.shape == (4,) and vector in env.unwrapped.reward_space
    assert np.array_equal(vector, plain.step(np.zeros(3))[4]["reward_vector"])


def test_specs_travel_as_json(small):
    spec = gymnasium.make("loantwin/LoanPortfolio-v0", **small).spec
    again = gymnasium.make(gymnasium.envs.registration.EnvSpec.from_json(spec.to_json()))
    assert again.unwrapped.spec_of_world.initial_loans == 80
