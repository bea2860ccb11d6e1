"""Texts for the ear: what somebody wrote, as SSML that a voice reads and nothing that it obeys.

https://developer.amazon.com/en-US/docs/alexa/custom-skills/speech-synthesis-markup-language-ssml-reference.html
"""

import re
import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape

# Nobody listens for longer, and Alexa takes 8,000 characters in all.
HEARD = 300

_LINK = re.compile(r"\bhttps?://\S+", re.IGNORECASE)


def aloud(text: str) -> str:
    """A text as it can be read out: one line, links by that name, cut where it gets long, escaped."""
    words = _LINK.sub("a link", text)
    line = " ".join("".join(character if _sounds(character) else " " for character in words).split())
    heard = line if len(line) <= HEARD else f"{line[:HEARD]} and so on"
    return escape(heard or "something that has no words", {'"': "&quot;", "'": "&apos;"})


def spoken(paragraphs: Iterable[str]) -> str:
    """Paragraphs, escaped already, with a breath between them."""
    return f"<speak>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}</speak>"


def slug(spoken_name: str) -> str:
    """The room that somebody names: General Chat is general-chat."""
    return "-".join(re.findall(r"[^\W_]+", spoken_name.lower())) or spoken_name


def _sounds(character: str) -> bool:
    """Neither controls and unassigned code points, which XML forbids or may, nor what only the eye understands."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Cn", "Co", "Cs", "So")
