"""`python -m tests.permissions` says what the template allows the functions and no test has seen them ask for.

With `--publish` the table goes into docs/reliability/permissions.json. Run all tests before: what they see adds up.
"""

import sys

import yaml

from local.places import Places
from local.steps import fail, say
from tests.parts.sam import REGION, Sam
from tests.parts.template import TEMPLATE, TREE
from tests.permissions.needed import granted, unneeded
from tests.permissions.published import publish
from tests.permissions.record import read


def main(arguments: list[str]) -> None:
    """Prints a line for each function; fails where one is allowed what it never asks for."""
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
    if "--publish" in arguments:
        publish("asked for", rows)
    if left:
        raise fail("Take these out of template.yaml, or test what needs them.")


if __name__ == "__main__":
    main(sys.argv[1:])
