"""`make soak`: the checker for as long as one likes; what happened is drawn into .parley/soak/.

python -m tests.checker --minutes 60            seeds as they come, all faults, on DynamoDB Local
python -m tests.checker --seed 7 --on emulator  one seed
python -m tests.checker --seed 7 --plan         what that seed does, and nothing else
"""

import argparse
import asyncio
import json
import logging
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from local.steps import say
from tests.checker.backends import NAMES, backend
from tests.checker.plan import Size, plan
from tests.checker.publish import figures, publish
from tests.checker.report import report
from tests.checker.soak import Soak, Wish, soak, told
from tests.parts.processes import HOST_ONLY
from tests.parts.template import TREE

KEPT = TREE / ".parley" / "soak"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs, reports, and returns 1 where a promise was broken."""
    given = _parser().parse_args(arguments)
    wish = Wish(given.seed or int(time.time()), given.seeds, given.minutes, given.calm)
    if given.plan:
        say(str(plan(wish.seed, Size(), calm=wish.calm)))
        return 0
    if given.minutes is None and given.seeds is None and given.seed is None:
        wish = Wish(wish.seed, minutes=2.0, calm=wish.calm)
    logging.basicConfig(level=logging.ERROR)
    for setting in HOST_ONLY:
        os.environ.pop(setting, None)
    found = asyncio.run(_run(wish, given.on, given.into))
    _write(found, given.into)
    if given.publish:
        publish(found)
    say(f"  {given.into / 'report.html'}")
    if found.violations:
        say(told(found.violations, given.on))
    return 1 if found.violations else 0


async def _run(wish: Wish, on: str, kept: Path) -> Soak:
    with tempfile.TemporaryDirectory(prefix="parley-soak-") as folder:
        say(f"  {on}, from seed {wish.seed} on")
        async with backend(on, Path(folder)) as target:
            return await soak(wish, target, kept, say)


def _write(found: Soak, kept: Path) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    last = found.first + found.tally.courses - 1
    title = f"Parley, {found.backend}: seeds {found.first} to {last}"
    (kept / "report.html").write_text(report(found.tally, title, found.violations))
    written = {"backend": found.backend, **figures(found), "entries": found.tally.kinds, "faults": found.tally.faults}
    (kept / "figures.json").write_text(json.dumps(written, indent=2) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make soak", description="Random clients, faults, and a checker.")
    parser.add_argument("--minutes", type=float, help="for how long")
    parser.add_argument("--seed", type=int, help="the first seed; without one, the time")
    parser.add_argument("--seeds", type=int, help="how many")
    parser.add_argument("--on", choices=NAMES, default="local", help="what it runs on")
    parser.add_argument("--calm", action="store_true", help="without faults")
    parser.add_argument("--plan", action="store_true", help="say what the seed does, and do nothing")
    parser.add_argument("--publish", action="store_true", help="write the figures into docs/reliability/")
    parser.add_argument("--into", type=Path, default=KEPT, help="where the report goes")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
