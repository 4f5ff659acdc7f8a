"""Which world, and who decides in it: Python values to messages."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

import numpy as np

from loantwin import _checks
from loantwin._arrays import pack
from loantwin.v1 import world_pb2

Policy = Union[str, np.ndarray, Sequence[Sequence[float]], "Network", "Trained"]
_ACTIVATIONS = {
    "tanh": world_pb2.ACTIVATION_TANH,
    "relu": world_pb2.ACTIVATION_RELU,
    "identity": world_pb2.ACTIVATION_IDENTITY,
}


@dataclass(frozen=True)
class Trained:
    """A trained policy that the server offers (``loantwin.server_info().trained_policies``).

    Args:
        name: its name on the server.
    """

    name: str


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
        self.weights = [np.asarray(w) for w in weights]
        self.biases = [np.asarray(b) for b in biases]
        _require_layers(self.weights, self.biases)
        self.hidden = _activation("hidden", hidden)
        self.output = _activation("output", output)

    @property
    def layer_sizes(self) -> list[int]:
        """Numbers of each layer, from 13 inputs to 3 outputs."""
        return [self.weights[0].shape[0], *(w.shape[1] for w in self.weights)]

    def __repr__(self) -> str:
        return f"Network({'-'.join(map(str, self.layer_sizes))})"

    def message(self) -> world_pb2.NetworkPolicy:
        """Returns the message."""
        file = io.BytesIO()
        named = {f"w{i}": w for i, w in enumerate(self.weights)} | {f"b{i}": b for i, b in enumerate(self.biases)}
        np.savez(file, **named)
        return world_pb2.NetworkPolicy(
            layer_sizes=self.layer_sizes, hidden=self.hidden, output=self.output, npz=file.getvalue()
        )


def _require_layers(weights: list[np.ndarray], biases: list[np.ndarray]) -> None:
    if not weights or len(weights) != len(biases):
        got = f"{len(weights)} weights and {len(biases)} biases"
        raise _checks.invalid("weights and biases", "be as many of each, at least one", got)
    inputs = 13
    for i, (w, b) in enumerate(zip(weights, biases)):
        outputs = 3 if i == len(weights) - 1 else "any"
        if w.ndim != 2 or w.shape[0] != inputs or outputs not in ("any", w.shape[1]):
            raise _checks.invalid(f"weights[{i}]", f"have shape ({inputs}, {outputs})", w.shape, reason="BAD_SHAPE")
        if b.shape != w.shape[1:]:
            raise _checks.invalid(f"biases[{i}]", f"have shape {w.shape[1:]}", b.shape, reason="BAD_SHAPE")
        inputs = w.shape[1]


def _activation(name: str, value: str) -> Any:
    if value not in _ACTIVATIONS:
        raise _checks.invalid(name, f"be one of {', '.join(_ACTIVATIONS)}", repr(value))
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
        raise _checks.invalid("preset and config", "be either preset or config", "both")
    made = world_pb2.World(scenario=scenario or "")
    if config is not None:
        made.yaml = config if isinstance(config, str) and "\n" in config else Path(config).read_text(encoding="utf-8")
    elif preset is not None:
        made.preset = preset
    for key, value in _checks.mapping("overrides", overrides).items():
        made.overrides[key] = _as_text(f"overrides[{key!r}]", value)
    return made


def _as_text(name: str, value: Any) -> str:
    """Returns a value of a configuration as text: as it is, or as JSON."""
    if isinstance(value, str):
        return value
    try:
        text = json.dumps(value, default=lambda other: other.tolist())  # NumPy's
    except (TypeError, AttributeError):
        text = "null"
    if text == "null":
        raise _checks.invalid(name, "be a number, text, bool, or a list or dictionary of them", repr(value))
    return text


def policy_spec(policy: Policy) -> world_pb2.PolicySpec:
    """Returns who decides: a name ("hold", "random", "constant:0.05,0,0"), actions, a Network or a Trained policy."""
    if isinstance(policy, str):
        return world_pb2.PolicySpec(name=policy)
    if isinstance(policy, Network):
        return world_pb2.PolicySpec(network=policy.message())
    if isinstance(policy, Trained):
        return world_pb2.PolicySpec(trained=policy.name)
    return world_pb2.PolicySpec(actions=pack(policy, np.float32))
