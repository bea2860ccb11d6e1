"""A postmark tells the same post from another."""

from models import postmark


def test_a_digest_is_the_same_for_the_same_text_only() -> None:
    assert postmark.digest("hello") == postmark.digest("hello")
    assert postmark.digest("hello") != postmark.digest("hello ")


def test_ids_are_the_senders_own() -> None:
    assert postmark.key("general", "guest:ana") != postmark.key("general", "guest:bo")
    assert postmark.key("general", "guest:ana") != postmark.key("random", "guest:ana")
