"""Which world, and who decides in it: Python values to messages."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Union

import numpy as np

from loantwin._arrays import pack
from loantwin.v1 import world_pb2

Policy = Union[str, np.ndarray, Sequence[Sequence[float]], "Network", "Trained"]
_ACTIVATIONS = {
    "tanh": world_pb2.ACTIVATION_TANH,
    "relu": world_pb2.ACTIVATION_RELU,
    "identity": world_pb2.ACTIVATION_IDENTITY,
}


class Trained:
    """A trained policy that the server offers (``loantwin.server_info().trained_policies``).

    Args:
        name: its name on the server.
    """

    def __init__(self, name: str) -> None:
        self.name = name


class Network:
    """A feed-forward policy given by its weights, run by the server on normalised observations.

    Args:
        weights: matrices, layer by layer, of shape (inputs, outputs); the first has 13 inputs, the last 3 outputs.
        biases: vectors of shape (outputs).
        hidden: what ends the hidden layers: tanh, relu or identity.
        output: what ends the last layer; the result is clipped to [-1, 1] and scaled to the bounds of the actions.
    """

    def __init__(
        self,
        weights: Sequence[np.ndarray],
        biases: Sequence[np.ndarray],
        hidden: str = "tanh",
        output: str = "tanh",
    ) -> None:
        if len(weights) != len(biases):
            raise ValueError(f"as many biases as weights are needed, got {len(weights)} weights and {len(biases)} biases.")
        self.weights = [np.asarray(w) for w in weights]
        self.biases = [np.asarray(b) for b in biases]
        self.hidden = _activation("hidden", hidden)
        self.output = _activation("output", output)

    def message(self) -> world_pb2.NetworkPolicy:
        """Returns the message."""
        file = io.BytesIO()
        named = {f"w{i}": w for i, w in enumerate(self.weights)} | {f"b{i}": b for i, b in enumerate(self.biases)}
        np.savez(file, **named)
        sizes = [self.weights[0].shape[0], *(w.shape[1] for w in self.weights)]
        return world_pb2.NetworkPolicy(
            layer_sizes=sizes, hidden=self.hidden, output=self.output, npz=file.getvalue()
        )


def _activation(name: str, value: str) -> Any:
    if value not in _ACTIVATIONS:
        raise ValueError(f"{name} must be one of {', '.join(_ACTIVATIONS)}, got {value!r}.")
    return _ACTIVATIONS[value]


def world(
    preset: str | None = None,
    config: str | Path | None = None,
    scenario: str | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> world_pb2.World:
    """Returns which world is meant: a preset or a whole configuration, then a scenario, then single values.

    Args:
        preset: default, weekly or three-years.
        config: a configuration as YAML text, or the path of a file with it (it may begin with ``extends: default``).
        scenario: name of a scenario, see :func:`loantwin.scenarios`.
        overrides: dotted key path to value, such as ``{"episode.initialLoans": 5000}``.
    """
    if preset is not None and config is not None:
        raise ValueError("either preset or config can be given, got both.")
    made = world_pb2.World(scenario=scenario or "")
    if config is not None:
        made.yaml = config if isinstance(config, str) and "\n" in config else Path(config).read_text(encoding="utf-8")
    elif preset is not None:
        made.preset = preset
    for key, value in (overrides or {}).items():
        made.overrides[key] = value if isinstance(value, str) else json.dumps(value)
    return made


def policy_spec(policy: Policy) -> world_pb2.PolicySpec:
    """Returns who decides: a name ("hold", "random", "constant:0.05,0,0"), actions, a Network or a Trained policy."""
    if isinstance(policy, str):
        return world_pb2.PolicySpec(name=policy)
    if isinstance(policy, Network):
        return world_pb2.PolicySpec(network=policy.message())
    if isinstance(policy, Trained):
        return world_pb2.PolicySpec(trained=policy.name)
    return world_pb2.PolicySpec(actions=pack(policy, np.float32))
