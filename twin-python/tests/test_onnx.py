"""policy.onnx, checked by ONNX and run by ONNX Runtime beside the policy itself."""

import json

import numpy as np
import onnx
import onnxruntime
import pytest
from small_runs import train

import loantwin
from loantwin._server import LocalServer

DAYS, DECISION_DAYS, HALF_LIFE = 50, 7, 60
KINDS = {
    "ppo": HALF_LIFE,  # tanh layers, a tanh of three outputs
    "sac": HALF_LIFE,  # relu layers, three outputs more than the action needs
    "ddqn": 0,  # the largest of 27 values
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """A folder of one small run for every kind of policy."""
    runs = tmp_path_factory.mktemp("policies")
    for algorithm, memory in KINDS.items():
        folder = tmp_path_factory.mktemp(algorithm)
        train(folder, algorithm, memory, deadband=0).rename(runs / algorithm)
    return runs


@pytest.fixture(scope="module")
def server(runs):
    """A server that offers these policies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOANTWIN_POLICIES", str(runs))
        server = LocalServer()
    yield {"address": server.address, "token": server.token}
    server.stop()


def session(runs, algorithm):
    return onnxruntime.InferenceSession(runs / algorithm / "best" / "policy.onnx", providers=["CPUExecutionProvider"])


def wanted(runs, algorithm, features):
    return session(runs, algorithm).run(["action"], {"features": features.astype(np.float32)})[0]


@pytest.mark.parametrize("algorithm", KINDS)
def test_the_checker_finds_nothing(runs, algorithm):
    for place in ("best", "last"):
        onnx.checker.check_model(str(runs / algorithm / place / "policy.onnx"), full_check=True)


@pytest.mark.parametrize("algorithm", KINDS)
def test_it_tells_what_it_takes_and_gives(runs, algorithm):
    spec = json.loads((runs / algorithm / "best" / "policy.json").read_text())
    run = session(runs, algorithm)
    width = 26 if KINDS[algorithm] else 13
    assert [(one.name, one.type, one.shape) for one in run.get_inputs()] == [("features", "tensor(float)", ["batch", width])]
    assert [(one.name, one.type, one.shape) for one in run.get_outputs()] == [("action", "tensor(float)", ["batch", 3])]
    told = run.get_modelmeta().custom_metadata_map
    for key in ("format", "algorithm", "environment", "configHash", "decisionDays"):
        assert told[key] == str(spec[key])
    for key in ("memoryHalfLifeDays", "deadband"):
        assert float(told[key]) == spec[key]
    for key in ("observation", "action"):
        assert told[key].split(",") == spec[key]["names"]
    arrays = np.load(runs / algorithm / "best" / "weights.npz")
    model = onnx.load(runs / algorithm / "best" / "policy.onnx")
    held = {one.name: onnx.numpy_helper.to_array(one) for one in model.graph.initializer}
    for name in arrays:
        assert np.array_equal(held[name], arrays[name])


@pytest.mark.parametrize("algorithm", KINDS)
def test_over_an_episode_it_wants_what_the_policy_does(runs, server, algorithm):
    envs = loantwin.LoanPortfolioVectorEnv(3, initial_portfolio_size=80, simulation_days=DAYS + 1, **server)
    first, _ = envs.reset(seed=5)
    lived = envs.rollout(DAYS, loantwin.Trained(algorithm), record=True)
    seen = np.concatenate([first[None], lived["observations"][:-1]])[::DECISION_DAYS]
    done = lived["actions"][::DECISION_DAYS]
    mean = seen[0]
    for observation, action in zip(seen, done):
        mean = mean + (1 - 0.5 ** (DECISION_DAYS / HALF_LIFE)) * (observation - mean)
        features = np.hstack([observation, observation - mean]) if KINDS[algorithm] else observation
        np.testing.assert_allclose(wanted(runs, algorithm, features), action, rtol=0, atol=1e-5)
    if KINDS[algorithm]:  # else the test would not see whether the features matter
        assert done.std(axis=(0, 1)).max() > 1e-4
    envs.close()


@pytest.mark.parametrize("algorithm", KINDS)
def test_wherever_it_is_asked_it_wants_what_the_policy_does(runs, server, algorithm):
    env = loantwin.LoanPortfolioEnv(initial_portfolio_size=80, **server)
    box = env.observation_space
    env.close()
    high = np.minimum(box.high, 1_000)  # the bound of the portfolio's value is far outside what any normaliser clips
    seen = np.random.default_rng(11).uniform(box.low, high, size=(400, 13)).astype(np.float32)
    action = loantwin.act(loantwin.Trained(algorithm), seen, **server)
    features = np.hstack([seen, np.zeros_like(seen)]) if KINDS[algorithm] else seen  # each begins an episode
    np.testing.assert_allclose(wanted(runs, algorithm, features), action, rtol=0, atol=1e-5)
    assert len(np.unique(action, axis=0)) >= (5 if algorithm == "ddqn" else 50)
