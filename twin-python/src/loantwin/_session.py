"""A session on the server: n environments that are reset and stepped together."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from loantwin import _checks, errors
from loantwin._arrays import pack, unpack
from loantwin._client import Client
from loantwin._stream import StepStream
from loantwin.v1 import session_pb2, study_pb2, world_pb2

_INDEX_REASONS = ("STALE_STEP_INDEX", "OTHER_CALL_SAME_INDEX")
OPTIONS = ("regime", "delinquency_stress", "capital_ratio")


class Session:
    """Opens a session, or continues one that a fork opened."""

    def __init__(
        self,
        client: Client,
        request: session_pb2.CreateSessionRequest,
        opened: session_pb2.CreateSessionResponse | None = None,
        stream: bool = False,
    ) -> None:
        self.client = client
        self._stream = StepStream(client) if stream else None
        self.request = request
        made = opened or client.call("CreateSession", request, idempotent=False)
        self.id = made.session_id
        self.num_envs = made.num_envs
        self.info_fields = tuple(made.info_fields)
        self.config_hash = made.config_hash
        self._index = made.step_index
        self._unsure = False
        self._one_at_a_time = threading.Lock()
        self.started = opened is not None
        self._pid = os.getpid()
        self._finalizer = weakref.finalize(self, client.abandon, self.id, self._pid)
        self._finalizer.atexit = False

    def _change(self, name: str, request: Any, timeout: float | None = None) -> Any:
        """Calls what changes the session; its index makes a retry answer the same.

        A call that ended without an answer (Ctrl-C, a lost connection) may have been lived: asked for again it gives that
        answer, and another call goes on behind it.
        """
        self._require_own()
        request.session_id = self.id
        with self._one_at_a_time:
            request.step_index = self._index + 1
            unsure, self._unsure = self._unsure, True
            try:
                answer = self._send(name, request, timeout)
            except errors.StateError as error:
                if not unsure or error.reason not in _INDEX_REASONS:
                    raise
                request.step_index = 0  # whatever is next; not asked for twice, as the server could not tell
                answer = self._send(name, request, timeout, idempotent=False)
            self._unsure = False
            self._index = answer.step_index
            self.started = True
        return answer

    def _send(self, name: str, request: Any, timeout: float | None, idempotent: bool = True) -> Any:
        if self._stream is not None and name in ("Step", "Reset"):
            return self._stream.call(name.lower(), request, idempotent)
        return self.client.call(name, request, idempotent=idempotent, timeout=timeout)

    def _require_own(self) -> None:
        if self._pid != os.getpid():
            raise errors.StateError(
                "this environment was made before a fork and belongs to the parent process.\nMaybe make it in the worker"
                " (pass a function), or send it a pickled copy."
            )

    def reset(
        self,
        seeds: np.ndarray,
        mask: np.ndarray | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> session_pb2.ResetResponse:
        """Starts an episode of exactly these seeds, int64 of shape (n), in the masked environments."""
        request = session_pb2.ResetRequest(seeds=pack(seeds, np.int64), options=reset_options(options))
        if mask is not None:
            request.mask.CopyFrom(pack(mask, np.bool_))
        return self._change("Reset", request)

    def step(self, actions: np.ndarray) -> session_pb2.StepResponse:
        """Steps every environment by float32 actions of shape (n, 3)."""
        return self._change("Step", session_pb2.StepRequest(actions=pack(actions, np.float32)))

    def echo(self, actions: np.ndarray) -> session_pb2.StepResponse:
        """Has the last step's answer sent again: the same bytes without the simulator."""
        request = session_pb2.StepRequest(
            session_id=self.id, step_index=self._index, actions=pack(actions, np.float32)
        )
        return self.client.call("Echo", request) if self._stream is None else self._stream.call("echo", request)

    def rollout(self, steps: int, policy: world_pb2.PolicySpec, record: bool) -> study_pb2.RolloutResponse:
        """Runs steps under a policy on the server."""
        return self._change("Rollout", study_pb2.RolloutRequest(steps=steps, policy=policy, record=record))

    def save(self, envs: Sequence[int] = ()) -> session_pb2.SaveResponse:
        """Returns the states of the environments."""
        self._require_own()
        return self.client.call("Save", session_pb2.SaveRequest(session_id=self.id, envs=envs))

    def restore(self, states: Sequence[session_pb2.EnvState]) -> session_pb2.RestoreResponse:
        """Replaces the states of environments."""
        return self._change("Restore", session_pb2.RestoreRequest(states=states))

    def fork(self, new_keys: Sequence[int] | None = None) -> Session:
        """Opens a session in the same state."""
        self._require_own()
        request = session_pb2.ForkRequest(session_id=self.id)
        if new_keys is not None:
            request.new_keys.CopyFrom(pack(new_keys, np.int64))
        answer = self.client.call("Fork", request, idempotent=False)
        return Session(self.client, self.request, answer.session, stream=self._stream is not None)

    def render_text(self, env: int = 0) -> str:
        """Returns a page of text."""
        return self._render(env, study_pb2.RENDER_MODE_ANSI).text

    def render_pixels(self, env: int = 0, width: int = 960, height: int = 640) -> np.ndarray:
        """Returns a chart of the episode so far, uint8 of shape (height, width, 3)."""
        return unpack(self._render(env, study_pb2.RENDER_MODE_RGB_ARRAY, width, height).pixels)

    def _render(self, env: int, mode: Any, width: int = 0, height: int = 0) -> study_pb2.RenderResponse:
        self._require_own()
        request = study_pb2.RenderRequest(session_id=self.id, env=env, mode=mode, width=width, height=height)
        return self.client.call("Render", request)

    def close(self) -> None:
        """Closes the session; twice is fine."""
        if self._finalizer.detach() and self._pid == os.getpid():
            if self._stream is not None:
                self._stream.close()
            self.client._close_quietly(self.id)


def reset_options(options: Mapping[str, Any] | None) -> session_pb2.ResetOptions:
    """Returns which parts of the start are pinned."""
    return session_pb2.ResetOptions(**_checks.options(options, OPTIONS))


def drawn_seeds(random: np.random.Generator, n: int) -> np.ndarray:
    """Returns episode keys from a generator, int64 of shape (n)."""
    return random.integers(-(2**63), 2**63 - 1, size=n, dtype=np.int64, endpoint=True)


def states_to_bytes(saved: session_pb2.SaveResponse) -> bytes:
    """Returns saved states as bytes."""
    return saved.SerializeToString(deterministic=True)


def states_from_bytes(state: bytes, expected: int) -> list[session_pb2.EnvState]:
    """Returns the saved states of bytes."""
    from google.protobuf.message import DecodeError

    bound = f"be what save() of {expected} environment{'s'[: expected != 1]} gave"
    if not isinstance(state, (bytes, bytearray, memoryview)):
        raise _checks.invalid("state", bound, repr(state), reason="BAD_STATE")
    try:
        states = list(session_pb2.SaveResponse.FromString(bytes(state)).states)
    except DecodeError:
        states = []
    if len(states) != expected:
        raise _checks.invalid("state", bound, f"{len(state)} bytes with {len(states)} states", reason="BAD_STATE")
    return states
