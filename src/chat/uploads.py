"""Files in rooms: asking for leave to upload one, and telling the room that it is there."""

import re
import secrets
from dataclasses import dataclass
from typing import Any

from chat.authority import may, may_join, standing
from chat.speaking import Said, Sharer
from config import uploads_bucket
from errors import BadFrame, TooLarge
from models import upload
from models.account import Account
from models.membership import Membership
from models.room import Room
from models.shared_file import SharedFile

LARGEST = 25 * 1024 * 1024
NAME_BYTES = 200
# Nothing that a browser would run if it were shown instead of stored.
TYPES = frozenset(
    {
        "application/pdf", "application/zip", "audio/mpeg", "audio/ogg", "image/gif", "image/jpeg", "image/png",
        "image/webp", "text/csv", "text/plain", "video/mp4", "video/webm",
    }
)  # fmt: skip

_KEY = re.compile(r"rooms/([^/]+)/(?:[^/]+/)*([^/]+)")


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to upload."""

    name: str
    type: str
    size: int


def wanted(request: dict[str, Any]) -> Wanted:
    """What a request asks for: BadFrame or TooLarge where it may not be uploaded."""
    if request.keys() != {"name", "type", "size"}:
        raise BadFrame("an upload has a name, a type and a size")
    name, kind, size = request["name"], request["type"], request["size"]
    if not isinstance(name, str) or not _is_name(name) or not 1 <= len(name.encode()) <= NAME_BYTES:
        raise BadFrame(f"a file's name is 1 to {NAME_BYTES} bytes without slashes and controls")
    if not isinstance(kind, str) or kind not in TYPES:
        raise BadFrame(f"a file's type is one of {', '.join(sorted(TYPES))}")
    if type(size) is not int or size < 1:
        raise BadFrame("a file's size is a number of bytes")
    if size > LARGEST:
        raise TooLarge(f"a file has {LARGEST:,} bytes at most")
    return Wanted(name, kind, size)


def expect(room: str, user: str, name: str, text: str, file: Wanted) -> dict[str, Any]:
    """A form by which exactly this file can be put into a room, for a few minutes; the user is who shares it."""
    key = _key(room, file)
    said = {"user": user, "name": name, "text": text or file.name}
    SharedFile.expect(key, **said, file=file.name, type=file.type, size=file.size)
    form = upload.form(uploads_bucket(), key, file.type, file.size)
    return form | {"expires_in": upload.FORM_SECONDS}


def where(key: str) -> tuple[str, str]:
    """The room and the file name in a key `rooms/{room}/…/{name}`; BadFrame where it is no such key."""
    match = _KEY.fullmatch(key)
    if not match:
        raise BadFrame("an upload is at rooms/{room}/{name}")
    return match[1], match[2]


def said(identity: str, bucket: str, key: str, size: int) -> Said | None:
    """What a room hears of a file: from who asked for leave to upload it, else from the source.

    None where who asked may not speak there any more.
    """
    room, name = where(key)
    shared = SharedFile.at(key)
    if shared and not _may_say(shared.user, room):
        return None
    if shared:
        by = Sharer(shared.user, shared.name, shared.kept(key))
        return Said(identity, shared.text, room, by=by)
    return Said(identity, announcement(bucket, key, size), room, fields={"file": name, "size": str(size)})


def announcement(bucket: str, key: str, size: int) -> str:
    """What the room is told of a file: its name, its size, and a link that works for a while."""
    return f"{where(key)[1]} ({_told(size)})\n{upload.link(bucket, key)}"


def _may_say(user: str, name: str) -> bool:
    room, membership = Room.named(name), Membership.of(user, name)
    seen = may_join(room, membership, guest=False) and not room.archived
    return seen and may("say", standing(membership, guest=False)) and not Account.of(user).banned


def _key(room: str, file: Wanted) -> str:
    """Where the file will be: the random part keeps two of one name apart, and keys from being guessed."""
    return f"rooms/{room}/{secrets.token_urlsafe(12)}/{file.name}"


def _told(size: int) -> str:
    amount = float(size)
    for unit in ("bytes", "KB", "MB"):
        if amount < 1000:
            return f"{amount:.3g} {unit}"
        amount /= 1000
    return f"{amount:.3g} GB"


def _is_name(name: str) -> bool:
    return (
        name.strip() == name
        and name not in (".", "..")
        and all(character.isprintable() and character not in "/\\" for character in name)
    )
