"""A row of the result: one figure of Earshot's beside its peer's and its limit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypedDict


class RowData(TypedDict):
    """A row as `--json` writes it. Lower is better in every row; `ours`, `peer`, `limit` and `target` share the unit."""

    name: str
    unit: str
    ours: float
    peer: float
    peer_name: str
    limit: float
    target: float
    ok: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """The repetitions of one measurement, in the row's unit."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.values)

    @property
    def spread(self) -> float:
        """The median distance from the median, as a share of it: how noisy the run was."""
        middle = self.median
        return median(abs(value - middle) for value in self.values) / middle if middle else 0.0


def beside(target: float, then: float, limit: Sample) -> float:
    """Return a target for this machine: it was set where the limit took `then`, and grows where the limit takes longer.

    Only ratios within one run compare from machine to machine. On a faster one the target is what it was.
    """
    return target * max(1.0, limit.median / then)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: `ours` is to be at most `target`."""

    name: str
    unit: str
    ours: Sample
    peer: Sample
    peer_name: str
    limit: Sample
    target: float
    also: Sequence[tuple[str, float]] = ()
    """Other figures from the same run, for the table alone."""

    @property
    def ok(self) -> bool:
        """Whether the target is met."""
        return self.ours.median <= self.target

    def as_data(self) -> RowData:
        """Return the row as `--json` writes it."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": self.ours.median,
            "peer": self.peer.median,
            "peer_name": self.peer_name,
            "limit": self.limit.median,
            "target": self.target,
            "ok": self.ok,
        }


_HEAD = ("", "row", "unit", "ours", "target", "limit", "peer", "noise", "which peer · also measured")


def table(rows: Iterable[Row]) -> str:
    """Return the rows as text in columns. Noise is the larger spread of ours and the limit."""
    lines = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 1, 2, len(_HEAD) - 1) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    also = "".join(f" · {what} {value:.3g}" for what, value in row.also)
    return (
        "ok" if row.ok else "MISS",
        row.name,
        row.unit,
        f"{row.ours.median:.3g}",
        f"{row.target:.3g}",
        f"{row.limit.median:.3g}",
        f"{row.peer.median:.3g}",
        f"±{max(row.ours.spread, row.limit.spread):.0%}",
        row.peer_name + also,
    )
