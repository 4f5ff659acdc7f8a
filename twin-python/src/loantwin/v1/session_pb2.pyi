from loantwin.v1 import array_pb2 as _array_pb2
from loantwin.v1 import error_pb2 as _error_pb2
from loantwin.v1 import world_pb2 as _world_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AutoresetMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AUTORESET_MODE_UNSPECIFIED: _ClassVar[AutoresetMode]
    AUTORESET_MODE_NEXT_STEP: _ClassVar[AutoresetMode]
    AUTORESET_MODE_SAME_STEP: _ClassVar[AutoresetMode]
    AUTORESET_MODE_DISABLED: _ClassVar[AutoresetMode]

class InfoMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    INFO_MODE_UNSPECIFIED: _ClassVar[InfoMode]
    INFO_MODE_ALL: _ClassVar[InfoMode]
    INFO_MODE_NONE: _ClassVar[InfoMode]
    INFO_MODE_SELECTED: _ClassVar[InfoMode]
AUTORESET_MODE_UNSPECIFIED: AutoresetMode
AUTORESET_MODE_NEXT_STEP: AutoresetMode
AUTORESET_MODE_SAME_STEP: AutoresetMode
AUTORESET_MODE_DISABLED: AutoresetMode
INFO_MODE_UNSPECIFIED: InfoMode
INFO_MODE_ALL: InfoMode
INFO_MODE_NONE: InfoMode
INFO_MODE_SELECTED: InfoMode

class CreateSessionRequest(_message.Message):
    __slots__ = ("env_id", "world", "num_envs", "autoreset_mode", "info_mode", "info_fields", "record_history")
    ENV_ID_FIELD_NUMBER: _ClassVar[int]
    WORLD_FIELD_NUMBER: _ClassVar[int]
    NUM_ENVS_FIELD_NUMBER: _ClassVar[int]
    AUTORESET_MODE_FIELD_NUMBER: _ClassVar[int]
    INFO_MODE_FIELD_NUMBER: _ClassVar[int]
    INFO_FIELDS_FIELD_NUMBER: _ClassVar[int]
    RECORD_HISTORY_FIELD_NUMBER: _ClassVar[int]
    env_id: str
    world: _world_pb2.World
    num_envs: int
    autoreset_mode: AutoresetMode
    info_mode: InfoMode
    info_fields: _containers.RepeatedScalarFieldContainer[str]
    record_history: bool
    def __init__(self, env_id: _Optional[str] = ..., world: _Optional[_Union[_world_pb2.World, _Mapping]] = ..., num_envs: _Optional[int] = ..., autoreset_mode: _Optional[_Union[AutoresetMode, str]] = ..., info_mode: _Optional[_Union[InfoMode, str]] = ..., info_fields: _Optional[_Iterable[str]] = ..., record_history: bool = ...) -> None: ...

class CreateSessionResponse(_message.Message):
    __slots__ = ("session_id", "num_envs", "info_fields", "config_hash", "session_bytes", "idle_ms", "step_index")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    NUM_ENVS_FIELD_NUMBER: _ClassVar[int]
    INFO_FIELDS_FIELD_NUMBER: _ClassVar[int]
    CONFIG_HASH_FIELD_NUMBER: _ClassVar[int]
    SESSION_BYTES_FIELD_NUMBER: _ClassVar[int]
    IDLE_MS_FIELD_NUMBER: _ClassVar[int]
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    num_envs: int
    info_fields: _containers.RepeatedScalarFieldContainer[str]
    config_hash: str
    session_bytes: int
    idle_ms: int
    step_index: int
    def __init__(self, session_id: _Optional[str] = ..., num_envs: _Optional[int] = ..., info_fields: _Optional[_Iterable[str]] = ..., config_hash: _Optional[str] = ..., session_bytes: _Optional[int] = ..., idle_ms: _Optional[int] = ..., step_index: _Optional[int] = ...) -> None: ...

