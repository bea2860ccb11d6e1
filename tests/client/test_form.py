"""Files on their way to where the server wants them, over real HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import BodyPartReader, web

import parley
from parley.form import attachment, encoded
from tests.client.log_of_peer import Frame
from tests.client.peer import Line, Peer, fault


class Bucket:
    """Takes forms and remembers them; answers what a test wants it to answer."""

    def __init__(self) -> None:
        self.forms: list[dict[str, object]] = []
        self.status = 204
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        form, reader = dict[str, object](), await request.multipart()
        while isinstance(part := await reader.next(), BodyPartReader):
            form[str(part.name)] = await part.read() if part.name == "file" else await part.text()
            form["named"] = part.filename
        self.forms.append(form | {"order": list(form)})
        return web.Response(status=self.status)


@pytest.fixture
async def bucket(peer: Peer) -> AsyncIterator[Bucket]:
    bucket, app = Bucket(), web.Application(client_max_size=2**26)
    app.router.add_post("/uploads", bucket.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    bucket.url = f"http://127.0.0.1:{runner.addresses[0][1]}/uploads?x=1"

    async def offer(line: Line, frame: Frame) -> None:
        fields = {"key": f"rooms/{frame['room']}/{frame['name']}", "policy": "p\r\nq", "Content-Type": frame["type"]}
        await line.answer(frame, "upload", room=frame["room"], url=bucket.url, fields=fields, expires_in=300)

    peer.detour("upload", *[offer] * 4)
    yield bucket
    await runner.cleanup()


async def test_a_file_is_posted_as_it_is(peer: Peer, chat: parley.Chat, bucket: Bucket, tmp_path: Path) -> None:
    room, content = await chat.join("general"), bytes(range(256)) * 4096
    (tmp_path / 'my "cat" ü.png').write_bytes(content)
    await room.upload(tmp_path / 'my "cat" ü.png', text="my cat")
    asked = peer.requests("upload")[0]
    assert {name: asked[name] for name in ("name", "type", "size", "text")} == {
        **{"name": 'my "cat" ü.png', "type": "image/png", "size": len(content), "text": "my cat"}
    }
    form = bucket.forms[0]
    assert (form["file"], form["policy"], form["Content-Type"]) == (content, "p\r\nq", "image/png")
    assert form["order"] == ["key", "named", "policy", "Content-Type", "file"]


async def test_bytes_with_a_name_are_a_file(peer: Peer, chat: parley.Chat, bucket: Bucket) -> None:
    room = await chat.join("general")
    await room.upload(b"a,b\n", name="table.csv")
    assert (bucket.forms[0]["file"], bucket.forms[0]["named"]) == (b"a,b\n", "table.csv")
    assert peer.requests("upload")[0]["type"] == "text/csv" and "text" not in peer.requests("upload")[0]


async def test_what_goes_wrong_on_the_way_is_said(peer: Peer, chat: parley.Chat, bucket: Bucket) -> None:
    room = await chat.join("general")
    bucket.status = 403
    with pytest.raises(parley.Unposted, match="was not taken by 127.0.0.1 .status 403."):
        await room.upload(b"x", name="a.txt")
    bucket.url = peer.url.replace("ws:", "http:").replace(str(peer.port), "9")
    with pytest.raises(parley.Unposted, match="did not get to 127.0.0.1") as error:
        await room.upload(b"x", name="a.txt")
    assert error.value.retry
    bucket.url = "file:///etc/passwd"
    with pytest.raises(parley.ParleyError, match="no HTTP address"):
        await room.upload(b"x", name="a.txt")
    peer.detours["upload"].clear()
    peer.detour("upload", fault("bad_frame", False))
    with pytest.raises(parley.ParleyError, match="bad_frame"):
        await room.upload(b"x", name="program.exe")
    with pytest.raises(FileNotFoundError):
        await room.upload("no such file")


def test_a_boundary_is_never_the_same() -> None:
    file = attachment(b"x", None, None)
    assert (file.name, file.type) == ("file", "application/octet-stream")
    assert encoded({}, file)[0] != encoded({}, file)[0]
