from loantwin.v1 import array_pb2 as _array_pb2
from loantwin.v1 import world_pb2 as _world_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RenderMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RENDER_MODE_UNSPECIFIED: _ClassVar[RenderMode]
    RENDER_MODE_ANSI: _ClassVar[RenderMode]
    RENDER_MODE_RGB_ARRAY: _ClassVar[RenderMode]
RENDER_MODE_UNSPECIFIED: RenderMode
RENDER_MODE_ANSI: RenderMode
RENDER_MODE_RGB_ARRAY: RenderMode

class RolloutRequest(_message.Message):
    __slots__ = ("session_id", "step_index", "steps", "policy", "record")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    RECORD_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    step_index: int
    steps: int
    policy: _world_pb2.PolicySpec
    record: bool
    def __init__(self, session_id: _Optional[str] = ..., step_index: _Optional[int] = ..., steps: _Optional[int] = ..., policy: _Optional[_Union[_world_pb2.PolicySpec, _Mapping]] = ..., record: bool = ...) -> None: ...

class RolloutResponse(_message.Message):
    __slots__ = ("step_index", "steps", "rewards", "reward_vectors", "terminated", "truncated", "begins", "observations", "actions", "infos", "last_observations", "simulator_ns")
    STEP_INDEX_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    REWARDS_FIELD_NUMBER: _ClassVar[int]
    REWARD_VECTORS_FIELD_NUMBER: _ClassVar[int]
    TERMINATED_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    BEGINS_FIELD_NUMBER: _ClassVar[int]
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    INFOS_FIELD_NUMBER: _ClassVar[int]
    LAST_OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    SIMULATOR_NS_FIELD_NUMBER: _ClassVar[int]
    step_index: int
    steps: int
    rewards: _array_pb2.NDArray
    reward_vectors: _array_pb2.NDArray
    terminated: _array_pb2.NDArray
    truncated: _array_pb2.NDArray
    begins: _array_pb2.NDArray
    observations: _array_pb2.NDArray
    actions: _array_pb2.NDArray
    infos: _array_pb2.NDArray
    last_observations: _array_pb2.NDArray
    simulator_ns: int
    def __init__(self, step_index: _Optional[int] = ..., steps: _Optional[int] = ..., rewards: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., reward_vectors: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., terminated: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., truncated: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., begins: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., observations: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., actions: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., infos: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., last_observations: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., simulator_ns: _Optional[int] = ...) -> None: ...

class ReplayScenarioRequest(_message.Message):
    __slots__ = ("world", "policy", "seed")
    WORLD_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    world: _world_pb2.World
    policy: _world_pb2.PolicySpec
    seed: int
    def __init__(self, world: _Optional[_Union[_world_pb2.World, _Mapping]] = ..., policy: _Optional[_Union[_world_pb2.PolicySpec, _Mapping]] = ..., seed: _Optional[int] = ...) -> None: ...

class ReplayScenarioResponse(_message.Message):
    __slots__ = ("start", "month", "event", "end")
    START_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    start: ReplayStart
    month: ReplayMonth
    event: ReplayEvent
    end: ReplayEnd
    def __init__(self, start: _Optional[_Union[ReplayStart, _Mapping]] = ..., month: _Optional[_Union[ReplayMonth, _Mapping]] = ..., event: _Optional[_Union[ReplayEvent, _Mapping]] = ..., end: _Optional[_Union[ReplayEnd, _Mapping]] = ...) -> None: ...

