"""Axes: where a value stands, and which values are written down."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Steps between two lines of a linear axis, as parts of a power of ten.
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Puts values from `low` to `high` on the way from 0 to 1."""

    low: float
    high: float
    log: bool

    def at(self, value: float) -> float:
        """The place of a value."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """The values to write at the axis."""
        if self.log:
            first, last = round(math.log10(self.low)), round(math.log10(self.high))
            return [10.0**power for power in range(first, last + 1)]
        step = _step(self.high - self.low)
        return [index * step for index in range(round(self.low / step), round(self.high / step) + 1)]


def scale(values: Iterable[float], log: bool) -> Scale:
    """A scale that takes all values: from 0 where it is linear, in whole powers of ten where it is logarithmic."""
    found = list(values)
    if log:
        lowest, highest = math.floor(math.log10(min(found))), math.ceil(math.log10(max(found)))
        return Scale(10.0**lowest, 10.0 ** max(highest, lowest + 1), log)
    high = max(*found, 0.0) or 1.0
    step = _step(high)
    return Scale(0.0, math.ceil(high / step - 1e-9) * step, log)


def _step(span: float) -> float:
    rough = span / 5
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * 0.999)


def written(value: float) -> str:
    """A value as it stands at an axis."""
    return f"{value:,.0f}" if value >= 1 and float(value).is_integer() else f"{value:g}"
