"""Course after course, each with the next seed, until there were enough or the time is over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.checker import course
from tests.checker.plan import Size, plan
from tests.checker.tally import Tally
from tests.checker.target import Target
from tests.checker.verdict import verdict

Say = Callable[[str], None]


@dataclass
class Soak:
    """What came of it: the figures, and what each failing seed violated."""

    backend: str
    first: int
    tally: Tally = field(default_factory=Tally)
    violations: dict[int, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Wish:
    """From which seed on, and how many or for how long; without either, one."""

    seed: int
    seeds: int | None = None
    minutes: float | None = None
    calm: bool = False
    size: Size = field(default_factory=Size)

    def enough(self, done: int, began: float) -> bool:
        """Whether it is time to stop."""
        if self.seeds is None and self.minutes is None:
            return done >= 1
        over = self.minutes is not None and monotonic() - began >= self.minutes * 60
        return over or (self.seeds is not None and done >= self.seeds)


async def soak(wish: Wish, target: Target, kept: Path, say: Say) -> Soak:
    """Runs, says what came of each seed, and keeps the histories of those that fail."""
    found = Soak(target.backend, wish.seed)
    began = monotonic()
    while not wish.enough(found.tally.courses, began):
        seed = wish.seed + found.tally.courses
        since = monotonic() - began
        history = await course.run(plan(seed, wish.size, calm=wish.calm), target)
        broken = verdict(history)
        found.tally.add(history, since)
        found.tally.violations.update(violation.name for violation in broken)
        took = monotonic() - began - since
        say(f"  seed {seed}: {took:.1f} s, {_so_far(found.tally)}{', VIOLATIONS' if broken else ''}")
        if broken:
            found.violations[seed] = [f"{violation.name}: {violation.what}" for violation in broken]
            history.save(kept / f"seed-{seed}.jsonl")
            for line in found.violations[seed]:
                say(f"    {line}")
    return found


def repeat(seed: int, on: str) -> str:
    """The command that runs a seed again."""
    return f"make soak SEED={seed} ON={on}"


def told(violations: Mapping[int, list[str]], on: str) -> str:
    """What failed, and how to see it fail again."""
    return "\n".join(f"seed {seed}: {'; '.join(found)}\n  {repeat(seed, on)}" for seed, found in violations.items())


def _so_far(tally: Tally) -> str:
    return f"{tally.acknowledged} acknowledged, {tally.faults.total()} faults, {tally.reconnects} reconnects so far"
