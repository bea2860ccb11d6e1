"""`python -m tests.permissions` says what the template allows the functions and no test has seen them ask for.

--narrow   takes each action out of a role on a stack that enforces the roles, one at a time, and says which flow fails
--only X   only of the functions X, by their modules
--publish  puts the table into docs/reliability/permissions.json

Without --narrow, run all tests before: what they see adds up.
"""

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

import yaml

from local.places import Places
from local.stack import Stack
from local.steps import fail, say
from tests.parts.processes import HOST_ONLY
from tests.parts.sam import REGION, Sam
from tests.parts.template import TEMPLATE, TREE
from tests.permissions.narrowing import Narrowing, Row
from tests.permissions.needed import granted, unneeded
from tests.permissions.published import publish
from tests.permissions.record import read
from tests.permissions.stack_flows import flows

NARROWED = "taken out one at a time"
ASKED_FOR = "asked for"


def main() -> None:
    """Prints a line for each function, or for each of its actions; fails where one is allowed what it never needs."""
    parser = argparse.ArgumentParser(prog="python -m tests.permissions", description=__doc__)
    parser.add_argument("--narrow", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--publish", action="store_true")
    given = parser.parse_args()
    if given.narrow:
        _narrow(frozenset(given.only), given.publish)
    else:
        _compare(given.publish)


def _compare(published: bool) -> None:
    expanded = Sam(Places(TREE).python("sam")).run(TREE / "tests" / "parts" / "expand.py", TEMPLATE, REGION)
    template, seen = yaml.safe_load(expanded.stdout), read()
    left = unneeded(template, seen)
    rows = [
        {"function": door, "allowed": len(actions), "never asked for": ", ".join(left.get(door, [])) or "–"}
        for door, actions in sorted(granted(template).items())
        if actions
    ]
    for row in rows:
        say(f"{row['function']}: {row['allowed']} allowed, never asked for: {row['never asked for']}")
    if published:
        publish(ASKED_FOR, rows)
    if left:
        raise fail("Take these out of template.yaml, or test what needs them.")


def _narrow(only: frozenset[str], published: bool) -> None:
    for setting in HOST_ONLY:
        os.environ.pop(setting, None)
    with (
        tempfile.TemporaryDirectory(prefix="parley-narrowing-") as folder,
        Stack(Path(folder), guarded=True, say=say) as stack,
    ):
        rows = asyncio.run(_rows(stack, only))
    if published:
        publish(NARROWED, [row.published() for row in rows])
    needless = [row for row in rows if not row.by]
    say(f"{len(rows)} actions, {len(needless)} of them without a flow that fails")
    if needless:
        raise fail("Take these out of template.yaml, or add a flow that needs them (tests/permissions/stack_flows.py).")


async def _rows(stack: Stack, only: frozenset[str]) -> list[Row]:
    narrowing = Narrowing(stack, flows())
    await narrowing.learn()
    for name, failure in narrowing.broken.items():
        say(f"left out, since it fails with all that is allowed: {name} ({failure})")
    rows = []
    for function, grant in list(narrowing.grants()):
        if not only or function.module in only:
            rows.append(await narrowing.take_out(function, grant))
            say(str(rows[-1]))
    return rows


if __name__ == "__main__":
    main()
