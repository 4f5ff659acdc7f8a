"""Over a stream an environment gives what it gives call by call, refusals and cut connections included."""

import contextlib
import pickle
import socket
import threading

import numpy as np
import pytest

import loantwin
from loantwin import _server


@pytest.fixture
def pair(small):
    """The same four lenders, call by call and over a stream."""
    made = [loantwin.LoanPortfolioVectorEnv(4, **small, autoreset_mode="SAME_STEP", stream=stream) for stream in (False, True)]
    yield made
    for envs in made:
        envs.close()


def same(one, other):
    assert one[4].keys() == other[4].keys()
    assert all(np.array_equal(a, b) for a, b in zip(one[:4], other[:4]))
    assert all(np.array_equal(one[4][key], other[4][key]) for key in one[4] if not key.startswith("final"))


def test_trajectories_are_the_same(pair, actions):
    assert np.array_equal(*(envs.reset(seed=5)[0] for envs in pair))
    for step in range(15):  # past the end of the episodes of twelve days
        same(*(envs.step(actions(step, 4)) for envs in pair))
    assert np.array_equal(*(envs.state_hashes() for envs in pair))


def test_a_refusal_changes_nothing_and_the_stream_goes_on(pair, actions):
    envs = pair[1]
    envs.reset(seed=5)
    before = envs.state_hashes()
    with pytest.raises(loantwin.errors.InvalidValueError, match="pricing") as refused:
        envs.step(np.full((4, 3), 0.09))
    assert (refused.value.reason, refused.value.row) == ("OUT_OF_BOX", 0)
    assert np.array_equal(before, envs.state_hashes())
    envs.step(actions(0, 4))


class Proxy:
    """Passes bytes between a client on TCP and the server; can keep the answers to itself, and cut all connections."""

    def __init__(self, address):
        self._server = address
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.silent = False
        self._open = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client = self._listener.accept()[0]
                unix = self._server.startswith("unix:")
                server = socket.socket(socket.AF_UNIX if unix else socket.AF_INET)
                host, _, port = self._server.rpartition(":")
                server.connect(port if unix else (host, int(port)))
                self._open += [client, server]
                threading.Thread(target=self._pass, args=(client, server, False), daemon=True).start()
                threading.Thread(target=self._pass, args=(server, client, True), daemon=True).start()

    def _pass(self, source, target, answers):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if not (answers and self.silent):
                    target.sendall(data)
        self._shut(source, target)

    @staticmethod
    def _shut(*sockets):
        for one in sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def cut(self):
        self.silent = False
        self._shut(*self._open)
        self._open.clear()

    def close(self):
        self._listener.close()
        self.cut()


@pytest.mark.parametrize("stream", [False, True])
def test_a_cut_connection_loses_no_step_and_lives_none_twice(pair, actions, small, stream):
    address, token = _server.shared()
    proxy = Proxy(address)
    envs = loantwin.LoanPortfolioVectorEnv(
        4, **small, autoreset_mode="SAME_STEP", address=proxy.address, token=token, stream=stream
    )
    for one in (pair[0], envs):
        one.reset(seed=5)
    same(pair[0].step(actions(0, 4)), envs.step(actions(0, 4)))
    proxy.cut()  # between two steps
    same(pair[0].step(actions(1, 4)), envs.step(actions(1, 4)))
    proxy.silent = True  # the server steps, and the connection is cut before its answer
    threading.Timer(0.5, proxy.cut).start()
    same(pair[0].step(actions(2, 4)), envs.step(actions(2, 4)))
    same(pair[0].step(actions(3, 4)), envs.step(actions(3, 4)))
    assert np.array_equal(pair[0].state_hashes(), envs.state_hashes())
    envs.close()
    proxy.close()


def test_a_stream_is_renewed_in_time(pair, actions):
    envs = pair[1]
    envs.reset(seed=5)
    first = envs._session._stream._answers
    envs._session._stream._renew_at = 0.0
    envs.step(actions(0, 4))
    assert envs._session._stream._answers is not first and first.done()


def test_single_environments_stream_too_and_pickles_keep_it(small):
    env = loantwin.LoanPortfolioEnv(**small, stream=True)
    env.reset(seed=1)
    copy = pickle.loads(pickle.dumps(env))
    fork = env.fork()
    results = [one.step([0.05, 0, 0])[1] for one in (env, copy, fork)]
    assert results[0] == results[1] == results[2]
    assert copy._session._stream is not None and fork._session._stream is not None
