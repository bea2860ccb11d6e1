"""An arrival: how often connections are opened, by one user or from one address."""

from ipaddress import IPv6Address, ip_address, ip_network

from models import allowance
from models.allowance import Spending
from models.clock import in_seconds

SK = "ARRIVAL"
# A subscriber has a whole network of these: https://www.rfc-editor.org/rfc/rfc6177
SUBSCRIBER = 64


class Arrival(Spending, discriminator="arrival"):
    """There is one for each user and address that came lately, until it expires."""


def by_user(user: str, most: int, now: int) -> bool:
    """Whether the user may open one more connection: `most` at once, and as many a minute; 0 is no bound."""
    return _take(f"user#{user}", most, now)


def from_address(address: str, most: int, now: int) -> bool:
    """Whether one more connection may be opened from an address, or from the network that a subscriber has of IPv6."""
    return _take(f"address#{_network(address)}", most, now)


def _take(who: str, most: int, now: int) -> bool:
    kept = [Arrival.kind.set(Arrival), Arrival.expires_at.set(in_seconds(3600))]
    item = Arrival(f"ARRIVAL#{who}", SK)
    return not most or allowance.take_anew(item, now, most, max(1, 60_000 // most), kept)


def _network(address: str) -> str:
    try:
        version = ip_address(address)
    except ValueError:
        return address
    one = isinstance(version, IPv6Address)
    return str(ip_network((version, SUBSCRIBER), strict=False)) if one else address
