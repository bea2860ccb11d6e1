"""Texts: each its own, of many shapes, some of them long."""

from random import Random

SHAPES = (
    "hello",
    "naïve ☕",
    "👩‍👩‍👧 all of us",
    "שלום",
    '<b>bold</b> & "quoted"',
    "two\nlines\tand a tab",
    "e\u0301 is not é",
    "{{template}} %s $ref",
)


def words(random: Random, id: str) -> str:
    """A text that nobody else says: it begins with the message's id."""
    text = f"{id} {random.choice(SHAPES)}"
    return text + " and so on" * random.randint(20, 400) if random.random() < 0.05 else text
