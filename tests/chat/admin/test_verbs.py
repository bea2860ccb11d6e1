"""The table of verbs: every verb is decoded, done and, where it is a deed, written down first."""

import pytest

import audit
from chat.admin import verbs
from chat.admin.asked import Verb
from errors import BadFrame, NotFound
from tests.chat.admin.asking import ask


def test_only_looking_leaves_no_line() -> None:
    assert {name for name, verb in verbs.VERBS.items() if not verb.deed} == {
        "rooms", "room", "users", "user", "connections", "dead", "verify",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(verbs.VERBS))
def test_what_a_verb_needs_is_among_its_fields(name: str) -> None:
    verb = verbs.VERBS[name]
    assert isinstance(verb, Verb) and set(verb.needs) <= set(verb.fields)


def test_a_deed_is_written_down_also_where_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[tuple[str, str, dict[str, object]]] = []
    monkeypatch.setattr(audit, "operated", lambda verb, by, **what: lines.append((verb, by, what)))
    with pytest.raises(NotFound):
        ask("moderate", room="none", user="guest:ana", act="kick", reason="a secret")
    assert lines == [("moderate", "operator", {"room": "none", "user": "guest:ana", "act": "kick"})]


@pytest.mark.parametrize("place", ["", 7, "{", "x" * 5000])
def test_a_place_is_one_that_a_page_has_said(place: object) -> None:
    with pytest.raises(BadFrame, match="after"):
        ask("rooms", all=True, after=place)
