"""Axes hold what they show, and write few, round values."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scale import scale, written

VALUES = st.lists(st.floats(0.001, 1e7), min_size=1, max_size=20)


@given(VALUES, st.booleans())
def test_every_value_stands_on_its_axis(values: list[float], log: bool) -> None:
    axis = scale(values, log)
    assert all(-1e-9 <= axis.at(value) <= 1 + 1e-9 for value in [*values, *axis.ticks()])
    assert 2 <= len(axis.ticks()) <= 12


def test_a_linear_axis_begins_at_nothing_and_steps_roundly() -> None:
    assert scale([3, 42], log=False).ticks() == [0, 10, 20, 30, 40, 50]


def test_a_logarithmic_axis_steps_by_powers_of_ten() -> None:
    assert scale([1, 10, 10_000], log=True).ticks() == [1, 10, 100, 1_000, 10_000]


def test_equal_values_have_an_axis_too() -> None:
    assert scale([10], log=True).ticks() == [10, 100]
    assert scale([0], log=False).at(0) == 0


def test_values_are_written_as_people_read_them() -> None:
    assert [written(value) for value in (10_000.0, 2.5, 0.1)] == ["10,000", "2.5", "0.1"]
