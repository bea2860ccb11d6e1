"""What goes wrong in a course, by its seed: at the gateway (local/gateway/faults.py), and inside the functions.

Each fault has a name, under which it is counted, and a range from which the seed draws how often it comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

# A frame that waits for its second, and has none, goes on after this.
ALONE = 0.3

GATEWAY: dict[str, tuple[dict[str, Any], float]] = {
    "post 410": ({"on": "post", "status": 410}, 0.02),
    "post 429": ({"on": "post", "status": 429}, 0.05),
    "post 500": ({"on": "post", "status": 500}, 0.03),
    "post 503, delivered": ({"on": "post", "status": 503, "delivered": True}, 0.03),
    "post reset": ({"on": "post", "reset": True}, 0.03),
    "post reset, delivered": ({"on": "post", "reset": True, "delivered": True}, 0.03),
    "post hangs": ({"on": "post", "hang": True}, 0.003),
    "post late": ({"on": "post", "delay": 0.2}, 0.05),
    "frame twice, serial": ({"on": "message", "duplicate": "serial"}, 0.05),
    "frame twice, concurrent": ({"on": "message", "duplicate": "concurrent"}, 0.05),
    "frames in parallel": ({"on": "message", "pair": "parallel", "delay": ALONE}, 0.05),
    "frames reversed": ({"on": "message", "pair": "reversed", "delay": ALONE}, 0.05),
    "frame lost": ({"on": "message", "drop": True}, 0.03),
    "frame late": ({"on": "message", "delay": 0.4}, 0.04),
    "$connect refused": ({"on": "connect", "status": 503}, 0.1),
    "$connect twice": ({"on": "connect", "duplicate": "concurrent"}, 0.1),
    "$connect late": ({"on": "connect", "delay": 0.3}, 0.1),
    "$disconnect lost": ({"on": "disconnect", "drop": True}, 0.3),
    "$disconnect twice": ({"on": "disconnect", "duplicate": "serial"}, 0.2),
    "$disconnect late": ({"on": "disconnect", "delay": 1.0}, 0.2),
    "connection cut short": ({"on": "open", "duration_seconds": 2.0}, 0.2),
}

# What befalls one invocation: at which operation of the table's API, or at which post, and what (see worker.py).
INSIDE: dict[str, tuple[dict[str, Any], float]] = {
    "killed before the message": ({"at": "TransactWriteItems", "do": "die"}, 0.02),
    "killed after the commit": ({"at": "TransactWriteItems", "do": "die after"}, 0.02),
    "killed in the fan-out": ({"at": "post", "nth": 2, "do": "die"}, 0.02),
    "killed anywhere": ({"at": "any", "do": "die"}, 0.01),
    "commit's answer lost": ({"at": "TransactWriteItems", "do": "lose"}, 0.02),
    "number's answer lost": ({"at": "UpdateItem", "nth": 2, "do": "lose"}, 0.02),
    "table throttled": ({"at": "any", "do": "throttle"}, 0.03),
    "table throttled for long": ({"at": "any", "do": "throttle", "times": 9}, 0.01),
    "table fails": ({"at": "any", "do": "fail"}, 0.03),
    "message long after its number": ({"at": "TransactWriteItems", "do": "late", "seconds": 2.6}, 0.03),
    "table slow": ({"at": "any", "do": "late"}, 0.03),
    "table resets": ({"at": "any", "do": "reset"}, 0.02),
}


@dataclass(frozen=True)
class Weather:
    """How probable each fault is in one course."""

    seed: int
    gateway: Mapping[str, float] = field(default_factory=dict)
    inside: Mapping[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        both = {**self.gateway, **self.inside}
        return ", ".join(f"{name} {often:.3f}" for name, often in both.items()) or "no faults"

    @property
    def script(self) -> dict[str, Any]:
        """The gateway's fault script: its rules are in the order of `gateway`."""
        rules = [{**GATEWAY[name][0], "probability": often} for name, often in self.gateway.items()]
        return {"seed": self.seed, "rules": rules}


def weather(seed: int, calm: bool) -> Weather:
    """All faults, each as often as the seed says: from half to one and a half times what is usual."""
    if calm:
        return Weather(seed)
    random = Random(f"weather {seed}")
    gateway = {name: round(often * random.uniform(0.5, 1.5), 4) for name, (_, often) in GATEWAY.items()}
    inside = {name: round(often * random.uniform(0.5, 1.5), 4) for name, (_, often) in INSIDE.items()}
    return Weather(seed, gateway, inside)


class Inside:
    """Draws what befalls each invocation of a course."""

    def __init__(self, weather: Weather) -> None:
        self._often = weather.inside
        self._random = Random(f"inside {weather.seed}")

    def draw(self) -> tuple[str, dict[str, Any]] | None:
        """The fault for the next invocation, and where in its work it comes; None for most."""
        for name, often in self._often.items():
            if self._random.random() < often:
                given = INSIDE[name][0]
                return name, {"nth": self._random.randint(1, 4) if given["at"] == "any" else 1, **given}
        return None
