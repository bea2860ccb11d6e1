"""`make narrow`: each action is taken out of a role on a stack that enforces the roles, and some flow has to fail.

--only X   only of the functions X, by their modules; the sources together are `sources.sns`
--publish  puts the table into docs/reliability/permissions.json
"""

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

from local.stack import Stack
from local.steps import fail, say
from tests.parts.processes import HOST_ONLY
from tests.permissions.narrowing import Narrowing, Row
from tests.permissions.published import publish
from tests.permissions.stack_flows import flows


def main() -> None:
    """Prints a line for each action; fails where nothing fails without one."""
    parser = argparse.ArgumentParser(prog="make narrow", description="Is every permission needed?")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--publish", action="store_true")
    given = parser.parse_args()
    for setting in HOST_ONLY:
        os.environ.pop(setting, None)
    with (
        tempfile.TemporaryDirectory(prefix="parley-narrowing-") as folder,
        Stack(Path(folder), guarded=True, say=say) as stack,
    ):
        rows = asyncio.run(_rows(stack, frozenset(given.only)))
    if given.publish:
        publish("taken out one at a time", [row.published() for row in rows])
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
