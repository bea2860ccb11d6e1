"""upload's and link's door."""

import pytest

from handlers import files
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections

CAT = {"action": "upload", "room": "general", "name": "cat.png", "type": "image/png", "size": 7, "id": "u"}


def test_a_form_is_answered(connections: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPLOADS_BUCKET", "files")
    come_in()
    form = answer(files, connections, CAT)
    assert (form["type"], form["id"], form["fields"]["Content-Type"]) == ("upload", "u", "image/png")


def test_there_is_no_link_where_there_is_no_file(connections: Connections) -> None:
    come_in()
    error = answer(files, connections, {"action": "link", "room": "general", "seq": 1, "id": "l"})
    assert (error["code"], error["id"]) == ("not_found", "l")
