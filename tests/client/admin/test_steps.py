"""What is too long for one call is gone on with."""

from typing import Any

import pytest

from parley.admin import steps
from parley.admin.steps import answers


class Scripted:
    """Answers one after the other, and what it was asked."""

    def __init__(self, *told: dict[str, Any]) -> None:
        self.told = list(told)
        self.asked: list[dict[str, Any]] = []

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(request)
        return self.told.pop(0)


def run(verb: str, *told: dict[str, Any], **fields: Any) -> list[Any]:
    """Where each call went on; all are asked, and under one id."""
    function = Scripted(*told)
    assert len(list(answers(function, {"verb": verb, **fields}))) == len(told)
    assert len({request["id"] for request in function.asked}) == 1
    return [request.get("after") for request in function.asked]


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    naps: list[float] = []
    monkeypatch.setattr("parley.admin.steps.time.sleep", naps.append)
    return naps


def test_a_list_goes_on_behind_its_last() -> None:
    assert run("rooms", {"after": "b"}, {"after": "d"}, {"after": None}) == [None, "b", "d"]


def test_a_glance_is_one_page() -> None:
    assert run("user", {"after": "b"}) == [None]


def test_a_log_is_verified_to_its_head() -> None:
    assert run("verify", {"more": True, "through": 500}, {"more": False, "through": 700}) == [None, 500]


def test_a_young_hole_is_waited_for_but_not_for_ever(slept: list[float]) -> None:
    young = {"young": True, "more": True, "through": 7}
    assert run("seal", young, young, {"young": False, "more": False, "through": 9}) == [None, 7, 7]
    assert slept == [1, 1]
    assert len(run("seal", *[young] * (steps.YOUNG + 1))) == steps.YOUNG + 1


def test_letters_are_redriven_until_there_are_no_more() -> None:
    assert run("redrive", {"more": True}, {"more": False}) == [None, None]


def test_a_job_is_driven_until_it_is_done_and_begun_anew_once(slept: list[float]) -> None:
    function = Scripted({"done": False, "wait": 3}, {"done": False}, {"done": True})
    list(answers(function, {"verb": "exportUser", "user": "x", "anew": True}))
    assert ["anew" in request for request in function.asked] == [True, False, False]
    assert slept == [3, 0]
