"""The episode so far as a table: a pandas DataFrame where pandas is installed, else a small table of the same look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

FIELDS = (
    "portfolio_value",
    "loan_count",
    "net_interest_income",
    "provision",
    "net_income",
    "return_on_equity",
    "expected_loss_rate",
    "delinquency_rate",
    "charge_off_rate",
    "value_at_risk_95",
    "largest_share",
    "capital_ratio",
    "liquidity_coverage",
    "economic_profit",
)
_STATISTICS = ("count", "mean", "std", "min", "25%", "50%", "75%", "max")


class Table:
    """Columns of equal length under an index; what is needed of a DataFrame when pandas is not there.

    Args:
        columns: name to values.
        index: one label per row.
    """

    def __init__(self, columns: Mapping[str, Sequence[Any]], index: Sequence[Any]) -> None:
        self._columns = {name: _column(values) for name, values in columns.items()}
        self.index = list(index)

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self._columns)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.index), len(self._columns)

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, name: str) -> np.ndarray:
        return self._columns[name]

    def describe(self) -> Table:
        """Returns count, mean, standard deviation (of a sample), least, quartiles and largest of each column."""
        numbers = {name: values for name, values in self._columns.items() if values.dtype != object}
        return Table({name: _statistics(values) for name, values in numbers.items()}, _STATISTICS)

    def __repr__(self) -> str:
        heads = ["", *self._columns]
        rows = [
            [str(label), *(_shown(values[i]) for values in self._columns.values())]
            for i, label in enumerate(self.index)
        ]
        widths = [max(len(row[c]) for row in [heads, *rows]) for c in range(len(heads))]
        lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths)) for row in [heads, *rows]]
        return "\n".join(lines)


def _column(values: Sequence[Any]) -> np.ndarray:
    texts = len(values) > 0 and isinstance(values[0], str)
    return np.array(values, dtype=object if texts else np.float64)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:,.4f}"


def _statistics(values: np.ndarray) -> list[float]:
    known = values[~np.isnan(values)]
    if len(known) == 0:
        return [0.0] + [np.nan] * 7
    spread = float(known.std(ddof=1)) if len(known) > 1 else np.nan
    quartiles = np.percentile(known, [0, 25, 50, 75, 100])
    return [float(len(known)), float(known.mean()), spread, *map(float, quartiles)]


def table(columns: Mapping[str, Sequence[Any]], index: Sequence[Any], index_name: str) -> Any:
    """Returns a pandas DataFrame where pandas is installed, else a :class:`Table`."""
    try:
        import pandas
    except ImportError:
        return Table(columns, index)
    return pandas.DataFrame(dict(columns), index=pandas.Index(index, name=index_name or None))
