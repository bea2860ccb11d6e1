"""The guide tells a new way through the code from one that was taken before."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

import frames
from errors import ParleyError
from tests.fuzz.guide import Guide

BODIES = ("null", "null", "[]", '{"action":"ping"}')


def test_another_way_has_arcs_of_its_own_and_the_same_way_none() -> None:
    guide = Guide()
    sizes: list[int] = []

    @settings(max_examples=1)
    @given(st.just(0))
    def follow(_: int) -> None:
        body = BODIES[len(sizes)]
        with guide.following(), suppress(ParleyError):
            frames.decode("ping", frames.parse(body))
        sizes.append(len(guide.seen))

    for _ in BODIES:
        follow()
    assert 0 < sizes[0] == sizes[1] == sizes[2] < sizes[3]
