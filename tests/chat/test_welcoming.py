"""Who has signed up is welcomed, and has a profile."""

from chat.welcoming import welcome
from identity import Visitor
from models.profile import Profile


def test_the_profile_is_there_before_the_room_hears_of_it() -> None:
    said = welcome(Visitor("cognito:1", "Ana"))
    profile = Profile.of("cognito:1")
    assert profile and profile.name == "Ana"
    assert (said.identity, said.text) == ("cognito:1", "Ana has joined.")
