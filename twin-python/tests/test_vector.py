"""The vector environment: equal to single environments in every autoreset mode."""

import pickle

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import data_equivalence
from gymnasium.vector import AsyncVectorEnv, AutoresetMode, SyncVectorEnv

import loantwin

N = 3


def vector(small, **more):
    return loantwin.LoanPortfolioVectorEnv(N, **small, **more)


def singles(small, mode):
    return SyncVectorEnv([lambda: loantwin.LoanPortfolioEnv(**small)] * N, autoreset_mode=mode)


def lived(envs, actions, steps, seed=7):
    """A reset and some steps; in mode DISABLED ended episodes are reset by mask."""
    rows = [envs.reset(seed=seed)]
    for step in range(steps):
        rows.append(envs.step(actions(step, N)))
        ended = rows[-1][2] | rows[-1][3]
        if ended.any() and envs.metadata["autoreset_mode"] is AutoresetMode.DISABLED:
            rows.append(envs.reset(seed=[9, 8, 7], options={"reset_mask": ended}))
    return rows


@pytest.mark.parametrize("mode", AutoresetMode)
def test_first_episodes_are_those_of_single_environments(mode, small, actions):
    steps = small["simulation_days"] - (mode is AutoresetMode.SAME_STEP)
    ours, gymnasiums = lived(vector(small, autoreset_mode=mode), actions, steps), lived(singles(small, mode), actions, steps)
    assert len(ours) == len(gymnasiums)
    for mine, theirs in zip(ours, gymnasiums):
        assert data_equivalence(mine, theirs, exact=True)


def test_next_step_mode_resets_one_step_later(small, actions):
    rows = lived(vector(small), actions, 14)
    assert rows[12][3].all() and not rows[13][3].any()
    assert (rows[13][1] == 0).all() and (rows[13][4]["day"] == 0).all() and (rows[14][4]["day"] == 1).all()


def test_same_step_mode_keeps_the_last_observation(small, actions):
    envs = vector(small, autoreset_mode="SAME_STEP")
    rows = lived(envs, actions, 12)
    alone = lived(vector(small), actions, 12)
    last = rows[12]
    assert last[3].all() and (last[4]["day"] == 0).all()
    assert np.array_equal(np.stack(last[4]["final_obs"]), alone[12][0])
    assert np.array_equal(last[4]["final_info"]["net_income"], alone[12][4]["net_income"])
    assert np.array_equal(last[4]["final_info"]["reward_vector"], alone[12][4]["reward_vector"])
    assert last[4]["_final_obs"].all() and "final_obs" not in rows[11][4]
    assert not np.array_equal(last[0], alone[12][0])


def test_disabled_mode_refuses_a_step_after_the_end(small, actions):
    envs = vector(small, autoreset_mode="DISABLED")
    lived_rows = [envs.reset(seed=1), *(envs.step(actions(t, N)) for t in range(12))]
    assert lived_rows[-1][3].all()
    with pytest.raises(gymnasium.error.ResetNeeded, match="environment 0 has ended"):
        envs.step(actions(0, N))
    kept = lived_rows[-1][0]
    begun = envs.reset(options={"reset_mask": np.array([True, False, True])})[0]
    assert np.array_equal(begun[1], kept[1]) and not np.array_equal(begun[0], kept[0])


def test_every_slot_and_every_episode_differs(small, actions):
    rows = lived(vector(small), actions, 2 * 13)
    starts = {row[0][i].tobytes() for row in rows if (row[-1]["day"] == 0).all() for i in range(N)}
    assert len(starts) == 3 * N


def test_seed_zero_is_a_seed(small):
    envs = vector(small)
    first = envs.reset(seed=0)[0]
    assert not np.array_equal(first, envs.reset()[0])
    assert np.array_equal(first, envs.reset(seed=0)[0])
    assert np.array_equal(first, envs.reset(seed=[0, 1, 2])[0])


def test_one_bad_row_steps_nothing(small, actions):
    envs = vector(small)
    envs.reset(seed=3)
    before = envs.state_hashes()
    for bad in (np.nan, np.inf, 0.2):
        batch = actions(0, N)
        batch[1, 0] = bad
        with pytest.raises(ValueError, match=r"actions\[1, 0\] \(credit_policy\)") as refused:
            envs.step(batch)
        assert refused.value.row == 1
    assert np.array_equal(before, envs.state_hashes())


def test_info_can_be_chosen(small, actions):
    none, some = vector(small, info="none"), vector(small, info=["equity", "day"])
    assert set(none.reset(seed=1)[1]) == {"reward_vector", "_reward_vector"}
    assert list(some.reset(seed=1)[1])[::2] == ["equity", "day", "reward_vector"]
    assert np.array_equal(none.step(actions(0, N))[0], some.step(actions(0, N))[0])
    with pytest.raises(LookupError, match="nonsense"):
        vector(small, info=["nonsense"])


def test_arrays_are_fresh(small, actions):
    envs = vector(small)
    first = envs.reset(seed=1)
    copy = first[0].copy()
    envs.step(actions(0, N))[0][:] = 0
    assert np.array_equal(first[0], copy) and first[0].flags.writeable


def test_save_restore_and_pickle(small, actions):
    envs = vector(small)
    envs.reset(seed=2)
    envs.step(actions(0, N))
    state, twin = envs.save(), pickle.loads(pickle.dumps(envs))
    first = [envs.step(actions(t, N))[0] for t in range(3)]
    assert np.array_equal(first, [twin.step(actions(t, N))[0] for t in range(3)])
    envs.restore(state)
    assert np.array_equal(first, [envs.step(actions(t, N))[0] for t in range(3)])


def test_rollout_is_the_same_as_steps(small, actions):
    stepped, rolled = vector(small), vector(small)
    stepped.reset(seed=2)
    rolled.reset(seed=2)
    plan = np.stack([actions(t, N) for t in range(5)])
    rows = [stepped.step(plan[t]) for t in range(5)]
    answer = rolled.rollout(5, plan, record=True)
    assert np.array_equal(answer["observations"], [row[0] for row in rows])
    assert np.array_equal(answer["rewards"], [row[1] for row in rows])
    assert np.array_equal(answer["actions"], plan)
    assert answer["infos"].shape == (5, N, len(rolled.info_fields))
    assert np.array_equal(stepped.step(actions(9, N))[0], rolled.step(actions(9, N))[0])


@pytest.mark.parametrize("context", ["fork", "spawn"])
def test_workers_share_the_server(context, small, actions):
    def make():
        return loantwin.LoanPortfolioEnv(**small)

    expected = lived(singles(small, AutoresetMode.NEXT_STEP), actions, 4)
    workers = AsyncVectorEnv([make] * N, context=context)
    got = lived(workers, actions, 4)
    workers.close()
    assert data_equivalence(got, expected, exact=True)


def test_make_vec_gives_the_native_environment(small):
    envs = gymnasium.make_vec("loantwin/LoanPortfolio-v0", num_envs=N, **small)
    assert isinstance(envs.unwrapped, loantwin.LoanPortfolioVectorEnv)
    wrapped = gymnasium.wrappers.vector.RecordEpisodeStatistics(envs)
    wrapped.reset(seed=1)
    for _ in range(12):
        infos = wrapped.step(np.zeros((N, 3), dtype=np.float32))[4]
    assert infos["episode"]["l"].tolist() == [12] * N
