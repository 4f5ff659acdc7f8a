"""Typical mistakes: the exception has the right type, and says the rule, the value got and where."""

from concurrent import futures

import gymnasium
import grpc
import numpy as np
import pytest

import loantwin
from loantwin import errors
from loantwin.v1 import spec_pb2

SMALL = {"initial_portfolio_size": 80, "simulation_days": 12}


def made(**more):
    return loantwin.LoanPortfolioEnv(**SMALL, **more)


def vector(n=3, **more):
    return loantwin.LoanPortfolioVectorEnv(n, **SMALL, **more)


def restored_elsewhere(env):
    other = loantwin.LoanPortfolioEnv(initial_portfolio_size=80, simulation_days=13)
    other.reset(seed=1)
    env.restore(other.save())


SINGLE = {
    "action too short": (lambda e: e.step([0, 0]), errors.InvalidValueError, r"action must have shape \(3,\), got \(2,\)"),
    "action nested": (lambda e: e.step([[0, 0, 0]]), errors.InvalidValueError, r"shape \(3,\), got \(1, 3\)"),
    "action None": (lambda e: e.step(None), errors.InvalidValueError, "got None"),
    "action a name": (lambda e: e.step("hold"), errors.InvalidValueError, "numbers of shape .* got 'hold'"),
    "action a dictionary": (lambda e: e.step({"credit": 1}), errors.InvalidValueError, "got {'credit': 1}"),
    "action not finite": (lambda e: e.step([0, 0, np.nan]), errors.InvalidValueError, "rebalancing.* got NaN"),
    "negative seed": (lambda e: e.reset(seed=-1), errors.InvalidValueError, r"seed must .* in \[0, \d+\], got -1"),
    "float seed": (lambda e: e.reset(seed=1.5), errors.InvalidValueError, "seed must be a whole number .* got 1.5"),
    "bool seed": (lambda e: e.reset(seed=True), errors.InvalidValueError, "got True"),
    "option not a number": (lambda e: e.reset(options={"capital_ratio": "high"}), errors.InvalidValueError, r"options\['capital_ratio'\] must be a number, got 'high'"),
    "option out of range": (lambda e: e.reset(options={"capital_ratio": 5}), errors.InvalidValueError, r"options\.capital_ratio must be in \[0\.02, 1\.0\], got 5"),
    "stress out of range": (lambda e: e.reset(options={"delinquency_stress": 9}), errors.InvalidValueError, r"options\.delinquency_stress must be in"),
    "options a list": (lambda e: e.reset(options=[1]), errors.InvalidValueError, r"options must be a dictionary, got \[1\]"),
    "state a text": (lambda e: e.restore("abc"), errors.InvalidValueError, "state must be what save.* got 'abc'"),
    "state of another configuration": (restored_elsewhere, errors.InvalidValueError, "state must be of this configuration"),
    "fork with a name": (lambda e: e.fork("x"), errors.InvalidValueError, "new_key must be a whole number .* got 'x'"),
}

MAKING = {
    "unknown key": ({"overrides": {"episode.initialLoan": 5}}, errors.InvalidValueError, "'initialLoan'.* allowed are"),
    "override None": ({"overrides": {"episode.audit": None}}, errors.InvalidValueError, r"overrides\['episode.audit'\] .* got None"),
    "override an object": ({"overrides": {"episode.audit": object}}, errors.InvalidValueError, "must be a number, text"),
    "overrides a list": ({"overrides": ["a"]}, errors.InvalidValueError, "overrides must be a dictionary"),
    "address of a page": ({"address": "http://localhost:1"}, errors.InvalidValueError, "(?s)host:port.* got 'http:.*Maybe leave out"),
    "address a number": ({"address": 50051}, errors.InvalidValueError, "host:port.* got 50051"),
    "token of two lines": ({"token": "a\nb"}, errors.InvalidValueError, "token must be printable ASCII text"),
    "unknown scenario": ({"scenario": "armageddon"}, LookupError, "severely-adverse-2026.* got 'armageddon'"),
}

