"""A function that looks at what people say, for a deployment's parameter ModerationFunction."""

from typing import Any

CARDS = ("4111", "5500", "3782")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Nobody gives away a card's number, wherever they say it."""
    digits = "".join(character for character in event["text"] if character.isdigit())
    if len(digits) >= 15 and digits.startswith(CARDS):
        return {"allow": False, "reason": "that looks like the number of a card"}
    return {"allow": True}
