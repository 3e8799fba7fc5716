"""Kleene's three-valued logic over `bool | None`, where `None` is undetermined."""

from collections.abc import Iterable

type Ternary = bool | None


def negate(value: Ternary) -> Ternary:
    """Return the opposite, and undetermined for undetermined."""
    return None if value is None else not value


def all_of(values: Iterable[Ternary]) -> Ternary:
    """Return whether all are true: one false settles it, else one undetermined leaves it open."""
    result: Ternary = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def any_of(values: Iterable[Ternary]) -> Ternary:
    """Return whether any is true: one true settles it, else one undetermined leaves it open."""
    return negate(all_of(negate(value) for value in values))
