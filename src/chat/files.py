"""Files that people share in rooms: leave to upload one, a link to have one, and the end of one."""

import logging
from typing import Any

import frames
from chat import uploads
from chat.answering import answer
from chat.inspecting import demand_fit
from chat.pacing import demand_turn
from chat.readers import demand_reader
from config import uploads_bucket
from errors import NotFound, ParleyError
from identity import Caller
from models import amending, upload
from models.clock import now_ms
from models.message import Message
from models.presence import Presence

logger = logging.getLogger("files")


def ask(caller: Caller, request: frames.Upload, deadline: float) -> None:
    """Answer a form that takes exactly this file; when it is there, the room hears of it as from the one who asked."""
    Presence.spend(request.room, caller.user, caller.connection, now_ms())
    file = uploads.wanted({"name": request.name, "type": request.type, "size": request.size})
    demand_fit("upload", request.room, caller.user, caller.name, request.text or file.name)
    demand_turn(caller.user, request.room)
    form = uploads.expect(request.room, caller.user, caller.name, request.text, file)
    answer(caller, {"type": "upload", "room": request.room, **form}, request.id, deadline)


def link(caller: Caller, request: frames.Link, deadline: float) -> None:
    """Answer a URL by which the file of a message can be had for a while, to who may read the message."""
    demand_reader(caller, request.room)
    answer(caller, {"type": "link", **link_to(request.room, request.seq)}, request.id, deadline)


def link_to(room: str, seq: int) -> dict[str, Any]:
    """A URL by which the file of a message can be had for a while; NotFound where there is none."""
    message = amending.find(room, seq)
    if not message.file:
        raise NotFound("there is no file at this message")
    url = upload.link(uploads_bucket(), message.file["key"])
    return {"room": room, "seq": seq, "url": url, "expires_in": upload.LINK_SECONDS}


def discard(message: Message) -> None:
    """What a message that is erased came with is deleted; where that fails, no link leads there any more."""
    if message.file:
        try:
            upload.delete(uploads_bucket(), message.file["key"])
        except ParleyError:
            logger.exception("the file of a message that is erased was not deleted")
