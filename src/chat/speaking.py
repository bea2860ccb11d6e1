"""What AWS's event sources say in rooms: each event once, however often it comes."""

import hashlib
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import Template
from time import monotonic
from typing import Any

import frames
from chat.noticing import notice_message
from chat.pages import message_frame
from chat.reserving import opened
from chat.telling import tell
from config import Source, is_among, source
from errors import BadFrame, Forbidden, Misconfigured, ParleyError
from identity import NAME_LENGTH
from models import bulk
from models.message import Message
from models.post import Post

# What is left of the time for the delivery of what was just committed.
SLACK_SECONDS = 2.0

# C0 and C1 but newline and tab, and surrogates: an event of 6 MB has millions of characters to look at.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

__all__ = ["Post", "Said", "Sharer", "fitting", "own", "prepare", "rooms", "speak"]

logger = logging.getLogger("speaking")


@dataclass(frozen=True)
class Sharer:
    """The person whose message an event is, and the file that it came with."""

    user: str
    name: str
    file: Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """What an event source wants to say: `identity` is the event's own, the same each time that the event comes.

    Said `by` a person it is that person's message. Without `room` it is said in the source's own, without `name` under
    the source's own. `fields` are what a text template may use besides $text.
    """

    identity: str
    text: str
    room: str = ""
    name: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    by: Sharer | None = None


def prepare(kind: str, said: Said) -> Post:
    """The post for what a source says: Forbidden in a room that is not the source's, BadFrame where it says nothing."""
    here = source()
    room = own(said.room)
    if said.by:
        return Post(room, _id(said.identity), said.by.user, said.by.name, fitting(said.text), file=said.by.file)
    words = Template(here.text).safe_substitute({"text": said.text, **said.fields}) if here.text else said.text
    text = fitting(words)
    if not text:
        raise BadFrame("there is nothing to say")
    return Post(room, _id(said.identity), f"source:{kind}", _name(said.name) or here.name, text)


def own(room: str) -> str:
    """A room that is the source's own, its first where none is named; Forbidden for any other."""
    here = source()
    chosen = room or next(iter(rooms()), "")
    if not _may(here, chosen):
        raise Forbidden("this source may not speak there")
    return chosen


def rooms() -> tuple[str, ...]:
    """The source's own rooms, as far as they are named and not by their beginnings."""
    return tuple(room for room in source().rooms if not room.endswith("*"))


def speak(posts: Sequence[Post], deadline: float) -> list[Message]:
    """Commit posts, each once, and deliver them: from the first as many as time and the table allow."""
    messages: list[Message] = []
    for start in range(0, len(posts), bulk.POSTS):
        if monotonic() > deadline - SLACK_SECONDS:
            break
        try:
            messages += _say(posts[start : start + bulk.POSTS], deadline)
        except Misconfigured:
            raise
        except ParleyError as failure:
            logger.warning("%d posts were not said: %s", len(posts) - start, failure.code)
            break
    return messages


def fitting(text: str) -> str:
    """A text as rooms take it: without controls, and cut to what a message holds."""
    plain = _CONTROLS.sub("", text).strip()
    encoded = plain.encode("utf-8", "replace")
    if len(encoded) <= frames.TEXT_BYTES:
        return encoded.decode()
    return encoded[: frames.TEXT_BYTES - 3].decode("utf-8", "ignore") + "…"


def _say(posts: Sequence[Post], deadline: float) -> list[Message]:
    """A room's posts together, and in their order."""
    by_room: dict[str, list[Post]] = {}
    for post in posts:
        by_room.setdefault(post.room, []).append(post)
    said: dict[tuple[str, str, str], Message] = {}
    for room, its in by_room.items():
        opened(room)
        messages = bulk.append_all(its)
        said |= {(room, post.user, post.id): message for post, message in zip(its, messages, strict=True)}
        tell(room, _frames(messages), deadline)
        for message in messages:
            if message.file:
                # Somebody's own message, of which the other one of a direct room hears wherever they are.
                notice_message(message, deadline, None)
    return [said[post.room, post.user, post.id] for post in posts]


def _frames(messages: Iterable[Message]) -> Iterator[bytes]:
    for message in {message.seq: message for message in messages}.values():
        yield frames.encode(message_frame(message))


def _may(here: Source, room: str) -> bool:
    return frames.is_room(room) and is_among(room, here.rooms)


def _id(identity: str) -> str:
    """The identity itself where a message can have it, else a digest of it."""
    if frames.is_id(identity):
        return identity
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:40]


def _name(name: str) -> str:
    shown = " ".join(_CONTROLS.sub("", name).split())
    return shown if len(shown) <= NAME_LENGTH else shown[: NAME_LENGTH - 1] + "…"