class ReplayStart(_message.Message):
    __slots__ = ("columns", "start_epoch_day", "config_hash", "scenario_title", "values")
    COLUMNS_FIELD_NUMBER: _ClassVar[int]
    START_EPOCH_DAY_FIELD_NUMBER: _ClassVar[int]
    CONFIG_HASH_FIELD_NUMBER: _ClassVar[int]
    SCENARIO_TITLE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    columns: _containers.RepeatedScalarFieldContainer[str]
    start_epoch_day: int
    config_hash: str
    scenario_title: str
    values: _array_pb2.NDArray
    def __init__(self, columns: _Optional[_Iterable[str]] = ..., start_epoch_day: _Optional[int] = ..., config_hash: _Optional[str] = ..., scenario_title: _Optional[str] = ..., values: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class ReplayMonth(_message.Message):
    __slots__ = ("month", "values")
    MONTH_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    month: str
    values: _array_pb2.NDArray
    def __init__(self, month: _Optional[str] = ..., values: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class ReplayEvent(_message.Message):
    __slots__ = ("epoch_day", "kind", "field", "value", "limit", "text")
    EPOCH_DAY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    epoch_day: int
    kind: str
    field: str
    value: float
    limit: float
    text: str
    def __init__(self, epoch_day: _Optional[int] = ..., kind: _Optional[str] = ..., field: _Optional[str] = ..., value: _Optional[float] = ..., limit: _Optional[float] = ..., text: _Optional[str] = ...) -> None: ...

class ReplayEnd(_message.Message):
    __slots__ = ("steps", "episode_return", "terminated", "state_hash")
    STEPS_FIELD_NUMBER: _ClassVar[int]
    EPISODE_RETURN_FIELD_NUMBER: _ClassVar[int]
    TERMINATED_FIELD_NUMBER: _ClassVar[int]
    STATE_HASH_FIELD_NUMBER: _ClassVar[int]
    steps: int
    episode_return: float
    terminated: bool
    state_hash: int
    def __init__(self, steps: _Optional[int] = ..., episode_return: _Optional[float] = ..., terminated: bool = ..., state_hash: _Optional[int] = ...) -> None: ...

class RenderRequest(_message.Message):
    __slots__ = ("session_id", "env", "mode", "width", "height")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    ENV_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    env: int
    mode: RenderMode
    width: int
    height: int
    def __init__(self, session_id: _Optional[str] = ..., env: _Optional[int] = ..., mode: _Optional[_Union[RenderMode, str]] = ..., width: _Optional[int] = ..., height: _Optional[int] = ...) -> None: ...

class RenderResponse(_message.Message):
    __slots__ = ("text", "pixels")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    PIXELS_FIELD_NUMBER: _ClassVar[int]
    text: str
    pixels: _array_pb2.NDArray
    def __init__(self, text: _Optional[str] = ..., pixels: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class ActRequest(_message.Message):
    __slots__ = ("policy", "observations", "env_id", "world")
    POLICY_FIELD_NUMBER: _ClassVar[int]
    OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    ENV_ID_FIELD_NUMBER: _ClassVar[int]
    WORLD_FIELD_NUMBER: _ClassVar[int]
    policy: _world_pb2.PolicySpec
    observations: _array_pb2.NDArray
    env_id: str
    world: _world_pb2.World
    def __init__(self, policy: _Optional[_Union[_world_pb2.PolicySpec, _Mapping]] = ..., observations: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ..., env_id: _Optional[str] = ..., world: _Optional[_Union[_world_pb2.World, _Mapping]] = ...) -> None: ...

class ActResponse(_message.Message):
    __slots__ = ("actions",)
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    actions: _array_pb2.NDArray
    def __init__(self, actions: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...

class OptimizeRequest(_message.Message):
    __slots__ = ("yaml", "qps", "what_if", "sensitivity", "frontier_points")
    YAML_FIELD_NUMBER: _ClassVar[int]
    QPS_FIELD_NUMBER: _ClassVar[int]
    WHAT_IF_FIELD_NUMBER: _ClassVar[int]
    SENSITIVITY_FIELD_NUMBER: _ClassVar[int]
    FRONTIER_POINTS_FIELD_NUMBER: _ClassVar[int]
    yaml: str
    qps: str
    what_if: str
    sensitivity: bool
    frontier_points: int
    def __init__(self, yaml: _Optional[str] = ..., qps: _Optional[str] = ..., what_if: _Optional[str] = ..., sensitivity: bool = ..., frontier_points: _Optional[int] = ...) -> None: ...

class OptimizeResponse(_message.Message):
    __slots__ = ("status", "optimal", "objective", "tables", "sentences", "milliseconds")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    OPTIMAL_FIELD_NUMBER: _ClassVar[int]
    OBJECTIVE_FIELD_NUMBER: _ClassVar[int]
    TABLES_FIELD_NUMBER: _ClassVar[int]
    SENTENCES_FIELD_NUMBER: _ClassVar[int]
    MILLISECONDS_FIELD_NUMBER: _ClassVar[int]
    status: str
    optimal: bool
    objective: float
    tables: _containers.RepeatedCompositeFieldContainer[_array_pb2.Table]
    sentences: _containers.RepeatedScalarFieldContainer[str]
    milliseconds: float
    def __init__(self, status: _Optional[str] = ..., optimal: bool = ..., objective: _Optional[float] = ..., tables: _Optional[_Iterable[_Union[_array_pb2.Table, _Mapping]]] = ..., sentences: _Optional[_Iterable[str]] = ..., milliseconds: _Optional[float] = ...) -> None: ...

class CounterfactualRequest(_message.Message):
    __slots__ = ("world", "base", "alternative", "from_day", "seeds")
    WORLD_FIELD_NUMBER: _ClassVar[int]
    BASE_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVE_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    SEEDS_FIELD_NUMBER: _ClassVar[int]
    world: _world_pb2.World
    base: _world_pb2.PolicySpec
    alternative: _world_pb2.PolicySpec
    from_day: int
    seeds: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, world: _Optional[_Union[_world_pb2.World, _Mapping]] = ..., base: _Optional[_Union[_world_pb2.PolicySpec, _Mapping]] = ..., alternative: _Optional[_Union[_world_pb2.PolicySpec, _Mapping]] = ..., from_day: _Optional[int] = ..., seeds: _Optional[_Iterable[int]] = ...) -> None: ...

class CounterfactualResponse(_message.Message):
    __slots__ = ("tables", "sentences", "config_hash")
    TABLES_FIELD_NUMBER: _ClassVar[int]
    SENTENCES_FIELD_NUMBER: _ClassVar[int]
    CONFIG_HASH_FIELD_NUMBER: _ClassVar[int]
    tables: _containers.RepeatedCompositeFieldContainer[_array_pb2.Table]
    sentences: _containers.RepeatedScalarFieldContainer[str]
    config_hash: str
    def __init__(self, tables: _Optional[_Iterable[_Union[_array_pb2.Table, _Mapping]]] = ..., sentences: _Optional[_Iterable[str]] = ..., config_hash: _Optional[str] = ...) -> None: ...
