"""Test the three-valued logic against its tables."""

from itertools import product

import pytest

from custom_components.earshot.policy.kleene import Ternary, all_of, any_of, negate

VALUES: tuple[Ternary, ...] = (False, None, True)
# As numbers, Kleene's "and" is the least, "or" the greatest and "not" the mirror image.
RANK = {False: 0, None: 1, True: 2}
VALUE = {rank: value for value, rank in RANK.items()}


@pytest.mark.parametrize("value", VALUES)
def test_negate(value: Ternary) -> None:
    """The opposite, and undetermined stays so."""
    assert negate(value) is VALUE[2 - RANK[value]]


@pytest.mark.parametrize("length", range(4))
def test_all_and_any(length: int) -> None:
    """One that settles it settles it, whatever is undetermined and in whatever order."""
    for values in product(VALUES, repeat=length):
        assert all_of(values) is VALUE[min((RANK[value] for value in values), default=2)]
        assert any_of(values) is VALUE[max((RANK[value] for value in values), default=0)]