VECTOR = {
    "one action for all": (lambda v: v.step(np.zeros(3)), errors.InvalidValueError, r"actions must have shape \(3, 3\), got \(3,\)"),
    "float seed": (lambda v: v.reset(seed=1.5), errors.InvalidValueError, "seed must be a whole number"),
    "a float among the seeds": (lambda v: v.reset(seed=[1, 2, 3.5]), errors.InvalidValueError, r"seed\[2\] .* got 3.5"),
    "a negative among the seeds": (lambda v: v.reset(seed=[1, 2, -3]), errors.InvalidValueError, r"seed\[2\] .* got -3"),
    "too few seeds": (lambda v: v.reset(seed=[1, 2]), errors.InvalidValueError, "each of 3 environments, got 2"),
    "last seed too large": (lambda v: v.reset(seed=2**63 - 2), errors.InvalidValueError, "seed must be .* in"),
    "mask a list": (lambda v: v.reset(options={"reset_mask": [True]}), errors.InvalidValueError, "bool array of shape"),
    "no steps": (lambda v: v.rollout(-1), errors.InvalidValueError, "steps must be .* got -1"),
    "half a step": (lambda v: v.rollout(2.5), errors.InvalidValueError, "steps must be a whole number"),
    "more actions than steps": (lambda v: v.rollout(2, np.zeros((4, 3))), errors.InvalidValueError, r"for 2 steps, got shape \(4, 3\)"),
    "state of one": (lambda v: v.restore(fresh_state()), errors.InvalidValueError, "3 environments gave, got .* 1 states"),
}

VECTOR_MAKING = {
    "none": (lambda: vector(0), errors.InvalidValueError, "num_envs must be a whole number"),
    "too many to draw": (lambda: vector(17, render_mode="rgb_array"), errors.InvalidValueError, r"num_envs .*rgb_array.* \[1, 16\], got 17"),
    "unknown mode": (lambda: vector(autoreset_mode="next"), errors.InvalidValueError, "NEXT_STEP, SAME_STEP, DISABLED, got 'next'"),
    "info None": (lambda: vector(info=None), errors.InvalidValueError, "info must be 'all', 'none' or a list"),
    "one info field": (lambda: vector(info="equity"), errors.InvalidValueError, "list of names .* got 'equity'"),
    "unknown info field": (lambda: vector(info=["equities"]), LookupError, "(?s)got 'equities'.*info_fields"),
}

STUDIES = {
    "negative seed": (lambda: loantwin.replay_scenario("gfc", seed=-1), errors.InvalidValueError, "seed must .* got -1"),
    "day 0": (lambda: loantwin.counterfactual("hold", from_day=0), errors.InvalidValueError, "from_day must .* got 0"),
    "one seed": (lambda: loantwin.counterfactual("hold", seeds=3), errors.InvalidValueError, "seeds must be a list .* got 3"),
    "no seeds": (lambda: loantwin.counterfactual("hold", seeds=[]), errors.InvalidValueError, r"one or more seeds, got \[\]"),
    "many points": (lambda: loantwin.optimize("a: 1\n", frontier_points=101), errors.InvalidValueError, "frontier_points"),
    "no layers": (lambda: loantwin.Network([], []), errors.InvalidValueError, "at least one, got 0 weights"),
    "wrong inputs": (lambda: loantwin.Network([np.zeros((12, 3))], [np.zeros(3)]), errors.InvalidValueError, r"weights\[0\] must have shape \(13, 3\), got \(12, 3\)"),
    "wrong bias": (lambda: loantwin.Network([np.zeros((13, 3))], [np.zeros(2)]), errors.InvalidValueError, r"biases\[0\] must have shape \(3,\), got \(2,\)"),
}


def fresh_state():
    env = made()
    env.reset(seed=1)
    return env.save()


def require(call, kind, words):
    with pytest.raises(kind, match=words) as refused:
        call()
    assert isinstance(refused.value, errors.LoanTwinError)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("name", SINGLE)
def test_of_one_lender(name, env):
    call, kind, words = SINGLE[name]
    env.reset(seed=1)
    before = env.state_hash()
    require(lambda: call(env), kind, words)
    assert env.state_hash() == before


@pytest.mark.parametrize("name", MAKING)
def test_of_making(name):
    arguments, kind, words = MAKING[name]
    require(lambda: made(**arguments), kind, words)


@pytest.mark.parametrize("name", VECTOR)
def test_of_many_lenders(name):
    call, kind, words = VECTOR[name]
    envs = vector()
    envs.reset(seed=1)
    before = envs.state_hashes()
    require(lambda: call(envs), kind, words)
    assert np.array_equal(envs.state_hashes(), before)
    envs.close()


@pytest.mark.parametrize("name", [*VECTOR_MAKING, *STUDIES])
def test_of_making_many_and_of_studies(name):
    require(*(VECTOR_MAKING | STUDIES)[name])


def test_numpy_numbers_are_numbers(env):
    first, _ = env.reset(seed=np.int64(3))
    assert np.array_equal(first, env.reset(seed=3)[0])
    assert loantwin.LoanPortfolioEnv(overrides={"episode.initialLoans": np.int64(90)}).spec_of_world.initial_loans == 90
    assert np.array_equal(vector().reset(seed=np.arange(3))[0], vector().reset(seed=0)[0])


