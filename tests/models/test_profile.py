"""Profiles."""

import pytest

from models.profile import Profile, name_of_user


def test_a_profile_is_made_once() -> None:
    Profile.make("cognito:1", "Ana")
    first = Profile.of("cognito:1")
    Profile.make("cognito:1", "Somebody else")
    again = Profile.of("cognito:1")
    assert first and again and (again.name, again.since) == ("Ana", first.since)


def test_who_never_signed_up_has_none() -> None:
    assert Profile.of("guest:ana") is None


@pytest.mark.parametrize(
    ("user", "name"), [("guest:ana", "ana"), ("oidc:auth0:1", "auth0:1"), ("nobody", "nobody"), ("x:", "x:")]
)
def test_who_has_no_profile_is_called_by_what_they_are_known_by(user: str, name: str) -> None:
    assert name_of_user(user) == name


def test_who_has_a_profile_is_called_by_that() -> None:
    Profile.make("oidc:1", "Ana")
    assert name_of_user("oidc:1") == "Ana"
