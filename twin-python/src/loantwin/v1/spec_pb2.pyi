from loantwin.v1 import array_pb2 as _array_pb2
from loantwin.v1 import world_pb2 as _world_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class HandshakeRequest(_message.Message):
    __slots__ = ("client_name", "client_version", "protocol_version")
    CLIENT_NAME_FIELD_NUMBER: _ClassVar[int]
    CLIENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    PROTOCOL_VERSION_FIELD_NUMBER: _ClassVar[int]
    client_name: str
    client_version: str
    protocol_version: int
    def __init__(self, client_name: _Optional[str] = ..., client_version: _Optional[str] = ..., protocol_version: _Optional[int] = ...) -> None: ...

class HandshakeResponse(_message.Message):
    __slots__ = ("server_version", "protocol_version_min", "protocol_version_max", "default_config_hash", "capabilities", "env_ids", "limits")
    SERVER_VERSION_FIELD_NUMBER: _ClassVar[int]
    PROTOCOL_VERSION_MIN_FIELD_NUMBER: _ClassVar[int]
    PROTOCOL_VERSION_MAX_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_CONFIG_HASH_FIELD_NUMBER: _ClassVar[int]
    CAPABILITIES_FIELD_NUMBER: _ClassVar[int]
    ENV_IDS_FIELD_NUMBER: _ClassVar[int]
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    server_version: str
    protocol_version_min: int
    protocol_version_max: int
    default_config_hash: str
    capabilities: _containers.RepeatedScalarFieldContainer[str]
    env_ids: _containers.RepeatedScalarFieldContainer[str]
    limits: Limits
    def __init__(self, server_version: _Optional[str] = ..., protocol_version_min: _Optional[int] = ..., protocol_version_max: _Optional[int] = ..., default_config_hash: _Optional[str] = ..., capabilities: _Optional[_Iterable[str]] = ..., env_ids: _Optional[_Iterable[str]] = ..., limits: _Optional[_Union[Limits, _Mapping]] = ...) -> None: ...

class Limits(_message.Message):
    __slots__ = ("max_message_bytes", "max_batch_message_bytes", "max_sessions_per_client", "max_sessions", "max_envs_per_session", "max_session_bytes", "session_idle_ms", "max_call_ms")
    MAX_MESSAGE_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_BATCH_MESSAGE_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_SESSIONS_PER_CLIENT_FIELD_NUMBER: _ClassVar[int]
    MAX_SESSIONS_FIELD_NUMBER: _ClassVar[int]
    MAX_ENVS_PER_SESSION_FIELD_NUMBER: _ClassVar[int]
    MAX_SESSION_BYTES_FIELD_NUMBER: _ClassVar[int]
    SESSION_IDLE_MS_FIELD_NUMBER: _ClassVar[int]
    MAX_CALL_MS_FIELD_NUMBER: _ClassVar[int]
    max_message_bytes: int
    max_batch_message_bytes: int
    max_sessions_per_client: int
    max_sessions: int
    max_envs_per_session: int
    max_session_bytes: int
    session_idle_ms: int
    max_call_ms: int
    def __init__(self, max_message_bytes: _Optional[int] = ..., max_batch_message_bytes: _Optional[int] = ..., max_sessions_per_client: _Optional[int] = ..., max_sessions: _Optional[int] = ..., max_envs_per_session: _Optional[int] = ..., max_session_bytes: _Optional[int] = ..., session_idle_ms: _Optional[int] = ..., max_call_ms: _Optional[int] = ...) -> None: ...

class ListScenariosRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListScenariosResponse(_message.Message):
    __slots__ = ("scenarios", "presets")
    SCENARIOS_FIELD_NUMBER: _ClassVar[int]
    PRESETS_FIELD_NUMBER: _ClassVar[int]
    scenarios: _containers.RepeatedCompositeFieldContainer[ScenarioEntry]
    presets: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, scenarios: _Optional[_Iterable[_Union[ScenarioEntry, _Mapping]]] = ..., presets: _Optional[_Iterable[str]] = ...) -> None: ...

class ScenarioEntry(_message.Message):
    __slots__ = ("name", "title", "description", "source", "start", "months")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    MONTHS_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    description: str
    source: str
    start: str
    months: int
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., source: _Optional[str] = ..., start: _Optional[str] = ..., months: _Optional[int] = ...) -> None: ...

