"""Profiles."""

from models.profile import Profile


def test_a_profile_is_made_once() -> None:
    Profile.make("cognito:1", "Ana")
    first = Profile.of("cognito:1")
    Profile.make("cognito:1", "Somebody else")
    again = Profile.of("cognito:1")
    assert first and again and (again.name, again.since) == ("Ana", first.since)


def test_who_never_signed_up_has_none() -> None:
    assert Profile.of("guest:ana") is None
