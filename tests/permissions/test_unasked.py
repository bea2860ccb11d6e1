"""Every action of every role either has a flow that fails without it, or stands in the list with its reason."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pytest

from tests.parts.sam import Expanded
from tests.permissions.narrow import TITLE
from tests.permissions.published import published
from tests.permissions.rows import NOTHING
from tests.permissions.unasked import UNASKED, why_unasked

pytestmark = pytest.mark.xdist_group("template")


def allowed(expanded: Expanded) -> Iterator[tuple[str, str]]:
    """Whom and what: the module of the function, `sources` for what these share, or the role that no function has."""
    functions = {
        one["Role"]["Fn::GetAtt"][0]: str(one["Handler"]).removesuffix(".handler").removeprefix("handlers.")
        for one in expanded.properties("AWS::Lambda::Function").values()
    }
    for policy in expanded.properties("AWS::IAM::Policy").values():
        for role in policy["Roles"]:
            yield from ((functions[role["Ref"]], action) for action in actions(policy["PolicyDocument"]))
    shared = expanded.properties("AWS::IAM::ManagedPolicy")
    for policy in shared.values():
        yield from (("sources", action) for action in actions(policy["PolicyDocument"]))
    for name, role in expanded.properties("AWS::IAM::Role").items():
        whose = functions.get(name, name)
        own = [policy["PolicyDocument"] for policy in role.get("Policies", [])]
        if not whose.startswith("sources."):
            own += [shared[one["Ref"]]["PolicyDocument"] for one in role.get("ManagedPolicyArns", []) if "Ref" in one]
        yield from ((whose, action) for document in own for action in actions(document))


def actions(document: dict[str, Any]) -> Iterator[str]:
    for statement in document["Statement"]:
        said = statement["Action"]
        yield from [said] if isinstance(said, str) else said


def test_what_a_role_allows_is_needed_or_the_emulator_asks_nobody_for_it(expanded: Expanded) -> None:
    """`make narrow PUBLISH=1 ONLY=…` puts into the table what is new in the template."""
    shown = {(row["function"], row["without"].split(" ")[0]) for row in published(TITLE) if row["fails"] != NOTHING}
    left = {(whose, action) for whose, action in allowed(expanded) if not why_unasked(whose, action)}
    assert not sorted(left - shown)
    assert not sorted(shown - left)


def test_every_reason_is_of_something_that_is_allowed(expanded: Expanded) -> None:
    known = set(allowed(expanded))
    for one in UNASKED:
        assert any(fnmatchcase(whose, one.function) and fnmatchcase(action, one.action) for whose, action in known), one
