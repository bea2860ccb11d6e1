"""Files that people share in rooms: leave to upload one, a link to have one, and the end of one."""

import logging

import frames
from chat import uploads
from chat.answering import answer
from chat.readers import demand_reader
from config import uploads_bucket
from errors import NotFound, ParleyError
from identity import Caller
from models import amending, upload
from models.clock import now_ms
from models.message import Message
from models.presence import Presence
from models.shared_file import SharedFile

logger = logging.getLogger("files")


def ask(caller: Caller, request: frames.Upload, deadline: float) -> None:
    """Answer a form that takes exactly this file; when it is there, the room hears of it as from the one who asked."""
    Presence.spend(request.room, caller.user, caller.connection, now_ms())
    file = uploads.wanted({"name": request.name, "type": request.type, "size": request.size})
    key = uploads.key_of(request.room, file)
    told = {"user": caller.user, "name": caller.name, "text": request.text or file.name}
    SharedFile.expect(key, **told, file=file.name, type=file.type, size=file.size)
    form = uploads.form(key, file)
    answer(caller, {"type": "upload", "room": request.room, **form}, request.id, deadline)


def link(caller: Caller, request: frames.Link, deadline: float) -> None:
    """Answer a URL by which the file of a message can be had for a while, to who may read the message."""
    demand_reader(caller, request.room)
    message = amending.find(request.room, request.seq)
    if not message.file:
        raise NotFound("there is no file at this message")
    url = upload.link(uploads_bucket(), message.file["key"])
    told = {"type": "link", "room": request.room, "seq": request.seq, "url": url, "expires_in": upload.LINK_SECONDS}
    answer(caller, told, request.id, deadline)


def discard(message: Message) -> None:
    """What an erased message came with is deleted too; where that fails, no link leads there any more."""
    if message.file:
        try:
            upload.delete(uploads_bucket(), message.file["key"])
        except ParleyError:
            logger.exception("a file of an erased message was not deleted")
