"""What is made of the figures of abuse; that the abuser abuses is seen when it is measured."""

from benchmarks.abuse import COMING, FLOODING, WITHOUT, Found, ratio_of, told


def rounds(*medians: float) -> list[dict[str, float]]:
    return [{"p50": one, "p99": 2 * one} for one in medians]


def test_each_round_is_held_against_its_own() -> None:
    found: Found = {WITHOUT: rounds(10, 100, 20), COMING: rounds(20, 200, 60), FLOODING: rounds(11, 100, 24)}
    assert ratio_of(found, WITHOUT) == 1
    assert ratio_of(found, COMING) == 2
    assert ratio_of(found, FLOODING) == 1.1


def test_what_came_of_it_is_told_by_how_often() -> None:
    assert told({"opened": 3, "sent": 12_000, "rate_limited": 90}) == "sent 12,000, rate_limited 90, opened 3"