class ResetOptions(_message.Message):
    __slots__ = ("regime", "delinquency_stress", "capital_ratio")
    REGIME_FIELD_NUMBER: _ClassVar[int]
    DELINQUENCY_STRESS_FIELD_NUMBER: _ClassVar[int]
    CAPITAL_RATIO_FIELD_NUMBER: _ClassVar[int]
    regime: str
    delinquency_stress: float
    capital_ratio: float
    def __init__(self, regime: _Optional[str] = ..., delinquency_stress: _Optional[float] = ..., capital_ratio: _Optional[float] = ...) -> None: ...

class ResetRequest(_message.Message):
    __slots__ = ("session_id", "step_index", "mask", "seeds", "session_seed", "options")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    MASK_FIELD_NUMBER: _ClassVar[int]
    SEEDS_FIELD_NUMBER: _ClassVar[int]
    SESSION_SEED_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    step_index: int
    mask: _array_pb2.NDArray
    seeds: _array_pb2.NDArray
    session_seed: int
    options: ResetOptions
    def __init__(self, session_id: _Optional[str] = ..., step_index: _Optional[int] = ..., mask: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., seeds: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., session_seed: _Optional[int] = ..., options: _Optional[_Union[ResetOptions, _Mapping]] = ...) -> None: ...

class ResetResponse(_message.Message):
    __slots__ = ("step_index", "observations", "infos", "seeds", "simulator_ns")
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    INFOS_FIELD_NUMBER: _ClassVar[int]
    SEEDS_FIELD_NUMBER: _ClassVar[int]
    SIMULATOR_NS_FIELD_NUMBER: _ClassVar[int]
    step_index: int
    observations: _array_pb2.NDArray
    infos: _array_pb2.NDArray
    seeds: _array_pb2.NDArray
    simulator_ns: int
    def __init__(self, step_index: _Optional[int] = ..., observations: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., infos: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., seeds: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., simulator_ns: _Optional[int] = ...) -> None: ...

class StepRequest(_message.Message):
    __slots__ = ("session_id", "step_index", "actions")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    step_index: int
    actions: _array_pb2.NDArray
    def __init__(self, session_id: _Optional[str] = ..., step_index: _Optional[int] = ..., actions: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class StepResponse(_message.Message):
    __slots__ = ("step_index", "observations", "rewards", "reward_vectors", "terminated", "truncated", "begins", "infos", "final_rows", "final_observations", "final_infos", "simulator_ns")
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    REWARDS_FIELD_NUMBER: _ClassVar[int]
    REWARD_VECTORS_FIELD_NUMBER: _ClassVar[int]
    TERMINATED_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    BEGINS_FIELD_NUMBER: _ClassVar[int]
    INFOS_FIELD_NUMBER: _ClassVar[int]
    FINAL_ROWS_FIELD_NUMBER: _ClassVar[int]
    FINAL_OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    FINAL_INFOS_FIELD_NUMBER: _ClassVar[int]
    SIMULATOR_NS_FIELD_NUMBER: _ClassVar[int]
    step_index: int
    observations: _array_pb2.NDArray
    rewards: _array_pb2.NDArray
    reward_vectors: _array_pb2.NDArray
    terminated: _array_pb2.NDArray
    truncated: _array_pb2.NDArray
    begins: _array_pb2.NDArray
    infos: _array_pb2.NDArray
    final_rows: _array_pb2.NDArray
    final_observations: _array_pb2.NDArray
    final_infos: _array_pb2.NDArray
    simulator_ns: int
    def __init__(self, step_index: _Optional[int] = ..., observations: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., rewards: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., reward_vectors: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., terminated: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., truncated: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., begins: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., infos: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., final_rows: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., final_observations: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., final_infos: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., simulator_ns: _Optional[int] = ...) -> None: ...

class StepStreamRequest(_message.Message):
    __slots__ = ("step", "reset", "echo")
    STEP_FIELD_NUMBER: _ClassVar[int]
    RESET_FIELD_NUMBER: _ClassVar[int]
    ECHO_FIELD_NUMBER: _ClassVar[int]
    step: StepRequest
    reset: ResetRequest
    echo: StepRequest
    def __init__(self, step: _Optional[_Union[StepRequest, _Mapping]] = ..., reset: _Optional[_Union[ResetRequest, _Mapping]] = ..., echo: _Optional[_Union[StepRequest, _Mapping]] = ...) -> None: ...

class StepStreamResponse(_message.Message):
    __slots__ = ("step", "reset", "error")
    STEP_FIELD_NUMBER: _ClassVar[int]
    RESET_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    step: StepResponse
    reset: ResetResponse
    error: _error_pb2.RpcStatus
    def __init__(self, step: _Optional[_Union[StepResponse, _Mapping]] = ..., reset: _Optional[_Union[ResetResponse, _Mapping]] = ..., error: _Optional[_Union[_error_pb2.RpcStatus, _Mapping]] = ...) -> None: ...

class EnvState(_message.Message):
    __slots__ = ("env", "stream_seed", "episode", "state")
    ENV_FIELD_NUMBER: _ClassVar[int]
    STREAM_SEED_FIELD_NUMBER: _ClassVar[int]
    EPISODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    env: int
    stream_seed: int
    episode: int
    state: bytes
    def __init__(self, env: _Optional[int] = ..., stream_seed: _Optional[int] = ..., episode: _Optional[int] = ..., state: _Optional[bytes] = ...) -> None: ...

class SaveRequest(_message.Message):
    __slots__ = ("session_id", "envs")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    ENVS_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    envs: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, session_id: _Optional[str] = ..., envs: _Optional[_Iterable[int]] = ...) -> None: ...

