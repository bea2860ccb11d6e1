"""Signing in to an Amazon Cognito user pool, as a client without a secret may; standard library only.

    pool = parley.Pool("https://cognito-idp.eu-central-1.amazonaws.com/", client="3n4b5urk1ft4fl3mg5e62d9ado")
    session = await pool.sign_in("ana@example.com", password)
    async with parley.connect(url, token=session.token) as chat: …

https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html
"""

import asyncio
import json
import time
import urllib.error
import urllib.request
from typing import Any

from .errors import ParleyError, SignedOut, Unreachable
from .sign_in import claims

PATIENCE = 20.0
GOOD = 0.9  # of a token's life
LATER = ("InternalErrorException", "LimitExceededException", "TooManyRequestsException")
SENTENCES = {
    "NotAuthorizedException": "the e-mail address or the password is wrong",
    "UserNotConfirmedException": "this e-mail address is not confirmed yet: sign in on the page first",
}


class Pool:
    """`url` is https://cognito-idp.REGION.amazonaws.com/, and `client` the pool's client id."""

    def __init__(self, url: str, client: str) -> None:
        self._url, self._client = url, client

    async def sign_in(self, email: str, password: str) -> "Session":
        """Who has this password is signed in; raises ParleyError. The password is not kept."""
        given = {"USERNAME": email, "PASSWORD": password}
        said = await self.ask("InitiateAuth", AuthFlow="USER_PASSWORD_AUTH", AuthParameters=given)
        if "AuthenticationResult" not in said:
            raise ParleyError("this account wants more than a password, which cannot be given here", "forbidden")
        return Session(self, said["AuthenticationResult"])

    async def ask(self, action: str, **request: Any) -> dict[str, Any]:
        """The answer of one of the pool's actions; raises ParleyError, or Unreachable."""
        return await asyncio.to_thread(self._ask, action, {"ClientId": self._client} | request)

    def _ask(self, action: str, request: dict[str, Any]) -> dict[str, Any]:
        headers = {
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": f"AWSCognitoIdentityProviderService.{action}",
        }
        body = json.dumps({name: value for name, value in request.items() if value is not None}).encode()
        try:
            asked = urllib.request.Request(self._url, body, headers)
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as error:
            with error:
                raise _error(error) from None
        except (OSError, ValueError) as error:
            raise Unreachable(f"nobody signs in at {self._url} ({error})") from None


class Session:
    """One person who has signed in, in memory alone; `token` is what `connect` takes."""

    def __init__(self, pool: Pool, tokens: dict[str, str]) -> None:
        self._pool = pool
        self._refresh = ""
        self._turn = asyncio.Lock()
        self._take(tokens)

    @property
    def name(self) -> str:
        """What the person is called."""
        return str(claims(self._id).get("name", ""))

    async def token(self, fresh: bool = False) -> str:
        """An ID token that is good for a while; raises SignedOut when only a new sign-in helps."""
        before = self._id
        async with self._turn:
            if before == self._id and (fresh or time.time() > self._good):
                await self._renew()
        return self._id

    async def sign_out(self) -> None:
        """The pool takes the refresh token no more; connections stay until their tokens end."""
        await self._pool.ask("RevokeToken", Token=self._refresh)

    async def sign_out_everywhere(self) -> None:
        """No device gets new tokens. Connections are ended by the service: `chat.sign_out()`."""
        await self.token()
        await self._pool.ask("GlobalSignOut", AccessToken=self._access, ClientId=None)

    async def _renew(self) -> None:
        try:
            said = await self._pool.ask("GetTokensFromRefreshToken", RefreshToken=self._refresh)
        except ParleyError as error:
            if error.retry:
                raise
            raise SignedOut("expired") from error
        self._take(said["AuthenticationResult"])

    def _take(self, tokens: dict[str, str]) -> None:
        self._id, self._access = tokens["IdToken"], tokens["AccessToken"]
        self._refresh = tokens.get("RefreshToken", self._refresh)  # a pool may rotate them
        said = claims(self._id)
        self._good = time.time() + GOOD * (said["exp"] - said["iat"])


def _error(error: urllib.error.HTTPError) -> ParleyError:
    try:
        said = dict(json.load(error))
    except ValueError:
        return Unreachable(f"the sign-in service has a fault (status {error.code})")
    kind = str(said.get("__type", "")).rpartition("#")[2]
    later = error.code >= 500 or kind in LATER
    return ParleyError(SENTENCES.get(kind) or str(said.get("message", kind)), "forbidden", later)
