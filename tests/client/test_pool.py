"""Signing in to a real user pool."""

import secrets

import jwt
import pytest

import parley
from tests.browser import pool as pools
from tests.browser.pool import Pool

PASSWORD = "correct horse battery 9"


@pytest.fixture(scope="module")
def pool(emulator: str) -> Pool:
    return pools.make(emulator)


@pytest.fixture
def email(pool: Pool) -> str:
    email = f"{secrets.token_hex(6)}@example.com"
    pool.sign_up(email, PASSWORD, "Ana")
    return email


@pytest.fixture
def client(pool: Pool) -> parley.Pool:
    return parley.Pool(f"{pool.url}/", pool.client)


def said(token: str) -> str:
    return str(jwt.decode(token, options={"verify_signature": False})["jti"])


async def test_who_has_the_password_gets_tokens_for_as_long_as_they_like(client: parley.Pool, email: str) -> None:
    session = await client.sign_in(email, PASSWORD)
    first = await session.token()
    assert session.name == "Ana" and await session.token() == first
    assert said(await session.token(fresh=True)) != said(first)


async def test_a_wrong_password_and_an_unknown_address_are_refused_alike(client: parley.Pool, email: str) -> None:
    for who, password in [(email, "another one 12"), ("nobody@example.com", PASSWORD)]:
        with pytest.raises(parley.ParleyError, match="address or the password is wrong") as wrong:
            await client.sign_in(who, password)
        assert not wrong.value.retry


async def test_an_address_that_is_not_proven_is_told_so(client: parley.Pool, pool: Pool) -> None:
    who, name = "new@example.com", [{"Name": "name", "Value": "Bo"}]
    pool.api.sign_up(ClientId=pool.client, Username=who, Password=PASSWORD, UserAttributes=name)
    with pytest.raises(parley.ParleyError, match="not confirmed"):
        await client.sign_in(who, PASSWORD)


async def test_who_signs_out_gets_no_more_tokens(client: parley.Pool, email: str) -> None:
    session, other = await client.sign_in(email, PASSWORD), await client.sign_in(email, PASSWORD)
    await session.sign_out()
    with pytest.raises(parley.SignedOut):
        await session.token(fresh=True)
    await other.token(fresh=True)


async def test_signing_out_everywhere_asks_with_the_access_token(client: parley.Pool, email: str) -> None:
    session = await client.sign_in(email, PASSWORD)
    await session.sign_out_everywhere()


async def test_nobody_there_is_worth_another_try(client: parley.Pool) -> None:
    with pytest.raises(parley.Unreachable) as nobody:
        await parley.Pool("http://127.0.0.1:1/", "c").sign_in("a@example.com", PASSWORD)
    assert nobody.value.retry
