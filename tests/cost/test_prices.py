"""Every price says of what it is, where AWS has it, and where it was last seen."""

import pytest

from cost.prices import DATE, PRICES, REGION, each


@pytest.mark.parametrize("name", PRICES)
def test_a_price_has_its_page(name: str) -> None:
    price = PRICES[name]
    assert price.page.startswith("https://aws.amazon.com/") and "pricing" in price.page
    assert price.of and price.seen and price.dollars > 0


def test_one_is_a_share_of_many() -> None:
    assert each("websocket_frames") == pytest.approx(1e-6) and each("alarms") == pytest.approx(0.10)
    assert (REGION, DATE) == ("us-east-1", "November 2026")
