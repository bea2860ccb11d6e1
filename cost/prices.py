"""AWS's list prices, as prices.json has them: in dollars, each with the page that has it."""

import json
from dataclasses import dataclass
from pathlib import Path

_READ = json.loads((Path(__file__).parent / "prices.json").read_text())
REGION: str = _READ["region"]
DATE: str = _READ["date"]


@dataclass(frozen=True)
class Price:
    """So many dollars for so many of something; `seen` says where it was last seen quoted."""

    dollars: float
    per: int
    of: str
    page: str
    seen: str

    @property
    def each(self) -> float:
        return self.dollars / self.per


PRICES = {name: Price(**price) for name, price in _READ["prices"].items()}


def each(name: str) -> float:
    """Dollars for one."""
    return PRICES[name].each
