"""What others wrote, made safe to show in a terminal: it can neither move the cursor nor turn the text around."""

import unicodedata

# Bidirectional embeddings, overrides and isolates reach past their text; letters that run right to left stay.
BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
CONTROLS = {code: chr(0x2400 + code) for code in range(0x20)}  # Unicode has a picture of each
UNSEEN = dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), *BIDI, 0x2028, 0x2029], "\ufffd")
HARMLESS = CONTROLS | UNSEEN | {0x7F: "\u2421", 0x09: "    "}
IN_TEXT = {code: to for code, to in HARMLESS.items() if code != 0x0A}


def harmless(text: str) -> str:
    """The text with nothing in it that a terminal obeys, but for its newlines."""
    return text.translate(IN_TEXT)


def harmless_line(text: str) -> str:
    """The same for what has its place in one line, such as a name."""
    return text.translate(HARMLESS)


def width(text: str) -> int:
    """How many columns a terminal gives to it."""
    return sum(_cells(char) for char in text)


def wrap(text: str, columns: int) -> list[str]:
    """The lines of a text, broken between words, or inside a word that is too long for a line."""
    return [line for paragraph in text.split("\n") for line in _wrap(paragraph, max(columns, 2))]


def _wrap(text: str, columns: int) -> list[str]:
    lines, start, room, space = [], 0, columns, -1
    for at, char in enumerate(text):
        if (cells := _cells(char)) > room:
            end = space if space > start else at
            lines.append(text[start:end])
            start = end + (end == space)
            room, space = columns - width(text[start:at]), -1
        if char == " ":
            space = at
        room -= cells
    return [*lines, text[start:]]


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