class SaveResponse(_message.Message):
    __slots__ = ("states", "config_hash", "state_hashes")
    STATES_FIELD_NUMBER: _ClassVar[int]
    CONFIG_HASH_FIELD_NUMBER: _ClassVar[int]
    STATE_HASHES_FIELD_NUMBER: _ClassVar[int]
    states: _containers.RepeatedCompositeFieldContainer[EnvState]
    config_hash: str
    state_hashes: _array_pb2.NDArray
    def __init__(self, states: _Optional[_Iterable[_Union[EnvState, _Mapping]]] = ..., config_hash: _Optional[str] = ..., state_hashes: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class RestoreRequest(_message.Message):
    __slots__ = ("session_id", "step_index", "states")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    step_index: int
    states: _containers.RepeatedCompositeFieldContainer[EnvState]
    def __init__(self, session_id: _Optional[str] = ..., step_index: _Optional[int] = ..., states: _Optional[_Iterable[_Union[EnvState, _Mapping]]] = ...) -> None: ...

class RestoreResponse(_message.Message):
    __slots__ = ("step_index", "observations", "infos")
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    INFOS_FIELD_NUMBER: _ClassVar[int]
    step_index: int
    observations: _array_pb2.NDArray
    infos: _array_pb2.NDArray
    def __init__(self, step_index: _Optional[int] = ..., observations: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., infos: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class ForkRequest(_message.Message):
    __slots__ = ("session_id", "new_keys")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    NEW_KEYS_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    new_keys: _array_pb2.NDArray
    def __init__(self, session_id: _Optional[str] = ..., new_keys: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class ForkResponse(_message.Message):
    __slots__ = ("session", "observations")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    session: CreateSessionResponse
    observations: _array_pb2.NDArray
    def __init__(self, session: _Optional[_Union[CreateSessionResponse, _Mapping]] = ..., observations: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class CloseRequest(_message.Message):
    __slots__ = ("session_id",)
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    def __init__(self, session_id: _Optional[str] = ...) -> None: ...

class CloseResponse(_message.Message):
    __slots__ = ("closed",)
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    closed: bool
    def __init__(self, closed: bool = ...) -> None: ...
