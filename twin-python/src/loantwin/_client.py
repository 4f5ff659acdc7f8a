"""Calls to a server: one channel per process, made when it is first needed."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Before gRPC is loaded: workers that are forked (AsyncVectorEnv, SubprocVecEnv) must be able to call.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")
os.environ.setdefault("GRPC_VERBOSITY", "NONE")

import grpc  # noqa: E402
from google.protobuf import message_factory  # noqa: E402

from loantwin import _checks, _server, errors  # noqa: E402
from loantwin.v1 import service_pb2, session_pb2, spec_pb2  # noqa: E402

_SERVICE = service_pb2.DESCRIPTOR.services_by_name["LoanTwin"]
_RETRIES = 3
_PROTOCOL = 1  # version of the files that loantwin.v1 was generated from
# CANCELLED: the main thread was interrupted, and took the channel of a stream with it that another thread reads.
_TRANSIENT = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED)
_GRACE_SECONDS = 1.0  # between leaving a channel and closing it: calls that are just being made go through
_LARGEST_MESSAGE = 256 * 1024 * 1024


def version() -> str:
    """Returns the version of this package."""
    from importlib import metadata

    try:
        return metadata.version("loantwin")
    except metadata.PackageNotFoundError:
        return "0.1.0"


class Client:
    """The way to one server. Can be pickled and survives a fork: another process makes its own channel.

    Args:
        address: ``host:port``, ``unix:/path/of/socket`` or ``https://host:port``. Default: the environment variable
            ``LOANTWIN_ADDRESS``; without it a server is started on this machine and shared by all environments.
        token: token for servers that ask for one. Default: the environment variable ``LOANTWIN_TOKEN``.
        timeout: seconds that one call may take.
    """

    def __init__(self, address: str | None = None, token: str | None = None, timeout: float = 300.0) -> None:
        self._given = _checked_address(address or os.environ.get("LOANTWIN_ADDRESS") or None)
        self._token = _checked_token(token or os.environ.get("LOANTWIN_TOKEN") or None)
        self.timeout = timeout
        self._forget()

    def __repr__(self) -> str:
        return f"Client({self._given or self.address or 'a server of its own'!r})"

    def _forget(self) -> None:
        self._pid = os.getpid()
        # The main thread, which alone hears Ctrl-C, has a channel of its own: what an interrupt breaks is its alone.
        self._channels: dict[bool, grpc.Channel] = {}
        self._shaken = False
        self._calls: dict[tuple[bool, str], Any] = {}
        self._metadata: tuple[tuple[str, str], ...] = ()
        self._specs: dict[bytes, spec_pb2.GetSpecResponse] = {}
        self._orphans: deque[str] = deque()
        self._lock = threading.Lock()
        self.address = self._given or ""

    def __getstate__(self) -> dict[str, Any]:
        return {"given": self._given, "token": self._token, "timeout": self.timeout}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._given, self._token, self.timeout = state["given"], state["token"], state["timeout"]
        self._forget()

    def _connect(self) -> grpc.Channel:
        address, token = self._given, self._token
        if address is None:
            address, token = _server.shared()
        self.address = address
        self._metadata = (("authorization", f"Bearer {token}"),) if token else ()
        options = [
            ("grpc.max_receive_message_length", _LARGEST_MESSAGE),
            ("grpc.max_send_message_length", _LARGEST_MESSAGE),
            ("grpc.use_local_subchannel_pool", 1),
        ]
        if address.startswith("https://"):
            return grpc.secure_channel(address.removeprefix("https://"), _credentials(), options)
        if address.startswith("unix:"):
            options.append(("grpc.default_authority", "localhost"))
        return grpc.insecure_channel(address, options)

    def _method(self, name: str) -> Any:
        with self._lock:
            if self._pid != os.getpid():
                self._forget()
            main = threading.current_thread() is threading.main_thread()
            if main not in self._channels:
                self._channels[main] = self._connect()
            if (main, name) not in self._calls:
                self._calls[main, name] = _callable(self._channels[main], name)
            made = self._calls[main, name]
        if not self._shaken and name != "Handshake":
            self._shake_hands()
        return made

    def _shake_hands(self) -> None:
        """Asks once whether the server speaks this package's protocol.

        Raises:
            loantwin.errors.StateError: it does not.
        """
        mine = spec_pb2.HandshakeRequest(client_name="loantwin-python", client_version=version(), protocol_version=_PROTOCOL)
        theirs = self.call("Handshake", mine)
        if not theirs.protocol_version_min <= _PROTOCOL <= theirs.protocol_version_max:
            raise errors.StateError(
                f"this package speaks protocol version {_PROTOCOL}, the server at {self.address} (LoanTwin"
                f" {theirs.server_version}) versions {theirs.protocol_version_min} to {theirs.protocol_version_max}.\nMaybe"
                f" install the package of the server's version; this one is {version()}."
            )
        self._shaken = True

    def call(self, name: str, request: Any, *, idempotent: bool = True, timeout: float | None = None) -> Any:
        """Calls a method and returns its answer, or raises a :class:`loantwin.errors.LoanTwinError`.

        An idempotent call is tried again when the connection was cut or the deadline passed.
        """
        return self.repeat(lambda: self._invoke(name, request, timeout or self.timeout), idempotent)

    def _invoke(self, name: str, request: Any, timeout: float) -> Any:
        """Calls a method once, or begins to: its answer, or the stream of its answers."""
        try:
            return self._method(name)(request, timeout=timeout, metadata=self._metadata)
        except KeyboardInterrupt:
            self.leave()
            raise

    def repeat(self, call: Callable[[], Any], idempotent: bool = True) -> Any:
        """Returns what a call gives, made again if it is idempotent and the connection was cut or its time ran out."""
        while self._orphans:
            self._close_quietly(self._orphans.popleft())
        for attempt in range(_RETRIES):
            try:
                return call()
            except grpc.RpcError as error:
                last = errors.from_rpc(error, self.address)
                again = idempotent and (error.code() in _TRANSIENT or last.retry_after > 0)
                if not again or attempt == _RETRIES - 1:
                    self._leave_dead_server(error.code())
                    raise last from None
                time.sleep(max(last.retry_after, 0.1 * 3**attempt))
        raise AssertionError("unreachable")

    def leave(self, *streams: Any) -> None:
        """Drops the main thread's channel after an interrupt, and ends it and streams of it in the background.

        Ctrl-C may fall into gRPC while it takes a lock that it then holds for ever: nothing may wait for this channel, nor
        for a finalizer of its streams, so the thread that ends them keeps them if it cannot.
        """
        with self._lock:
            channel = self._channels.pop(True, None)
            self._calls = {key: made for key, made in self._calls.items() if not key[0]}
        if channel is None and not streams:
            return  # a call inside of a call has left it already

        def end() -> None:
            time.sleep(_GRACE_SECONDS)
            for stream in streams:
                stream.cancel()
            if channel is not None:
                channel.close()

        threading.Thread(target=end, name="loantwin-left-channel", daemon=True).start()

    def _leave_dead_server(self, code: grpc.StatusCode) -> None:
        """Lets the next call start another server, if the one that this program started is gone."""
        if code is grpc.StatusCode.UNAVAILABLE and self._given is None and not _server.answers(self.address):
            self.close()

    def open_stream(self, requests: Iterator[Any], timeout: float) -> Any:
        """Opens a stream of steps and resets, and returns its answers."""
        return self._invoke("StepStream", requests, timeout)

    def stream(self, name: str, request: Any, *, timeout: float | None = None) -> Iterator[Any]:
        """Calls a method that answers in pieces, and yields them."""
        answers = self._invoke(name, request, timeout or self.timeout)
        try:
            yield from answers
        except grpc.RpcError as error:
            raise errors.from_rpc(error, self.address) from None
        except KeyboardInterrupt:
            self.leave(answers)
            raise

    def spec(self, request: spec_pb2.GetSpecRequest) -> spec_pb2.GetSpecResponse:
        """Returns what an environment looks like; asked once."""
        key = request.SerializeToString(deterministic=True)
        if self._pid != os.getpid() or key not in self._specs:
            answer = self.call("GetSpec", request)
            self._specs[key] = answer
        return self._specs[key]

    def abandon(self, session_id: str, pid: int) -> None:
        """Has a session closed before the next call; may be called from a finalizer."""
        if pid == os.getpid() == self._pid:
            self._orphans.append(session_id)

    def _close_quietly(self, session_id: str) -> None:
        try:
            self._invoke("Close", session_pb2.CloseRequest(session_id=session_id), 5)
        except grpc.RpcError:
            pass  # the server closes it when it has been idle

    def close(self) -> None:
        """Closes the channel; the next call makes another."""
        with self._lock:
            for channel in self._channels.values() if self._pid == os.getpid() else ():
                channel.close()
            self._forget()


def _checked_address(address: Any) -> str | None:
    """Returns an address that gRPC can understand."""
    bound = "be host:port, unix:/path or https://host:port"
    if address is not None and (not isinstance(address, str) or address.startswith("http://") or ":" not in address):
        hint = "leave out http://, or use https:// for a server with TLS." if str(address).startswith("http://") else ""
        raise _checks.invalid("address", bound, repr(address), hint=hint)
    return address


def _checked_token(token: Any) -> str | None:
    """Returns a token that may stand in a header; a wrong one is never shown."""
    if token is not None and not (isinstance(token, str) and token.isascii() and token.isprintable()):
        raise _checks.invalid("token", "be printable ASCII text", "something else", hint="it was copied with a line break.")
    return token


def _callable(channel: grpc.Channel, name: str) -> Any:
    method = _SERVICE.methods_by_name[name]
    request = message_factory.GetMessageClass(method.input_type)
    answer = message_factory.GetMessageClass(method.output_type)
    kinds = {"ReplayScenario": channel.unary_stream, "StepStream": channel.stream_stream}
    make = kinds.get(name, channel.unary_unary)
    return make(
        f"/{_SERVICE.full_name}/{name}",
        request_serializer=request.SerializeToString,
        response_deserializer=answer.FromString,
    )


def _credentials() -> grpc.ChannelCredentials:
    """TLS with the system's authorities, or the files that LOANTWIN_CA, LOANTWIN_CERT and LOANTWIN_KEY name."""
    files = [os.environ.get(name) for name in ("LOANTWIN_CA", "LOANTWIN_KEY", "LOANTWIN_CERT")]
    roots, key, chain = (Path(file).read_bytes() if file else None for file in files)
    return grpc.ssl_channel_credentials(roots, key, chain)


_clients: dict[tuple[str | None, str | None], Client] = {}


def client(address: str | None = None, token: str | None = None) -> Client:
    """Returns the client for an address that all environments of this process share."""
    key = (address or os.environ.get("LOANTWIN_ADDRESS") or None, token or os.environ.get("LOANTWIN_TOKEN") or None)
    return _clients.setdefault(key, Client(*key))
