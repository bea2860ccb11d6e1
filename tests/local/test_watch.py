import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from local.places import Places
from local.reload import SourceBroken
from local.watch import Watch


class Seen:
    """A watched tree, and what the watcher did and said."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.done: SimpleQueue[str] = SimpleQueue()
        self.said: SimpleQueue[str] = SimpleQueue()
        self.failure: Exception | None = None

    def act(self, what: str) -> Callable[[], str]:
        def done() -> str:
            self.done.put(what)
            if self.failure:
                raise self.failure
            return f"{what} done"

        return done

    def save(self, name: str) -> None:
        (self.tree / name).write_text("changed")


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Seen]:
    for name in ("src", "layer"):
        (tmp_path / name).mkdir()
    (tmp_path / "template.yaml").write_text("")
    seen = Seen(tmp_path)
    later = time.time() + 60
    with Watch(Places(tree=tmp_path), seen.act("reload"), seen.act("deploy"), seen.said.put, later) as watch:
        watch.wait_until_ready()
        yield seen


def test_a_saved_source_is_reloaded_and_named(seen: Seen) -> None:
    seen.save("src/app.py")
    assert seen.done.get(timeout=10) == "reload"
    assert seen.said.get(timeout=10) == "src/app.py: reload done"


@pytest.mark.parametrize("name", ["template.yaml", "layer/requirements.txt", "src/Makefile"])
def test_what_changes_the_build_is_deployed(seen: Seen, name: str) -> None:
    seen.save(name)
    assert seen.done.get(timeout=10) == "deploy"


def test_a_broken_source_is_shown_and_the_next_save_counts(seen: Seen) -> None:
    seen.failure = SourceBroken("src/app.py:3: invalid syntax")
    seen.save("src/app.py")
    assert "src/app.py:3: invalid syntax" in seen.said.get(timeout=10)
    seen.failure = None
    seen.done.get()
    seen.save("src/app.py")
    assert seen.done.get(timeout=10) == "reload"


def test_a_failed_deploy_is_said_and_the_next_save_counts(seen: Seen) -> None:
    seen.failure = RuntimeError("sam deploy failed")
    seen.save("template.yaml")
    assert "template.yaml is not live: sam deploy failed" in seen.said.get(timeout=10)
    seen.failure = None
    seen.done.get()
    seen.save("template.yaml")
    assert seen.done.get(timeout=10) == "deploy"


def test_a_file_that_an_editor_puts_in_place_is_seen_each_time(seen: Seen) -> None:
    for _ in range(2):
        seen.save("draft")
        (seen.tree / "draft").replace(seen.tree / "template.yaml")
        assert seen.done.get(timeout=10) == "deploy"


def test_other_files_lead_to_nothing(seen: Seen) -> None:
    seen.save("README.md")
    seen.save("src/app.py")
    assert seen.done.get(timeout=10) == "reload"
    assert seen.done.empty()


@pytest.mark.parametrize(("name", "what"), [("src/app.py", "reload"), ("template.yaml", "deploy")])
def test_what_was_saved_before_the_watch_began_counts_too(tmp_path: Path, name: str, what: str) -> None:
    since = time.time() - 60
    (tmp_path / "src").mkdir()
    seen = Seen(tmp_path)
    seen.save("src/long-ago.py")
    os.utime(tmp_path / "src" / "long-ago.py", (since - 1, since - 1))
    seen.save(name)
    with Watch(Places(tree=tmp_path), seen.act("reload"), seen.act("deploy"), seen.said.put, since):
        assert seen.done.get(timeout=10) == what
        assert seen.said.get(timeout=10) == f"{name}: {what} done"
