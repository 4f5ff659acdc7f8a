from loantwin.v1 import array_pb2 as _array_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Activation(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ACTIVATION_UNSPECIFIED: _ClassVar[Activation]
    ACTIVATION_TANH: _ClassVar[Activation]
    ACTIVATION_RELU: _ClassVar[Activation]
    ACTIVATION_IDENTITY: _ClassVar[Activation]
ACTIVATION_UNSPECIFIED: Activation
ACTIVATION_TANH: Activation
ACTIVATION_RELU: Activation
ACTIVATION_IDENTITY: Activation

class World(_message.Message):
    __slots__ = ("preset", "yaml", "scenario", "overrides")
    class OverridesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    PRESET_FIELD_NUMBER: _ClassVar[int]
    YAML_FIELD_NUMBER: _ClassVar[int]
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    OVERRIDES_FIELD_NUMBER: _ClassVar[int]
    preset: str
    yaml: str
    scenario: str
    overrides: _containers.ScalarMap[str, str]
    def __init__(self, preset: _Optional[str] = ..., yaml: _Optional[str] = ..., scenario: _Optional[str] = ..., overrides: _Optional[_Mapping[str, str]] = ...) -> None: ...

class NetworkPolicy(_message.Message):
    __slots__ = ("layer_sizes", "hidden", "output", "npz")
    LAYER_SIZES_FIELD_NUMBER: _ClassVar[int]
    HIDDEN_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_FIELD_NUMBER: _ClassVar[int]
    NPZ_FIELD_NUMBER: _ClassVar[int]
    layer_sizes: _containers.RepeatedScalarFieldContainer[int]
    hidden: Activation
    output: Activation
    npz: bytes
    def __init__(self, layer_sizes: _Optional[_Iterable[int]] = ..., hidden: _Optional[_Union[Activation, str]] = ..., output: _Optional[_Union[Activation, str]] = ..., npz: _Optional[bytes] = ...) -> None: ...

class PolicySpec(_message.Message):
    __slots__ = ("name", "trained", "network", "actions")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TRAINED_FIELD_NUMBER: _ClassVar[int]
    NETWORK_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    name: str
    trained: str
    network: NetworkPolicy
    actions: _array_pb2.NDArray
    def __init__(self, name: _Optional[str] = ..., trained: _Optional[str] = ..., network: _Optional[_Union[NetworkPolicy, _Mapping]] = ..., actions: _Optional[_Union[_array_pb2.NDArray, _Mapping]] = ...) -> None: ...
