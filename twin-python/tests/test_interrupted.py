"""Ctrl-C, threads and odd numbers: a session goes on, and no answer is taken for another's."""

import contextlib
import gc
import os
import signal
import threading
import time

import numpy as np
import pytest

import loantwin


def interrupted(call, seconds):
    """
    Interrupts a call as by Ctrl-C, also in tests that run in the background, where shells ignore the signal. Python swallows
    an interrupt that falls into a finalizer, so the call must end by itself.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        for _ in range(5):
            timer = threading.Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGINT))
            timer.start()
            try:
                call()
            except KeyboardInterrupt:
                return
            finally:
                timer.cancel()
        pytest.fail("no interrupt came through")
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def no_longer_than(seconds):
    """Ends what waits for a lock that is never given back."""

    def late(*_):
        raise TimeoutError(f"this took more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("stream", [False, True])
def test_steps_go_on_after_ctrl_c(stream):
    """An answer of the interrupted step must never be taken for that of the next one."""
    with_it, without = (loantwin.LoanPortfolioVectorEnv(64, stream=s, simulation_days=3650) for s in (stream, False))
    zero = np.zeros((64, 3), dtype=np.float32)
    with_it.reset(seed=0)
    without.reset(seed=0)

    def step_for_long():
        end = time.monotonic() + 0.8
        while time.monotonic() < end:
            with_it.step(zero)

    for _ in range(3):
        interrupted(step_for_long, 0.2)
        with_it.step(zero)
    days = with_it.step(zero)[4]["day"][0]
    *_, infos = without.step(zero)
    for _ in range(int(days) - 1):
        *_, infos = without.step(zero)
    assert infos["day"][0] == days
    other = 0.05 * np.ones_like(zero) * [1, 0.1, 1]
    for a, b in zip(with_it.step(other)[:4], without.step(other)[:4]):
        np.testing.assert_array_equal(a, b)
    with_it.close()
    without.close()


def test_an_interrupt_inside_of_grpc_leaves_no_lock_behind():
    """As when Ctrl-C falls between gRPC's taking of a lock and its knowing that: the lock is never given back."""
    envs = loantwin.LoanPortfolioVectorEnv(4, stream=True, initial_portfolio_size=100)
    zero = np.zeros((4, 3), dtype=np.float32)
    envs.reset(seed=0)
    envs.step(zero)
    condition = envs._session._stream._answers._state.condition
    thread = threading.Thread(target=condition.acquire)
    thread.start()
    thread.join()
    with no_longer_than(20):
        interrupted(lambda: envs.step(zero), 0.3)
        days = envs.step(zero)[4]["day"][0]
    assert days in (2, 3)  # whether the interrupted step was lived nobody knows
    envs.close()


def test_neither_does_one_while_a_scenario_is_replayed():
    from loantwin._client import client
    from loantwin.v1 import study_pb2, world_pb2

    days = world_pb2.World(overrides={"episode.simulationDays": "3650", "episode.initialLoans": "100"})
    replay = client(None).stream("ReplayScenario", study_pb2.ReplayScenarioRequest(world=days))
    next(replay)
    thread = threading.Thread(target=replay.gi_yieldfrom._state.condition.acquire)
    thread.start()
    thread.join()
    with no_longer_than(20):
        interrupted(lambda: next(replay), 0.3)
        del replay
        gc.collect()
        assert len(loantwin.scenarios()) > 3


def test_other_threads_go_on_when_one_is_interrupted():
    mine, others = (loantwin.LoanPortfolioVectorEnv(8, initial_portfolio_size=100, simulation_days=3650) for _ in range(2))
    zero = np.zeros((8, 3), dtype=np.float32)
    mine.reset(seed=0)
    others.reset(seed=0)
    days, end = [], threading.Event()

    def step_on():
        while not end.is_set():
            days.append(others.step(zero)[4]["day"][0])

    thread = threading.Thread(target=step_on)
    thread.start()

    def step_for_long():
        until = time.monotonic() + 0.8
        while time.monotonic() < until:
            mine.step(zero)

    interrupted(step_for_long, 0.2)
    mine.step(zero)
    seen = len(days)
    time.sleep(1.5)  # longer than a channel that was left stays open
    end.set()
    thread.join(timeout=30)
    assert not thread.is_alive() and len(days) > seen
    assert days == list(range(1, len(days) + 1))
    mine.close()
    others.close()


def test_a_long_rollout_can_be_interrupted_and_the_session_reset():
    envs = loantwin.LoanPortfolioVectorEnv(64, simulation_days=365)
    envs.reset(seed=0)
    interrupted(lambda: [envs.rollout(5000, "hold") for _ in range(20)], 0.5)
    observations, _ = envs.reset(seed=7)
    again, _ = envs.reset(seed=7)
    np.testing.assert_array_equal(observations, again)
    envs.close()


def test_threads_may_share_an_environment(env):
    env.reset(seed=1)
    days = []

    def run():
        for _ in range(3):
            days.append(env.step([0.0, 0.0, 0.0])[4]["day"])

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(days) == list(range(1, 13))


@pytest.mark.parametrize("number", [0, -1, 1.5, True, "4", None, 10**9])
def test_odd_numbers_of_environments_are_refused(number):
    with pytest.raises(ValueError, match="num_envs must be"):
        loantwin.LoanPortfolioVectorEnv(number)
