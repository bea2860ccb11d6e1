"""Token buckets, as in "Protect your WebSocket APIs in API Gateway" (websocket-api-protect.html)."""

from local.gateway.throttle import Rate, Throttle


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_and_then_the_rate() -> None:
    clock = Clock()
    throttle = Throttle(Rate(per_second=2, burst=3), clock=clock)
    assert [throttle.take("join") for _ in range(4)] == [True, True, True, False]
    clock.now = 0.5
    assert [throttle.take("join") for _ in range(2)] == [True, False]
    clock.now = 100
    assert [throttle.take("join") for _ in range(4)] == [True, True, True, False]


def test_a_route_of_its_own_rate_does_not_use_up_the_others() -> None:
    throttle = Throttle(Rate(1, 1), {"chat": Rate(1, 2)}, clock=Clock())
    assert [throttle.take("chat") for _ in range(3)] == [True, True, False]
    assert [throttle.take("join") for _ in range(2)] == [True, False]


def test_without_settings_nothing_is_throttled() -> None:
    throttle = Throttle(None)
    assert all(throttle.take("join") for _ in range(1000))


def test_a_burst_of_nothing_refuses_everything() -> None:
    assert not Throttle(Rate(0, 0)).take("join")
