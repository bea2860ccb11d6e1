from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from local.reload import SourceBroken, put_live
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


def test_only_what_the_build_takes_is_put_live(
    laptop: Stack, source: Path, call: Callable[..., dict[str, Any]]
) -> None:
    cache = source.parent / "__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "broken.py").write_text("def broken(:")
    put_live(laptop.places, laptop.deployment, laptop.endpoints.aws)
    assert call()["version"] == "one"
