"""What a field may hold, by values: every limit of docs/protocol.md."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import frames
from errors import BadFrame, TooLarge
from frames import fields

NO_STRINGS: list[object] = [None, True, 1, 1.5, [], {}, ["a"], b"a"]
SURROGATES = ["\ud800", "a\udfffb"]
NUMBER, LINE, FLAG = fields.whole("limit", 1, 100), fields.line("title", 80), fields.flag("on")
NAME, KIND = fields.line("name", 10, 1), fields.one_of("access", ("open", "members"))
CHECKS: dict[str, fields.Check] = {
    "room": fields.room,
    "room_or_nothing": fields.room_or_nothing,
    "id": fields.id_,
    "epoch": fields.epoch,
    "text": fields.text,
    "user": fields.user,
    "mentions": fields.mentions,
    "reaction": fields.reaction,
    "flag": FLAG,
    "one_of": KIND,
    "line": LINE,
    "name": NAME,
    "whole": NUMBER,
    "seq": fields.seq("seq"),
}
ROOMS = [*NO_STRINGS, *SURROGATES, "", "A", "a" * 65, "a/b", "../a", "a#b", "a b", "a\n", "é", "__proto__", "a\0", "ａ"]


def refused(check: fields.Check, value: object) -> str:
    with pytest.raises(BadFrame) as failure:
        check(value)
    return failure.value.code


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_1_to_64_of_the_given_characters(room: object) -> None:
    assert refused(fields.room, room) == "bad_frame"
    if room != "":
        refused(fields.room_or_nothing, room)


def test_the_beginning_of_a_room_may_be_nothing() -> None:
    assert [fields.room_or_nothing(each) for each in ("", "pl", "a" * 64)] == ["", "pl", "a" * 64]
    assert fields.room("general-2") == "general-2"
    assert fields.is_room("-") and not fields.is_room("")


@pytest.mark.parametrize("id", [*NO_STRINGS, *SURROGATES, "", "a" * 65, "a b", "a\n", "é", "a.b"])
def test_an_id_is_1_to_64_of_the_given_characters(id: object) -> None:
    refused(fields.id_, id)
    assert fields.id_("A_z-9") == "A_z-9"


@pytest.mark.parametrize("epoch", [*NO_STRINGS, *SURROGATES, "", "../", "a" * 33, "a-b"])
def test_an_epoch_is_letters_and_digits(epoch: object) -> None:
    refused(fields.epoch, epoch)
    assert fields.epoch("k3") == "k3"


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a" * 8192,
        "é" * 4096,
        "\u0301" * 4000,
        "line\nline\tend",
        "\u202eright to left\u202c",
        "zero\u200bwidth",
        "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈",
        "<script>alert(1)</script>",
        "'; DROP TABLE rooms; --",
        "{{7*7}} %s %n ${jndi:ldap://x} {0.__class__}",
        " x ",
    ],
)
def test_a_text_comes_through_byte_for_byte(text: str) -> None:
    assert fields.text(text) == text
    assert json.loads(frames.encode({"text": fields.text(text)}))["text"] == text


@pytest.mark.parametrize("text", ["a" * 8193, "é" * 4096 + "a", "\u0301" * 10_000, "\ud800" * 3000])
def test_a_text_is_counted_in_bytes(text: str) -> None:
    with pytest.raises(TooLarge):
        fields.text(text)


CONTROLS = ["a\u0000", "\u001b[31mred", "a\rb", "a\u007f", "a\u0085b"]


@pytest.mark.parametrize("text", [*NO_STRINGS, *SURROGATES, *CONTROLS, "", " ", "\n\t", "\u00a0\u3000"])
def test_an_empty_text_and_control_characters_are_refused(text: object) -> None:
    assert refused(fields.text, text) == "bad_frame"


@pytest.mark.parametrize("user", [*NO_STRINGS, *SURROGATES, *CONTROLS, "", "a\nb", "a" * 601, "é" * 301, "a\u2028b"])
def test_a_user_is_something_that_can_be_one(user: object) -> None:
    refused(fields.user, user)
    refused(fields.mentions, [user])


@pytest.mark.parametrize("user", ["guest:ana", "oidc:auth0|1 #2", "room", "é" * 300, "\U0010ffff"])
def test_whatever_a_user_is_called_comes_through(user: str) -> None:
    assert fields.user(user) == user


def test_mentions_are_twenty_users_each_once_and_in_their_order() -> None:
    users = [f"guest:u{number}" for number in range(20)]
    assert fields.mentions(users) == tuple(users)
    assert fields.mentions(["guest:bo", "room", "guest:bo"]) == ("guest:bo", "room")
    assert fields.mentions([]) == ()
    for wrong in ([*users, "guest:one-more"], "guest:ana", None, {"guest:ana": 1}, ("guest:ana",), [["guest:ana"]]):
        refused(fields.mentions, wrong)


@pytest.mark.parametrize("user", ["a" * 600, '"' * 590, "é" * 300])
def test_mentions_never_make_a_message_longer_than_a_page(user: str) -> None:
    users = [user[:-2] + f"{number:02}" for number in range(20)]
    refused(fields.mentions, users)
    few = list(fields.mentions(users[:3]))
    longest = {"text": '"' * fields.TEXT_BYTES, "mentions": few, "file": {"name": "\\" * 200, "type": "x" * 100}}
    assert len(frames.encode(longest)) < frames.PAGE_BYTES - 5_000, "there is room for its sender and its reactions"


EMOJI = ["👍", "❤️", "👩‍👩‍👧", "👍🏽", "🏳️‍🌈", "🇫🇷", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "#️⃣", "‼️", "〰️", "ℹ️", "Ⓜ️", "㊗️", "™️", "🫩"]  # fmt: skip


@pytest.mark.parametrize("reaction", EMOJI)
def test_an_emoji_is_a_reaction_whatever_it_is_made_of(reaction: str) -> None:
    assert fields.reaction(reaction) == reaction


@pytest.mark.parametrize(
    "reaction",
    [
        *[*NO_STRINGS, *SURROGATES, *CONTROLS],
        *["", " ", "👍 👍", "👍\n", "👍\u2028", "a", "👍é", "漢", "👍" * 9, "👍\u202e", "\u2066👍"],
        *["\u200d", "\ufe0f", "\u0301", "\u200d\ufe0f\u20e3"],
    ],
)
def test_what_is_no_emoji_or_cannot_be_seen_is_no_reaction(reaction: object) -> None:
    refused(fields.reaction, reaction)


@pytest.mark.parametrize("value", [None, 0, 1, "true", [], {}])
def test_a_flag_is_true_or_false(value: object) -> None:
    refused(FLAG, value)
    assert FLAG(True) is True
    assert FLAG(False) is False


@pytest.mark.parametrize("value", [*NO_STRINGS, *SURROGATES, "", "OPEN", "open ", "direct"])
def test_one_of_a_list_is_nothing_else(value: object) -> None:
    refused(KIND, value)
    assert [KIND(each) for each in ("open", "members")] == ["open", "members"]


@pytest.mark.parametrize(
    "line",
    [*NO_STRINGS, *SURROGATES, *CONTROLS, "a\nb", "a\tb", "a\u2028b", "a\u2029b", "\u202ea", "a\u2067", "a" * 81],
)
def test_a_line_has_no_controls_and_turns_nothing_around(line: object) -> None:
    refused(LINE, line)


def test_a_line_is_what_is_between_the_white_space_around_it() -> None:
    assert LINE("") == LINE("  ") == ""
    assert LINE("  Plans for 2027 ") == "Plans for 2027"
    assert LINE("é" * 80) == "é" * 80
    for wrong in ("", "   ", "a" * 11):
        refused(NAME, wrong)


@pytest.mark.parametrize("value", [*NO_STRINGS[:2], -1, 0, 101, 1.0, 1.5, "1", 10**12, 2**70, [], {}])
def test_a_number_is_whole_and_in_range(value: object) -> None:
    refused(NUMBER, value)
    assert (NUMBER(1), NUMBER(100)) == (1, 100)


def test_a_seq_begins_with_1_and_a_position_with_0() -> None:
    refused(fields.seq("seq"), 0)
    refused(fields.seq("after", 0), fields.LAST_SEQ + 1)
    assert fields.seq("after", 0)(0) == 0
    assert fields.seq("seq")(fields.LAST_SEQ) == fields.LAST_SEQ


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=6,
)


@given(st.sampled_from(sorted(CHECKS)), anything)
def test_whatever_a_field_holds_it_comes_through_or_is_a_bad_frame(name: str, value: Any) -> None:
    try:
        taken = CHECKS[name](value)
    except BadFrame as failure:
        assert failure.code in ("bad_frame", "too_large")
        assert not isinstance(value, str) or len(value) < 5 or value not in str(failure), "what was sent is not told"
    else:
        if name == "mentions":
            assert list(taken) == list(dict.fromkeys(value))
        else:
            assert taken == (value.strip() if name in ("line", "name") else value)


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1, max_size=2000))
def test_a_text_is_refused_only_where_it_is_white_space(text: str) -> None:
    if text.strip():
        assert fields.text(text) == text
    else:
        refused(fields.text, text)


@given(st.text(max_size=8))
def test_no_reaction_breaks_what_it_is_kept_with(text: str) -> None:
    """A reaction, a space and a user are one string in the table."""
    try:
        reaction = fields.reaction(text)
    except BadFrame:
        return
    assert f"{reaction} oidc:a b".partition(" ") == (reaction, " ", "oidc:a b")
    assert any(unicodedata.category(character) not in ("Cf", "Mn", "Me") for character in reaction)
