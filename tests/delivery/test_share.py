"""Shares survive the queue."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery import Share
from errors import BadFrame

WHOLE = Share("general", 3, '{"text":"hi"}', 900, "c1=", ("c2=", "c3="))


@given(st.text(st.characters(codec="utf-8")))
def test_a_share_comes_out_as_it_went_in(frame: str) -> None:
    for share in (Share("general", 0, frame), Share("general", 3, frame, 900, "c1=", ("c2=", "c3="))):
        assert Share.from_json(share.to_json()) == share


def test_fault_29_what_a_newer_version_adds_is_ignored() -> None:
    assert Share.from_json(json.dumps({**json.loads(WHOLE.to_json()), "urgent": True})) == WHOLE


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"room":"a"}', '{"room":"a","shard":"x","frame":""}'])
def test_anything_else_is_no_share(text: str) -> None:
    with pytest.raises(BadFrame):
        Share.from_json(text)
