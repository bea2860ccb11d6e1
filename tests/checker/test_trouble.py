"""Where the fault of an invocation comes."""

from typing import Any

from tests.checker.trouble import Trouble


def told(fault: dict[str, Any] | None, *happenings: str) -> list[str]:
    trouble = Trouble()
    trouble.begin(fault)
    return [trouble.comes(at) for at in happenings]


def test_it_comes_once_at_its_operation() -> None:
    fault = {"at": "TransactWriteItems", "do": "die"}
    happenings = ("GetItem", "TransactWriteItems", "TransactWriteItems")
    assert told(fault, *happenings) == ["", "die", ""]


def test_anywhere_is_any_operation_of_the_table_and_no_post() -> None:
    assert told({"at": "any", "nth": 2, "do": "fail"}, "post", "GetItem", "post", "Query") == ["", "", "", "fail"]


def test_it_goes_on_as_often_as_it_is_said() -> None:
    assert told({"at": "post", "nth": 2, "times": 2, "do": "die"}, *["post"] * 4) == ["", "die", "die", ""]


def test_without_a_fault_nothing_comes_and_an_invocation_does_not_inherit_one() -> None:
    assert told(None, "GetItem", "post") == ["", ""]
    trouble = Trouble()
    trouble.begin({"at": "any", "do": "fail"})
    assert trouble.comes("GetItem") == "fail" and trouble.met
    trouble.begin(None)
    assert not trouble.comes("GetItem") and not trouble.met
