"""How long it took: from sending to one's own copy, and to the other's."""

import math
from collections.abc import Sequence

from smoke.scene import Said, Scene


def lines(scene: Scene, talk: Sequence[Said]) -> list[str]:
    """What to print of a talk; what was not heard is left out and is another check's affair."""
    return [
        _line("acknowledged", [said.acknowledged - said.sent for said in talk]),
        _line("heard by the other", [at - said.sent for said in talk if (at := _heard(scene, said)) is not None]),
    ]


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def _heard(scene: Scene, said: Said) -> float | None:
    other = scene.ben if said.by == scene.ana.name else scene.ana
    return next((one.at for one in other.heard if one.frame.get("id") == said.id), None)


def _line(what: str, times: Sequence[float]) -> str:
    if not times:
        return f"{what}: never"
    median, p95 = (quantile(times, share) * 1000 for share in (0.5, 0.95))
    return f"{what}: median {median:.0f} ms, p95 {p95:.0f} ms, of {len(times)} messages"
