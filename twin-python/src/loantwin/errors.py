"""What can go wrong: the server's own words, in exceptions that programs can tell apart."""

from __future__ import annotations

import grpc
from gymnasium.error import ClosedEnvironmentError, ResetNeeded

from loantwin.v1 import error_pb2


class LoanTwinError(Exception):
    """Any refusal or failure. Its text says the rule, the value got and where; a second line may help.

    Attributes:
        reason: name of the server's reason without its prefix, such as ``OUT_OF_BOX``; empty if there is none.
        field: path of the field that is to blame, such as ``actions[0, 1] (pricing)``.
        bound: the rule or limit that it broke.
        value: the value got, as text.
        row: row of the batch that is to blame, or None.
        retry_after: seconds after which the same call may succeed; 0 if waiting does not help.
    """

    reason: str = ""
    field: str = ""
    bound: str = ""
    value: str = ""
    row: int | None = None
    retry_after: float = 0.0


class InvalidValueError(LoanTwinError, ValueError):
    """A value, shape, dtype, action, configuration or saved state that is refused; nothing has changed."""


class UnknownNameError(LoanTwinError, LookupError):
    """No preset, scenario, policy, environment or field of this name."""


class SessionLostError(LoanTwinError, LookupError):
    """The server does not have the session: closed, expired after not being used, or of another server."""


class ResetNeededError(LoanTwinError, ResetNeeded):
    """A step before the first reset, or after the end of an episode."""


class StateError(LoanTwinError, RuntimeError):
    """The call does not fit the state of the session."""


class ClosedError(StateError, ClosedEnvironmentError):
    """The environment was closed."""


class ResourceLimitError(LoanTwinError, RuntimeError):
    """The call asks for more memory, sessions or bytes than the server allows."""


class AuthenticationError(LoanTwinError, PermissionError):
    """No token, or one that is unknown, expired, revoked, or not for this method."""


class ServerUnavailableError(LoanTwinError, ConnectionError):
    """No server answers."""


class DeadlineError(LoanTwinError, TimeoutError):
    """No answer came in time."""


class NotAvailableError(LoanTwinError, NotImplementedError):
    """This server cannot do that."""


class ServerError(LoanTwinError, RuntimeError):
    """A fault of the server."""


class ServerStartError(LoanTwinError, RuntimeError):
    """The server could not be started; the text has its own words."""


_BY_CODE: dict[grpc.StatusCode, type[LoanTwinError]] = {
    grpc.StatusCode.INVALID_ARGUMENT: InvalidValueError,
    grpc.StatusCode.OUT_OF_RANGE: InvalidValueError,
    grpc.StatusCode.NOT_FOUND: UnknownNameError,
    grpc.StatusCode.FAILED_PRECONDITION: StateError,
    grpc.StatusCode.RESOURCE_EXHAUSTED: ResourceLimitError,
    grpc.StatusCode.UNAUTHENTICATED: AuthenticationError,
    grpc.StatusCode.PERMISSION_DENIED: AuthenticationError,
    grpc.StatusCode.UNAVAILABLE: ServerUnavailableError,
    grpc.StatusCode.DEADLINE_EXCEEDED: DeadlineError,
    grpc.StatusCode.UNIMPLEMENTED: NotAvailableError,
}
_BY_REASON: dict[int, type[LoanTwinError]] = {
    error_pb2.REASON_UNKNOWN_SESSION: SessionLostError,
    error_pb2.REASON_SESSION_EXPIRED: SessionLostError,
    error_pb2.REASON_NEEDS_RESET: ResetNeededError,
    error_pb2.REASON_EPISODE_ENDED: ResetNeededError,
}


def detail_of(status: error_pb2.RpcStatus) -> error_pb2.ErrorDetail:
    """Returns what the server said for programs; empty if it said nothing."""
    detail = error_pb2.ErrorDetail()
    if status.details:
        status.details[0].Unpack(detail)
    return detail


def from_rpc(error: grpc.RpcError, address: str) -> LoanTwinError:
    """Returns the exception for a failed call."""
    status = error_pb2.RpcStatus()
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            status.ParseFromString(value)
    detail, code = detail_of(status), error.code()
    text = error.details() or code.name
    if code is grpc.StatusCode.UNAVAILABLE and not detail.reason:
        text = (
            f"no LoanTwin server answers at {address} ({text}).\nMaybe it was stopped, or was never started (./twin"
            " serve): then make a new environment and restore() what save() gave, or begin anew with reset()."
        )
    return _made(code, text, detail)


def from_status(status: error_pb2.RpcStatus) -> LoanTwinError:
    """Returns the exception for a message of a stream that was refused."""
    code = next((known for known in grpc.StatusCode if known.value[0] == status.code), grpc.StatusCode.UNKNOWN)
    return _made(code, status.message, detail_of(status))


def _made(code: grpc.StatusCode, text: str, detail: error_pb2.ErrorDetail) -> LoanTwinError:
    made = _BY_REASON.get(detail.reason, _BY_CODE.get(code, ServerError))(text)
    made.reason = error_pb2.Reason.Name(detail.reason).removeprefix("REASON_") if detail.reason else ""
    made.field, made.bound, made.value = detail.field, detail.bound, detail.value
    made.row = detail.row if detail.HasField("row") else None
    made.retry_after = detail.retry_after_ms / 1000.0
    return made
