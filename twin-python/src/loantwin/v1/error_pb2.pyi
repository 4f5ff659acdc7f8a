from google.protobuf import any_pb2 as _any_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Reason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REASON_UNSPECIFIED: _ClassVar[Reason]
    REASON_BAD_VALUE: _ClassVar[Reason]
    REASON_BAD_SHAPE: _ClassVar[Reason]
    REASON_BAD_DTYPE: _ClassVar[Reason]
    REASON_NOT_FINITE: _ClassVar[Reason]
    REASON_OUT_OF_BOX: _ClassVar[Reason]
    REASON_BAD_CONFIG: _ClassVar[Reason]
    REASON_UNKNOWN_NAME: _ClassVar[Reason]
    REASON_UNKNOWN_SESSION: _ClassVar[Reason]
    REASON_SESSION_EXPIRED: _ClassVar[Reason]
    REASON_NEEDS_RESET: _ClassVar[Reason]
    REASON_EPISODE_ENDED: _ClassVar[Reason]
    REASON_STALE_STEP_INDEX: _ClassVar[Reason]
    REASON_OTHER_CALL_SAME_INDEX: _ClassVar[Reason]
    REASON_BAD_STATE: _ClassVar[Reason]
    REASON_OVER_MEMORY: _ClassVar[Reason]
    REASON_QUOTA: _ClassVar[Reason]
    REASON_TOO_LARGE: _ClassVar[Reason]
    REASON_UNAUTHENTICATED: _ClassVar[Reason]
    REASON_NO_SCOPE: _ClassVar[Reason]
    REASON_DRAINING: _ClassVar[Reason]
    REASON_CANCELLED: _ClassVar[Reason]
    REASON_INTERNAL: _ClassVar[Reason]
    REASON_NOT_AVAILABLE: _ClassVar[Reason]
REASON_UNSPECIFIED: Reason
REASON_BAD_VALUE: Reason
REASON_BAD_SHAPE: Reason
REASON_BAD_DTYPE: Reason
REASON_NOT_FINITE: Reason
REASON_OUT_OF_BOX: Reason
REASON_BAD_CONFIG: Reason
REASON_UNKNOWN_NAME: Reason
REASON_UNKNOWN_SESSION: Reason
REASON_SESSION_EXPIRED: Reason
REASON_NEEDS_RESET: Reason
REASON_EPISODE_ENDED: Reason
REASON_STALE_STEP_INDEX: Reason
REASON_OTHER_CALL_SAME_INDEX: Reason
REASON_BAD_STATE: Reason
REASON_OVER_MEMORY: Reason
REASON_QUOTA: Reason
REASON_TOO_LARGE: Reason
REASON_UNAUTHENTICATED: Reason
REASON_NO_SCOPE: Reason
REASON_DRAINING: Reason
REASON_CANCELLED: Reason
REASON_INTERNAL: Reason
REASON_NOT_AVAILABLE: Reason

class ErrorDetail(_message.Message):
    __slots__ = ("reason", "field", "bound", "value", "help", "retry_after_ms", "row")
    REASON_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    BOUND_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    HELP_FIELD_NUMBER: _ClassVar[int]
    RETRY_AFTER_MS_FIELD_NUMBER: _ClassVar[int]
    ROW_FIELD_NUMBER: _ClassVar[int]
    reason: Reason
    field: str
    bound: str
    value: str
    help: str
    retry_after_ms: int
    row: int
    def __init__(self, reason: _Optional[_Union[Reason, str]] = ..., field: _Optional[str] = ..., bound: _Optional[str] = ..., value: _Optional[str] = ..., help: _Optional[str] = ..., retry_after_ms: _Optional[int] = ..., row: _Optional[int] = ...) -> None: ...

class RpcStatus(_message.Message):
    __slots__ = ("code", "message", "details")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    code: int
    message: str
    details: _containers.RepeatedCompositeFieldContainer[_any_pb2.Any]
    def __init__(self, code: _Optional[int] = ..., message: _Optional[str] = ..., details: _Optional[_Iterable[_Union[_any_pb2.Any, _Mapping]]] = ...) -> None: ...
