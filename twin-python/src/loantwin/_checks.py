"""Checks of what a caller gives, in words that say what is allowed and what was got."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from numbers import Real
from typing import Any

import numpy as np

from loantwin import errors

LARGEST_SEED = 2**63 - 1


def invalid(field: str, bound: str, got: Any, *, reason: str = "BAD_VALUE", hint: str = "") -> errors.LoanTwinError:
    """Returns the exception for a value: the rule, the value got, where."""
    return _refusal(errors.InvalidValueError, field, bound, got, reason, hint)


def unknown(field: str, got: str, hint: str) -> errors.LoanTwinError:
    """Returns the exception for a name that no info field has."""
    return _refusal(errors.UnknownNameError, field, "be names of info fields", got, "UNKNOWN_NAME", hint)


def _refusal(
    kind: type[errors.LoanTwinError], field: str, bound: str, got: Any, reason: str, hint: str
) -> errors.LoanTwinError:
    made = kind(f"{field} must {bound}, got {got}." + (f"\nMaybe {hint}" if hint else ""))
    made.reason, made.field, made.bound, made.value = reason, field, bound, str(got)
    return made


def mapping(name: str, value: Any) -> Mapping[str, Any]:
    """Returns a dictionary; None is an empty one."""
    if not isinstance(value, (Mapping, type(None))):
        raise invalid(name, "be a dictionary", repr(value))
    return value or {}


def whole(name: str, value: Any, least: int, most: int) -> int:
    """Returns a whole number in [least, most]; NumPy's integers are ones, True and 1.0 are not."""
    bound = f"be a whole number in [{least}, {most}]"
    try:
        number = operator.index(value)
    except TypeError:
        raise invalid(name, bound, repr(value)) from None
    if isinstance(value, (bool, np.bool_)) or not least <= number <= most:
        raise invalid(name, bound, repr(value))
    return number


def seed(value: Any, name: str = "seed") -> int:
    """Returns a seed: a whole number from 0 to 2^63 - 1."""
    return whole(name, value, 0, LARGEST_SEED)


def seeds(values: Any) -> list[int]:
    """Returns one or more seeds."""
    if np.ndim(values) != 1 or len(values) == 0:
        raise invalid("seeds", "be a list of one or more seeds", repr(values))
    return [seed(value, f"seeds[{i}]") for i, value in enumerate(values)]


def actions(value: Any, shape: tuple[int, ...], name: str) -> np.ndarray:
    """Returns actions as float32 of a shape; whether they lie in the box is the server's word."""
    try:
        array = np.asarray(value, dtype=np.float32)
    except (TypeError, ValueError):
        raise invalid(name, f"be numbers of shape {shape}", repr(value), reason="BAD_SHAPE") from None
    if array.shape != shape:
        raise invalid(name, f"have shape {shape}", repr(value) if value is None else array.shape, reason="BAD_SHAPE")
    return array


def options(given: Any, allowed: tuple[str, ...]) -> dict[str, Any]:
    """Returns those options of a reset that are not None: ``regime`` a name, the others numbers."""
    kept = {key: value for key, value in mapping("options", given).items() if value is not None}
    for key, value in kept.items():
        if key not in allowed:
            raise invalid("options", f"have keys of {', '.join(allowed)}", repr(key))
        kind, word = (str, "name") if key == "regime" else (Real, "number")
        if not isinstance(value, kind):
            raise invalid(f"options[{key!r}]", f"be a {word}", repr(value))
    return kept
