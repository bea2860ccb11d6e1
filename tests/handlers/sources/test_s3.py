"""S3's door."""

import pytest

from config import source
from errors import BadFrame, Forbidden
from handlers.sources import s3
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


@pytest.fixture(autouse=True)
def everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads are announced in any room."""
    monkeypatch.setenv("SOURCE_ROOMS", "*")
    source.cache_clear()


def test_a_file_is_announced_once_with_its_name_and_a_link() -> None:
    for _ in range(2):
        s3.handler(event("s3"), CONTEXT)
    ((name, text),) = said()
    title, link = text.split("\n")
    assert (name, title) == ("Operator", "floor plan übersicht.pdf (1.31 MB)")
    assert link.startswith("https://parley-uploads-1a2b3c4d5e6f.s3.")
    assert "/rooms/operations/x7Kp2mQ9/floor%20plan%20%C3%BCbersicht.pdf?" in link


def test_the_same_key_again_is_another_upload() -> None:
    upload = event("s3")
    s3.handler(upload, CONTEXT)
    upload["Records"][0]["s3"]["object"]["sequencer"] = "0C0F6F405D6ED209E2"
    s3.handler(upload, CONTEXT)
    assert len(said()) == 2


@pytest.mark.parametrize(
    ("key", "refusal"),
    [("rooms/..%2Fsecret/a.pdf", Forbidden), ("rooms/General/a.pdf", Forbidden), ("rooms/general", BadFrame)],
)
def test_a_key_that_names_no_room_is_refused(key: str, refusal: type[Exception]) -> None:
    upload = event("s3")
    upload["Records"][0]["s3"]["object"]["key"] = key
    with pytest.raises(refusal):
        s3.handler(upload, CONTEXT)


def test_a_folder_is_no_file() -> None:
    upload = event("s3")
    upload["Records"][0]["s3"]["object"] |= {"key": "rooms/operations/", "size": 0}
    assert s3.handler(upload, CONTEXT) == {"said": []}
