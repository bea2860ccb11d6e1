"""Fault scripts: when a rule is followed."""

import pytest

from local.gateway.errors import FaultScriptError
from local.gateway.faults import Faults


def statuses(faults: Faults, count: int) -> list[int | None]:
    met = [faults.meet("post", "ana=", None) for _ in range(count)]
    return [rule.status if rule else None for rule in met]


def test_without_a_script_nothing_happens() -> None:
    assert statuses(Faults(), 3) == [None, None, None]


def test_nth_counts_what_the_rule_concerns() -> None:
    faults = Faults({"rules": [{"on": "post", "id": "ana=", "nth": [1, 3], "status": 410}]})
    assert faults.meet("post", "ben=", None) is None
    assert faults.meet("get", "ana=", None) is None
    assert statuses(faults, 4) == [410, None, 410, None]


def test_times_is_an_end() -> None:
    assert statuses(Faults({"rules": [{"on": "post", "times": 2, "status": 429}]}), 3) == [429, 429, None]


def test_the_first_rule_that_fits_is_followed() -> None:
    rules = [{"on": "post", "times": 1, "status": 403}, {"on": "post", "status": 500}]
    assert statuses(Faults({"rules": rules}), 3) == [403, 500, 500]


def test_probability_is_repeatable_by_seed() -> None:
    script = {"seed": 7, "rules": [{"on": "post", "probability": 0.3, "status": 500}]}
    first, second, other = (statuses(Faults(one), 500) for one in (script, script, script | {"seed": 8}))
    assert first == second != other
    assert 100 < first.count(500) < 200


@pytest.mark.parametrize("script", [[], {"rule": []}, "post"])
def test_a_script_is_an_object_of_seed_and_rules(script: object) -> None:
    with pytest.raises(FaultScriptError):
        Faults(script)  # type: ignore[arg-type]


def test_what_was_followed_is_counted_in_the_order_of_the_script() -> None:
    rules = [{"on": "get", "status": 500}, {"on": "post", "times": 2, "status": 410}, {"on": "post", "status": 429}]
    faults = Faults({"rules": rules})
    statuses(faults, 3)
    assert faults.followed == [0, 2, 1]
