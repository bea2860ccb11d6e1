"""`make narrow`: each action is taken out of a role on a stack that enforces the roles, and some flow has to fail.

--only X    only of the functions X, by their modules; what the sources share is `sources`
--publish   puts the table into docs/reliability/permissions.json, function by function; others' rows stay as they are
--missing   only what that table does not have yet: so goes on what was interrupted
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from local.stack import Stack
from local.steps import fail, say
from tests.parts.processes import HOST_ONLY
from tests.permissions.narrowing import Narrowing
from tests.permissions.published import publish, published
from tests.permissions.rows import NOTHING, Row, Task
from tests.permissions.stack_flows import flows
from tests.permissions.unasked import UNASKED

TITLE = "taken out one at a time"
NOT_ASKED = "allowed and not asked for on a laptop"


def main() -> None:
    """Prints a line for each action; fails where nothing fails without one."""
    parser = argparse.ArgumentParser(prog="make narrow", description="Is every permission needed?")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--missing", action="store_true")
    given = parser.parse_args()
    for setting in HOST_ONLY:
        os.environ.pop(setting, None)
    with (
        tempfile.TemporaryDirectory(prefix="parley-narrowing-") as folder,
        Stack(Path(folder), guarded=True, say=say) as stack,
    ):
        rows = asyncio.run(_rows(stack, given))
    needless = [row for row in rows if not row.by]
    say(f"{len(rows)} actions in {sum(row.seconds for row in rows):.0f} s, {len(needless)} without a flow that fails")
    if needless:
        raise fail("Take these out of template.yaml, or add a flow that needs them (tests/permissions/stack_flows.py).")


async def _rows(stack: Stack, given: argparse.Namespace) -> list[Row]:
    failed = {(row["function"], row["without"]): row["fails"] for row in published(TITLE) if row["fails"] != NOTHING}
    narrowing = Narrowing(stack, flows(), failed)
    all_there = list(narrowing.tasks())
    rows: list[Row] = []
    for name, tasks in groupby(_wanted(all_there, given, failed.keys()), key=lambda task: task.name):
        of_one = [await _taken_out(narrowing, task) for task in tasks]
        rows += of_one
        if given.publish:
            _publish(of_one, {(task.name, task.action) for task in all_there})
        say(f"{name}: {sum(row.seconds for row in of_one):.0f} s")
    for broken, failure in narrowing.broken.items():
        say(f"left out, since it fails with all that is allowed: {broken} ({failure})")
    return rows


def _wanted(tasks: list[Task], given: argparse.Namespace, known: object) -> Iterator[Task]:
    for task in tasks:
        if given.only and task.name not in given.only:
            continue
        if not (given.missing and (task.name, task.action) in known):  # type: ignore[operator]
            yield task


async def _taken_out(narrowing: Narrowing, task: Task) -> Row:
    row = await narrowing.take_out(task)
    say(str(row))
    return row


def _publish(rows: list[Row], there: set[tuple[str, str]]) -> None:
    """Rows of what is no more in the template go."""
    new = {(row.function, row.action) for row in rows}
    publish(
        TITLE,
        [row.published() for row in rows],
        kept=lambda row: (row["function"], row["without"]) in there - new,
    )
    publish(NOT_ASKED, [asdict(one) for one in UNASKED])


if __name__ == "__main__":
    main()
