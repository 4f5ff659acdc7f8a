"""Arrays to and from the wire: the bytes of NumPy, little-endian and in C order."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from loantwin.v1 import array_pb2

_DTYPES = {
    array_pb2.DTYPE_FLOAT32: np.dtype("<f4"),
    array_pb2.DTYPE_FLOAT64: np.dtype("<f8"),
    array_pb2.DTYPE_INT64: np.dtype("<i8"),
    array_pb2.DTYPE_INT32: np.dtype("<i4"),
    array_pb2.DTYPE_UINT8: np.dtype("u1"),
    array_pb2.DTYPE_BOOL: np.dtype("?"),
}
_LITTLE = sys.byteorder == "little"
_CODES = {dtype: code for code, dtype in _DTYPES.items()}


def pack(values: Any, dtype: Any) -> array_pb2.NDArray:
    """Returns values as a message, converted to dtype first."""
    array = np.ascontiguousarray(values, dtype=np.dtype(dtype).newbyteorder("<"))
    return array_pb2.NDArray(dtype=_CODES[array.dtype], shape=array.shape, data=array.tobytes())


def unpack(message: array_pb2.NDArray) -> np.ndarray:
    """Returns a fresh array that can be written to."""
    array = np.frombuffer(bytearray(message.data), dtype=_DTYPES[message.dtype]).reshape(tuple(message.shape))
    return array if _LITTLE else array.astype(array.dtype.newbyteorder("="))


def unpack_columns(message: array_pb2.NDArray) -> np.ndarray:
    """Returns the columns of a table of two axes as the rows of a fresh array, each of which lies in one piece."""
    table = np.frombuffer(message.data, dtype=_DTYPES[message.dtype]).reshape(tuple(message.shape))
    return np.array(table.T, dtype=table.dtype.newbyteorder("="), order="C")
