"""What the server refuses comes as a Python exception of the right type, with the server's words."""

import pickle

import gymnasium
import numpy as np
import pytest

import loantwin
from loantwin import errors


def test_step_before_reset(env):
    with pytest.raises(gymnasium.error.ResetNeeded) as refused:
        env.step(np.zeros(3))
    assert refused.value.reason == "NEEDS_RESET"


def test_action_of_another_shape(env):
    env.reset(seed=1)
    with pytest.raises(ValueError, match=r"action must have shape \(3,\), got \(4,\)") as refused:
        env.step(np.zeros(4))
    assert refused.value.reason == "BAD_SHAPE"


def test_action_outside_the_box(env):
    env.reset(seed=1)
    before = env.state_hash()
    with pytest.raises(errors.InvalidValueError, match=r"must be in \[-0\.02, 0\.02\], got 0\.03") as refused:
        env.step([0, 0.03, 0])
    assert (refused.value.reason, refused.value.row) == ("OUT_OF_BOX", 0)
    assert "pricing" in refused.value.field and env.state_hash() == before


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        ({"scenario": "armageddon"}, LookupError, "armageddon"),
        ({"preset": "monthly"}, LookupError, "default, three-years, weekly"),
        ({"overrides": {"episode.initialLoan": 5}}, ValueError, "initialLoan"),
        ({"overrides": {"episode.initialLoans": -5}}, ValueError, "-5"),
        ({"config": "extends: default\nlender: 7\n"}, ValueError, "lender"),
        ({"preset": "default", "config": "extends: default\n"}, ValueError, "either preset or config"),
        ({"render_mode": "hologram"}, ValueError, "hologram"),
    ],
)
def test_bad_arguments(arguments, kind, words):
    with pytest.raises(kind, match=words):
        loantwin.LoanPortfolioEnv(**arguments).reset()


def test_too_much_memory_is_refused_not_attempted():
    huge = {"initial_portfolio_size": 1_000_000, "max_portfolio_size": 1_000_000}
    with pytest.raises(errors.LoanTwinError) as refused:
        loantwin.LoanPortfolioVectorEnv(10_000, **huge)
    assert refused.value.reason == "OVER_MEMORY"


def test_damaged_states_are_refused(env, small):
    env.reset(seed=1)
    state = bytearray(env.save())
    state[len(state) // 2] ^= 1
    before = env.state_hash()
    for bad in (bytes(state), b"", b"nonsense"):
        with pytest.raises(ValueError):
            env.restore(bad)
    assert env.state_hash() == before
    other = loantwin.LoanPortfolioEnv(**small, decision_days=2)
    other.reset(seed=1)
    with pytest.raises(ValueError) as refused:
        other.restore(env.save())
    assert refused.value.reason == "BAD_STATE"


def test_no_server():
    with pytest.raises(ConnectionError, match=r"no LoanTwin server answers at 127\.0\.0\.1:1 "):
        loantwin.LoanPortfolioEnv(address="127.0.0.1:1")


def test_wrong_token():
    client = loantwin.client()
    with pytest.raises(PermissionError) as refused:
        loantwin.LoanPortfolioEnv(address=client.address, token="wrong")
    assert refused.value.reason == "UNAUTHENTICATED"


def test_lost_session(env):
    env.reset(seed=1)
    env._session.client._close_quietly(env._session.id)
    with pytest.raises(errors.SessionLostError):
        env.step(np.zeros(3))


def test_errors_travel_between_processes(env):
    env.reset(seed=1)
    with pytest.raises(errors.InvalidValueError) as refused:
        env.step([1, 0, 0])
    again = pickle.loads(pickle.dumps(refused.value))
    assert (type(again), str(again), again.reason) == (type(refused.value), str(refused.value), "OUT_OF_BOX")