class GetSpecRequest(_message.Message):
    __slots__ = ("env_id", "world")
    ENV_ID_FIELD_NUMBER: _ClassVar[int]
    WORLD_FIELD_NUMBER: _ClassVar[int]
    env_id: str
    world: _world_pb2.World
    def __init__(self, env_id: _Optional[str] = ..., world: _Optional[_Union[_world_pb2.World, _Mapping]] = ...) -> None: ...

class BoxSpace(_message.Message):
    __slots__ = ("names", "low", "high")
    NAMES_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    names: _containers.RepeatedScalarFieldContainer[str]
    low: _array_pb2.NDArray
    high: _array_pb2.NDArray
    def __init__(self, names: _Optional[_Iterable[str]] = ..., low: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., high: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class InfoFieldSpec(_message.Message):
    __slots__ = ("name", "label", "unit", "kind")
    class Unit(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        UNIT_UNSPECIFIED: _ClassVar[InfoFieldSpec.Unit]
        UNIT_MONEY: _ClassVar[InfoFieldSpec.Unit]
        UNIT_RATE: _ClassVar[InfoFieldSpec.Unit]
        UNIT_MULTIPLE: _ClassVar[InfoFieldSpec.Unit]
        UNIT_SCORE: _ClassVar[InfoFieldSpec.Unit]
        UNIT_INDEX: _ClassVar[InfoFieldSpec.Unit]
        UNIT_COUNT: _ClassVar[InfoFieldSpec.Unit]
        UNIT_DAYS: _ClassVar[InfoFieldSpec.Unit]
    UNIT_UNSPECIFIED: InfoFieldSpec.Unit
    UNIT_MONEY: InfoFieldSpec.Unit
    UNIT_RATE: InfoFieldSpec.Unit
    UNIT_MULTIPLE: InfoFieldSpec.Unit
    UNIT_SCORE: InfoFieldSpec.Unit
    UNIT_INDEX: InfoFieldSpec.Unit
    UNIT_COUNT: InfoFieldSpec.Unit
    UNIT_DAYS: InfoFieldSpec.Unit
    class Kind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        KIND_UNSPECIFIED: _ClassVar[InfoFieldSpec.Kind]
        KIND_FLOW: _ClassVar[InfoFieldSpec.Kind]
        KIND_STOCK: _ClassVar[InfoFieldSpec.Kind]
        KIND_RATIO: _ClassVar[InfoFieldSpec.Kind]
    KIND_UNSPECIFIED: InfoFieldSpec.Kind
    KIND_FLOW: InfoFieldSpec.Kind
    KIND_STOCK: InfoFieldSpec.Kind
    KIND_RATIO: InfoFieldSpec.Kind
    NAME_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    name: str
    label: str
    unit: InfoFieldSpec.Unit
    kind: InfoFieldSpec.Kind
    def __init__(self, name: _Optional[str] = ..., label: _Optional[str] = ..., unit: _Optional[_Union[InfoFieldSpec.Unit, str]] = ..., kind: _Optional[_Union[InfoFieldSpec.Kind, str]] = ...) -> None: ...

class GetSpecResponse(_message.Message):
    __slots__ = ("env_id", "observation_space", "action_space", "info_fields", "reward_names", "reward_weights", "max_episode_steps", "simulation_days", "decision_days", "initial_loans", "max_portfolio_size", "config_hash", "config_yaml", "normalized_offset", "normalized_scale", "products", "bytes_per_env", "start_epoch_day")
    ENV_ID_FIELD_NUMBER: _ClassVar[int]
    OBSERVATION_SPACE_FIELD_NUMBER: _ClassVar[int]
    ACTION_SPACE_FIELD_NUMBER: _ClassVar[int]
    INFO_FIELDS_FIELD_NUMBER: _ClassVar[int]
    REWARD_NAMES_FIELD_NUMBER: _ClassVar[int]
    REWARD_WEIGHTS_FIELD_NUMBER: _ClassVar[int]
    MAX_EPISODE_STEPS_FIELD_NUMBER: _ClassVar[int]
    SIMULATION_DAYS_FIELD_NUMBER: _ClassVar[int]
    DECISION_DAYS_FIELD_NUMBER: _ClassVar[int]
    INITIAL_LOANS_FIELD_NUMBER: _ClassVar[int]
    MAX_PORTFOLIO_SIZE_FIELD_NUMBER: _ClassVar[int]
    CONFIG_HASH_FIELD_NUMBER: _ClassVar[int]
    CONFIG_YAML_FIELD_NUMBER: _ClassVar[int]
    NORMALIZED_OFFSET_FIELD_NUMBER: _ClassVar[int]
    NORMALIZED_SCALE_FIELD_NUMBER: _ClassVar[int]
    PRODUCTS_FIELD_NUMBER: _ClassVar[int]
    BYTES_PER_ENV_FIELD_NUMBER: _ClassVar[int]
    START_EPOCH_DAY_FIELD_NUMBER: _ClassVar[int]
    env_id: str
    observation_space: BoxSpace
    action_space: BoxSpace
    info_fields: _containers.RepeatedCompositeFieldContainer[InfoFieldSpec]
    reward_names: _containers.RepeatedScalarFieldContainer[str]
    reward_weights: _array_pb2.NDArray
    max_episode_steps: int
    simulation_days: int
    decision_days: int
    initial_loans: int
    max_portfolio_size: int
    config_hash: str
    config_yaml: str
    normalized_offset: _array_pb2.NDArray
    normalized_scale: _array_pb2.NDArray
    products: _containers.RepeatedScalarFieldContainer[str]
    bytes_per_env: int
    start_epoch_day: int
    def __init__(self, env_id: _Optional[str] = ..., observation_space: _Optional[_Union[BoxSpace, _Mapping]] = ..., action_space: _Optional[_Union[BoxSpace, _Mapping]] = ..., info_fields: _Optional[_Iterable[_Union[InfoFieldSpec, _Mapping]]] = ..., reward_names: _Optional[_Iterable[str]] = ..., reward_weights: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., max_episode_steps: _Optional[int] = ..., simulation_days: _Optional[int] = ..., decision_days: _Optional[int] = ..., initial_loans: _Optional[int] = ..., max_portfolio_size: _Optional[int] = ..., config_hash: _Optional[str] = ..., config_yaml: _Optional[str] = ..., normalized_offset: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., normalized_scale: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., products: _Optional[_Iterable[str]] = ..., bytes_per_env: _Optional[int] = ..., start_epoch_day: _Optional[int] = ...) -> None: ...

class ServerInfoRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ServerInfoResponse(_message.Message):
    __slots__ = ("server_version", "uptime_ms", "own_sessions", "sessions", "session_bytes", "max_session_bytes_total", "threads", "draining", "limits", "trained_policies", "caller", "own")
    SERVER_VERSION_FIELD_NUMBER: _ClassVar[int]
    UPTIME_MS_FIELD_NUMBER: _ClassVar[int]
    OWN_SESSIONS_FIELD_NUMBER: _ClassVar[int]
    SESSIONS_FIELD_NUMBER: _ClassVar[int]
    SESSION_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_SESSION_BYTES_TOTAL_FIELD_NUMBER: _ClassVar[int]
    THREADS_FIELD_NUMBER: _ClassVar[int]
    DRAINING_FIELD_NUMBER: _ClassVar[int]
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    TRAINED_POLICIES_FIELD_NUMBER: _ClassVar[int]
    CALLER_FIELD_NUMBER: _ClassVar[int]
    OWN_FIELD_NUMBER: _ClassVar[int]
    server_version: str
    uptime_ms: int
    own_sessions: int
    sessions: int
    session_bytes: int
    max_session_bytes_total: int
    threads: int
    draining: bool
    limits: Limits
    trained_policies: _containers.RepeatedScalarFieldContainer[str]
    caller: str
    own: _containers.RepeatedCompositeFieldContainer[SessionEntry]
    def __init__(self, server_version: _Optional[str] = ..., uptime_ms: _Optional[int] = ..., own_sessions: _Optional[int] = ..., sessions: _Optional[int] = ..., session_bytes: _Optional[int] = ..., max_session_bytes_total: _Optional[int] = ..., threads: _Optional[int] = ..., draining: bool = ..., limits: _Optional[_Union[Limits, _Mapping]] = ..., trained_policies: _Optional[_Iterable[str]] = ..., caller: _Optional[str] = ..., own: _Optional[_Iterable[_Union[SessionEntry, _Mapping]]] = ...) -> None: ...

class SessionEntry(_message.Message):
    __slots__ = ("session_id", "num_envs", "step_index", "idle_ms", "bytes")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    NUM_ENVS_FIELD_NUMBER: _ClassVar[int]
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    IDLE_MS_FIELD_NUMBER: _ClassVar[int]
    BYTES_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    num_envs: int
    step_index: int
    idle_ms: int
    bytes: int
    def __init__(self, session_id: _Optional[str] = ..., num_envs: _Optional[int] = ..., step_index: _Optional[int] = ..., idle_ms: _Optional[int] = ..., bytes: _Optional[int] = ...) -> None: ...
