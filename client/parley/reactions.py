"""Counting reactions, pure."""

from collections.abc import Iterable
from dataclasses import replace

from .entries import Reacted, Reaction


def reacted(reactions: Iterable[Reaction], entry: Reacted, counted: bool) -> tuple[Reaction, ...]:
    """The reactions after that; `counted` says whether they include it where their users, cut short, do not tell."""
    by_emoji = {reaction.reaction: reaction for reaction in reactions}
    before = by_emoji.get(entry.reaction, Reaction(entry.reaction, 0, ()))
    by_emoji[entry.reaction] = (_given if entry.on else _taken)(before, entry.sender.user, counted)
    return tuple(reaction for reaction in by_emoji.values() if reaction.count > 0)


def _given(reaction: Reaction, user: str, counted: bool) -> Reaction:
    if user in reaction.users or (counted and _is_cut(reaction)):
        return reaction
    return replace(reaction, count=reaction.count + 1, users=(*reaction.users, user))


def _taken(reaction: Reaction, user: str, counted: bool) -> Reaction:
    if user in reaction.users:
        others = tuple(other for other in reaction.users if other != user)
        return replace(reaction, count=reaction.count - 1, users=others)
    return replace(reaction, count=reaction.count - 1) if _is_cut(reaction) and not counted else reaction


def _is_cut(reaction: Reaction) -> bool:
    return len(reaction.users) < reaction.count
