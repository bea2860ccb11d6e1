"""Additive increase, multiplicative decrease."""

from delivery.window import SETTLE, TOGETHER, Window


def test_it_starts_at_its_ceiling_and_stays_below() -> None:
    window = Window(128)
    window.widen()
    assert window.size == 128


def test_one_throttled_recipient_alone_changes_nothing_for_the_others() -> None:
    window = Window(128)
    window.throttled(10.0)
    window.throttled(10.0 + TOGETHER)
    assert window.size == 128


def test_two_together_halve_it() -> None:
    window = Window(128)
    window.throttled(10.0)
    window.throttled(10.01)
    assert window.size == 64


def test_a_round_halves_it_once() -> None:
    window = Window(128)
    for number in range(100):
        window.throttled(10.0 + number * SETTLE / 200)
    assert window.size == 64
    window.throttled(10.0 + SETTLE + 0.001)
    assert window.size == 32


def test_it_never_closes() -> None:
    window = Window(4)
    for number in range(10):
        window.halve(number * SETTLE * 2)
    assert window.size == 1


def test_a_windowful_delivered_widens_it_by_about_one() -> None:
    window = Window(128)
    window.halve(0.0)
    for _ in range(64):
        window.widen()
    assert 64.9 < window.size <= 65.0
