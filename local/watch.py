"""Watches the tree while everything runs: a saved source is put live, a changed template or layer is deployed."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from watchfiles import watch

from local.places import Places
from local.reload import SourceBroken
from local.steps import Say

FOLDERS = ("src", "layer")
FILES = ("template.yaml", "samconfig.toml")


class Watch:
    """A watcher of the tree, while the context lasts; what was saved `since` an earlier moment counts too."""

    def __init__(
        self, places: Places, reload: Callable[[], str], deploy: Callable[[], str], say: Say, since: float
    ) -> None:
        self._tree = places.tree.resolve()
        self._reload, self._deploy, self._say = reload, deploy, say
        self._since = since
        self._stop = threading.Event()
        self._one_at_a_time = threading.Lock()
        folders = [self._tree / name for name in FOLDERS]
        # Editors put a new file in the place of the old one, which only the folder around it can tell.
        self._watches = [_Folders(folders, True, self._stop), _Folders([self._tree], False, self._stop)]
        self._threads = [threading.Thread(target=self._follow, args=(one,), daemon=True) for one in self._watches]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        threading.Thread(target=self._catch_up, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def wait_until_ready(self) -> None:
        """Returns when every change from now on is seen."""
        for one in self._watches:
            one.ready.wait()

    def _follow(self, folders: "_Folders") -> None:
        for paths in folders.changes():
            self._changed(paths)

    def _catch_up(self) -> None:
        self.wait_until_ready()
        files = [self._tree / name for name in FILES]
        files += [path for name in FOLDERS for path in (self._tree / name).rglob("*")]
        newer = {path for path in files if path.is_file() and path.stat().st_mtime > self._since}
        self._changed({path for path in newer if "__pycache__" not in path.parts})

    def _changed(self, paths: set[Path]) -> None:
        changed = {path.relative_to(self._tree) for path in paths}
        counting = {path for path in changed if path.parts[0] in FOLDERS or str(path) in FILES}
        if counting:
            with self._one_at_a_time:
                self._answer(counting)

    def _answer(self, changed: set[Path]) -> None:
        source = all(path.parts[0] == "src" and path.name != "Makefile" for path in changed)
        names = ", ".join(sorted(map(str, changed))[:3]) + (" …" if len(changed) > 3 else "")
        try:
            self._say(f"{names}: {(self._reload if source else self._deploy)()}")
        except SourceBroken as error:
            self._say(f"{error}\n    Not live: what ran before still runs.")
        except Exception as error:
            # The watcher outlives whatever one change leads to: the next save may mend it.
            self._say(f"{names} is not live: {error}")


class _Folders:
    """The changes in some folders, gathered until there are no more for a moment."""

    def __init__(self, folders: list[Path], deep: bool, stop: threading.Event) -> None:
        self.ready = threading.Event()
        self._folders, self._deep, self._stop = [path for path in folders if path.exists()], deep, stop

    def changes(self) -> Iterator[set[Path]]:
        for found in watch(
            *self._folders,
            recursive=self._deep,
            stop_event=self._stop,
            debounce=400,
            step=50,
            rust_timeout=300,
            yield_on_timeout=True,
        ):
            self.ready.set()
            if found:
                yield {Path(path) for _, path in found}
