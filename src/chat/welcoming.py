"""Welcoming who has signed up."""

from chat.speaking import Said
from identity import Visitor
from models.profile import Profile


def welcome(who: Visitor) -> Said:
    """Make their profile; the answer is what the welcome room hears."""
    Profile.make(who.user, who.name)
    return Said(who.user, f"{who.name} has joined.", fields={"person": who.name})
