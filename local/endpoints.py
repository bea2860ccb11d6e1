"""Where everything is, once it runs: the file that clients and tests read."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Endpoints:
    """The URLs of a running stack; `http` is there only when the template has an HTTP API."""

    websocket: str
    connections: str
    aws: str
    region: str
    stack: str
    web: str | None = None
    http: str | None = None

    def write(self, path: Path) -> None:
        """Writes the file in one go, so that a reader never sees half of it."""
        present = {name: value for name, value in asdict(self).items() if value is not None}
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(present, indent=2, sort_keys=True) + "\n")
        draft.replace(path)

    @classmethod
    def read(cls, path: Path) -> "Endpoints":
        """What is written there; raises FileNotFoundError when nothing runs."""
        return cls(**json.loads(path.read_text()))
