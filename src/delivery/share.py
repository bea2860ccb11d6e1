"""One share of a delivery that is too large for one function: what a `deliver` function is told."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from errors import BadFrame


@dataclass(frozen=True)
class Share:
    """A frame for one shard of a room, without the one who has it already; `only` names those of a second attempt.

    `size` is how many there were when that was last counted.
    """

    room: str
    shard: int
    frame: str
    size: int = 0
    spared: str | None = None
    only: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The share as the queue carries it."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Share":
        """The share in a queue's message, also one that a newer version has put there; BadFrame where it is none."""
        try:
            said: dict[str, Any] = json.loads(text)
            return cls(
                room=str(said["room"]),
                shard=int(said["shard"]),
                frame=str(said["frame"]),
                size=int(said.get("size", 0)),
                spared=said.get("spared"),
                only=tuple(said.get("only", ())),
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            raise BadFrame("this is no share of a delivery") from None
