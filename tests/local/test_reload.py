from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from local import sam
from local.reload import SourceBroken, artifact, put_live
from local.stack import Stack

pytestmark = pytest.mark.xdist_group("laptop")


@pytest.fixture
def source(laptop: Stack) -> Iterator[Path]:
    """The app's source file; it is as it was afterwards."""
    path = laptop.places.tree / "src" / "app.py"
    before = path.read_text()
    yield path
    path.write_text(before)
    put_live(laptop.places, laptop.deployment, laptop.endpoints.aws)


def test_a_changed_source_is_live(laptop: Stack, source: Path, call: Callable[..., dict[str, Any]]) -> None:
    assert call()["version"] == "one"
    source.write_text(source.read_text().replace('VERSION = "one"', 'VERSION = "two"'))
    assert put_live(laptop.places, laptop.deployment, laptop.endpoints.aws) < 3
    assert call()["version"] == "two"


def test_what_is_no_python_is_not_deployed_and_the_place_is_named(
    laptop: Stack, source: Path, call: Callable[..., dict[str, Any]]
) -> None:
    source.write_text(source.read_text() + "\ndef broken(:\n")
    line = source.read_text().count("\n")
    with pytest.raises(SourceBroken, match=rf"app\.py:{line}: .*(?s:.)*def broken\(:"):
        put_live(laptop.places, laptop.deployment, laptop.endpoints.aws)
    assert call()["version"] == "one"


def test_what_is_put_live_is_what_sam_builds(laptop: Stack, source: Path) -> None:
    (source.parent / "deeper").mkdir()
    (source.parent / "deeper" / "more.py").touch()
    (source.parent / "__pycache__").mkdir(exist_ok=True)
    (source.parent / "__pycache__" / "cached.py").touch()
    (source.parent / "notes.txt").touch()
    built = sam.build(replace(laptop.places, home=laptop.places.home / "compared")).parent / "Door"
    files = {path.relative_to(built).as_posix(): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    assert artifact(source.parent) == files
