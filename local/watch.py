"""Watches the tree while everything runs: a saved source is put live, a changed template or layer is deployed."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from watchfiles import watch

from local.places import Places
from local.reload import SourceBroken
from local.steps import Say


class Watch:
    """A watcher of the tree, while the context lasts."""

    def __init__(self, places: Places, reload: Callable[[], str], deploy: Callable[[], str], say: Say) -> None:
        self._tree = places.tree.resolve()
        self._reload, self._deploy, self._say = reload, deploy, say
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        watched = [self._tree / name for name in ("src", "layer", "template.yaml") if (self._tree / name).exists()]
        for changes in watch(*watched, stop_event=self._stop, debounce=400, step=50, rust_timeout=500):
            self._answer({Path(path).relative_to(self._tree) for _, path in changes})

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
