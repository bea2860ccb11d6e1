"""Whatever a stranger puts into an event: posts that a room can take, or an error that the source's manner knows."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import frames
from chat import admitting, speaking
from errors import ParleyError
from models.post import Post
from models.profile import Profile
from models.switch import Switch
from tests.events import CONTEXT
from tests.fuzz.adapters import CHANGES, events
from tests.fuzz.guide import Guide
from tests.parts.template import TREE

# What says in answers and not in failures that something was wrong.
ANSWERING = {"http_api", "rest", "load_balancer", "alexa_skill", "smart_home"}


def test_every_source_is_searched() -> None:
    there = {path.stem for path in (TREE / "src" / "handlers" / "sources").glob("[a-z]*.py")}
    assert there <= CHANGES.keys()


@pytest.mark.parametrize("source", sorted(CHANGES))
def test_an_adapter_makes_posts_of_anything_or_says_what_is_wrong(
    source: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Up to where posts go into the table; tests/handlers/sources/ has the way on from there."""
    monkeypatch.setattr(speaking, "_say", _take)
    monkeypatch.setattr(Profile, "make", lambda user, name: None)
    monkeypatch.setattr(Switch, "turn", lambda room, on: None)
    monkeypatch.setattr(admitting, "demand_welcome", lambda user, since: None)
    package = "handlers" if source == "http_api" else "handlers.sources"
    door, guide = import_module(f"{package}.{source}").handler, Guide()

    @settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(events(source))
    def search(event: dict[str, Any]) -> None:
        caplog.clear()
        with guide.following():
            _call(source, door, event)

    search()


def _call(source: str, door: Any, event: dict[str, Any]) -> None:
    try:
        answer = door(event, CONTEXT)
    except ParleyError:
        assert source not in ANSWERING
        return
    if source in ("http_api", "rest", "load_balancer"):
        assert answer["statusCode"] in {200, 201, 202, 400, 401, 403, 404, 409, 413, 503}, answer
    elif source in ("kinesis", "sqs"):
        assert {name for failure in answer["batchItemFailures"] for name in failure} <= {"itemIdentifier"}


def _take(posts: Sequence[Post], _: float) -> list[Any]:
    """Sees to it that what goes on from here can be stored and shown."""
    for post in posts:
        assert frames.is_room(post.room) and post.room in ("operations", "general") or post.room.startswith("alerts-")
        assert frames.is_id(post.id)
        assert 1 <= len(post.text.encode()) <= frames.TEXT_BYTES and post.text.strip()
        assert 1 <= len(post.name) <= 64
        assert not [character for character in post.text + post.name if ord(character) < 32 and character not in "\n\t"]
    return [post.entry(seq) for seq, post in enumerate(posts, 1)]