@pytest.mark.parametrize("call", [lambda e: e.step([0, 0, 0]), lambda e: e.save(), lambda e: e.fork(), lambda e: e.render()])
@pytest.mark.parametrize("closed", [False, True])
def test_before_a_reset_and_after_close(call, closed):
    env = made(render_mode="ansi")
    if closed:
        env.reset(seed=1)
        env.close()
    with pytest.raises(gymnasium.error.ResetNeeded, match="(?s)80 loans, 12 days.*closed.*Maybe call reset") as refused:
        call(env)
    assert refused.value.reason == "NEEDS_RESET" and env._session is None, "no session is opened in secret"


def test_a_closed_vector_environment_says_so():
    envs = vector()
    envs.reset(seed=1)
    envs.close()
    for call in (lambda: envs.step(np.zeros((3, 3))), lambda: envs.reset(seed=1), envs.save, lambda: envs.rollout(1)):
        with pytest.raises(gymnasium.error.ClosedEnvironmentError, match=r"num_envs=3\) was closed"):
            call()
    envs.close()


def test_the_end_of_an_episode_says_reset(env):
    env.reset(seed=1)
    for _ in range(12):
        env.step(np.zeros(3))
    with pytest.raises(gymnasium.error.ResetNeeded, match="(?s)has ended.*call reset"):
        env.step(np.zeros(3))


@pytest.mark.parametrize("kind", [loantwin.LoanPortfolioEnv, lambda **k: loantwin.LoanPortfolioVectorEnv(3, **k)])
def test_a_lost_session_begins_anew_by_reset(kind):
    """As after a server was killed and another one started: what the error promises."""
    env = kind(**SMALL)
    first, _ = env.reset(seed=1)
    env._session.client._close_quietly(env._session.id)
    with pytest.raises(errors.SessionLostError, match="reset"):
        env.step(np.zeros(env.action_space.shape))
    assert np.array_equal(env.reset(seed=1)[0], first)
    env.step(np.zeros(env.action_space.shape))
    env.close()


def test_a_masked_reset_does_not_hide_a_lost_session():
    envs = vector(autoreset_mode="DISABLED")
    envs.reset(seed=1)
    envs._session.client._close_quietly(envs._session.id)
    with pytest.raises(errors.SessionLostError):
        envs.reset(options={"reset_mask": np.array([True, False, False])})


def test_a_server_of_another_protocol_is_named():
    def handshake(request, context):
        assert request.protocol_version == 1 and request.client_name == "loantwin-python"
        return spec_pb2.HandshakeResponse(server_version="9.0", protocol_version_min=7, protocol_version_max=8)

    read, write = spec_pb2.HandshakeRequest.FromString, spec_pb2.HandshakeResponse.SerializeToString
    handler = grpc.unary_unary_rpc_method_handler(handshake, read, write)
    server = grpc.server(futures.ThreadPoolExecutor(1))
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("loantwin.v1.LoanTwin", {"Handshake": handler}),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        for _ in range(2):  # it is not forgotten by the first refusal
            with pytest.raises(errors.StateError, match=r"(?s)version 1, the server .*9\.0\) versions 7 to 8.*Maybe install"):
                made(address=f"127.0.0.1:{port}")
    finally:
        server.stop(0)


def test_names_in_print():
    assert repr(made()) == "LoanPortfolioEnv(80 loans, 12 days)"
    assert repr(vector()) == "LoanPortfolioVectorEnv(num_envs=3)"
    assert repr(loantwin.Trained("mine")) == "Trained(name='mine')"
    assert repr(loantwin.Network([np.zeros((13, 8)), np.zeros((8, 3))], [np.zeros(8), np.zeros(3)])) == "Network(13-8-3)"
    shown = repr(loantwin.Client("127.0.0.1:1", token="secret"))
    assert shown == "Client('127.0.0.1:1')"


def test_multi_objective_vector_rewards_are_the_vectors():
    many = gymnasium.make_vec("loantwin/LoanPortfolioMO-v0", num_envs=3, **SMALL)
    plain = vector()
    many.reset(seed=2)
    plain.reset(seed=2)
    action = np.full((3, 3), 0.01, dtype=np.float32)
    _, rewards, _, _, infos = plain.step(action)
    vectors = many.step(action)[1]
    assert vectors.shape == (3, 4) and vectors.dtype == np.float64
    assert np.array_equal(vectors, infos["reward_vector"]) and not np.array_equal(vectors[:, 0], rewards)
    assert many.unwrapped.reward_space.contains(vectors[0])
