"""Signing in at the terminal: by e-mail address and password, by a token, by a command."""

import secrets
import shlex
import sys
from collections.abc import Iterator

import pytest

from local.ports import Ports
from local.web import Web
from tests.browser import pool as pools
from tests.browser.conftest import WEB
from tests.browser.pool import Pool
from tests.client.peer import Peer
from tests.client.terminal.window import Window, pipe
from tests.client.tokens import numbers, token

PASSWORD = "correct horse battery 9"


@pytest.fixture(scope="module")
def pool(emulator: str) -> Pool:
    return pools.make(emulator)


@pytest.fixture
def page(peer: Peer, pool: Pool) -> Iterator[str]:
    """The page of this chat, whose settings say where everything is."""
    port = Ports.free().web
    with Web(WEB, port, peer.url, sign_in=pool.place):
        yield f"http://127.0.0.1:{port}/"


async def test_a_person_signs_in_with_a_password_and_is_forgotten_at_the_end(peer: Peer, pool: Pool, page: str) -> None:
    email = f"{secrets.token_hex(6)}@example.com"
    pool.sign_up(email, PASSWORD, "Ana")
    pool.live(2)
    async with Window(page, "--sign-in") as window:
        await window.shows("e-mail address: ")
        window.type(f"{email}\n")
        await window.shows("password: ")
        window.type(f"{PASSWORD}\n")
        await window.waits_at("general> ")
        assert PASSWORD not in window.raw
        await peer.told("renew", 2)
        window.type("hello\n")
        await window.shows("Ana: hello")
        assert len(peer.lines) == 1
        window.type("/quit\n")
        assert await window.exit() == 0


async def test_a_wrong_password_is_said(pool: Pool, page: str) -> None:
    async with Window(page, "--sign-in") as window:
        await window.shows("e-mail address: ")
        window.type("nobody@example.com\n")
        await window.shows("password: ")
        window.type("something\n")
        await window.shows("the e-mail address or the password is wrong")
        assert await window.exit() == 1


async def test_who_is_signed_out_is_told_and_gone(peer: Peer) -> None:
    command = f"{sys.executable} -c {shlex.quote(f'print({token()!r})')}"
    async with Window(peer.url, "--token-command", command) as window:
        await window.waits_at("general> ")
        await peer.lines[0].send({"type": "signedOut", "reason": "operator"})
        await window.shows("an operator has signed you out")
        assert await window.exit() == 3


async def test_one_signs_out_on_all_devices(peer: Peer) -> None:
    command = f"{sys.executable} -c {shlex.quote(f'print({token()!r})')}"
    async with Window(peer.url, "--token-command", command) as window:
        await window.waits_at("general> ")
        window.type("/signout\n")
        await window.shows("you have signed out on all devices")
        assert await window.exit() == 3 and len(peer.lines) == 1


async def test_a_command_is_asked_for_each_token(peer: Peer) -> None:
    peer.refusals.append(403)
    command = f"{sys.executable} -c {shlex.quote(f'print({token(number=7)!r})')}"
    assert await pipe(peer.url, "--token-command", command, text=b"hello\n") == (0, "", "")
    assert (numbers([peer.lines[0].name[7:]]), peer.texts("general")) == ([7], ["hello"])
    status, _, complaints = await pipe(peer.url, "--token-command", "exit 9", text=b"")
    assert (status, complaints) == (4, "parley: the command for a token has failed (status 9)\n")


async def test_a_token_of_the_environment_is_taken_unless_a_name_is_given(
    peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_TOKEN", token(name="Zoë"))
    assert (await pipe(peer.url, text=b"hello\n"))[0] == 0
    assert (await pipe(peer.url, "--name", "Ana", text=b"hello\n"))[0] == 0
    assert [line.user["name"] for line in peer.lines] == ["Zoë", "Ana"]


async def test_what_a_sign_in_needs_is_said(peer: Peer, page: str) -> None:
    for arguments, status, words in [
        ((peer.url, "--sign-in"), 3, "needs the page's address"),
        ((page, "--sign-in"), 3, "there is no terminal"),
        (("http://127.0.0.1:1/", "--name", "Ana"), 4, "there is no page of Parley's"),
    ]:
        ended, _, complaints = await pipe(*arguments, text=b"")
        assert ended == status and words in complaints


async def test_a_page_s_address_is_enough_for_a_name(peer: Peer, page: str) -> None:
    assert (await pipe(page, "--name", "Ana", text=b"hello\n"))[0] == 0
    assert peer.texts("general") == ["hello"]
