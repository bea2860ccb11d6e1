"""What an item has to do with a user."""

import json
from typing import Any

import pytest

from models.personal import names, owner, reactions

ANA = "guest:ana"


def item(pk: str = "ROOM#general", sk: str = "MSG#1", **attributes: Any) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}, **attributes}


@pytest.mark.parametrize(
    ("pk", "whose"),
    [
        ("USER#guest:ana", ANA),
        ("USER#guest:a#guest:ana", "guest:a#guest:ana"),
        ("SENT#general#guest:ana", ANA),
        ("SENT#general#guest:a#guest:ana", "guest:a#guest:ana"),
        ("ROOM#general", ""),
        ("HERE#general#0", ""),
    ],
)
def test_a_key_names_a_user_exactly(pk: str, whose: str) -> None:
    assert owner(item(pk)) == whose


@pytest.mark.parametrize(
    "attributes",
    [
        {"user": {"S": ANA}},
        {"mentions": {"SS": ["guest:bo", ANA]}},
        {"reactions": {"SS": [f"👍 {ANA}"]}},
        {"fields": {"S": json.dumps({"act": "kick", "by": [{"user": ANA}]})}},
        {"votes": {"M": {ANA: {"N": "1"}}}},
        {"votes": {"L": [{"M": {"user": {"S": ANA}}}]}},
        {"seen": {"S": json.dumps({ANA: 1})}},
    ],
)
def test_a_user_is_found_wherever_they_stand(attributes: dict[str, Any]) -> None:
    assert names(item(**attributes), ANA)


@pytest.mark.parametrize(
    "attributes",
    [
        {"user": {"S": "guest:anatol"}, "name": {"S": "Ana"}},
        {"text": {"S": ANA}},
        {"fields": {"S": "{not JSON"}, "at": {"N": "1"}, "archived": {"BOOL": False}},
        {"reactions": {"SS": ["👍 guest:anatol"]}},
    ],
)
def test_whose_name_only_begins_so_is_another(attributes: dict[str, Any]) -> None:
    assert not names(item(**attributes), ANA)


def test_a_user_s_reactions_are_theirs_alone() -> None:
    reacted = item(reactions={"SS": ["👍 guest:ana", "🎉 guest:ana", "👍 guest:anatol"]})
    assert reactions(reacted, ANA) == ["👍 guest:ana", "🎉 guest:ana"]
    assert reactions(item(), ANA) == []
