"""Who one is at the terminal: a name, a token that one has, or a sign-in with e-mail address and password."""

import argparse
import asyncio
import getpass
import json
import os
import sys
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin

from ..errors import ParleyError, Refused, Unreachable
from ..pool import Pool, Session
from ..sign_in import Token

TOKEN = "PARLEY_TOKEN"
PATIENCE = 20.0


@dataclass(frozen=True)
class Guise:
    """Where one goes, and as whom; `session` is a sign-in that ends with us."""

    url: str
    name: str
    token: str | Token | None = None
    session: Session | None = None

    async def leave(self) -> None:
        """Nobody needs the sign-in any more: the pool forgets it. Nothing of it was ever written down."""
        if self.session is not None:
            with suppress(ParleyError):
                await self.session.sign_out()


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that say who one is."""
    parser.add_argument("--name", default=None, help="who you are (your login name, if left out)")
    parser.add_argument("--sign-in", action="store_true", help="ask for e-mail address and password")
    parser.add_argument(
        "--pool", metavar="CLIENT@REGION", help="the user pool's client id and region, where no page tells"
    )
    parser.add_argument(
        "--token-command", metavar="COMMAND", help=f"a command that prints a token each time; {TOKEN} may hold one, too"
    )


async def guise(arguments: argparse.Namespace) -> Guise:
    """As whom to go; raises ParleyError."""
    page = await _page(arguments.url)
    url = str(page.get("websocket", arguments.url))
    if arguments.token_command:
        return Guise(url, "", lambda fresh: _printed(arguments.token_command))
    if arguments.sign_in or arguments.pool:
        session = await _pool(arguments.pool, page).sign_in(*await asyncio.to_thread(_ask))
        return Guise(url, session.name, session.token, session)
    token = None if arguments.name else os.environ.get(TOKEN) or None
    return Guise(url, arguments.name or getpass.getuser(), token)


async def _page(url: str) -> dict[str, object]:
    """What a page's settings say; nothing where the address is no page's."""
    if not url.startswith(("http://", "https://")):
        return {}

    def read() -> dict[str, object]:
        with urllib.request.urlopen(urljoin(url, "/config.json"), timeout=PATIENCE) as answer:
            return dict(json.load(answer))

    try:
        return await asyncio.to_thread(read)
    except (OSError, ValueError) as error:
        raise Unreachable(f"there is no page of Parley's at {url} ({error})") from None


def _pool(named: str | None, page: dict[str, object]) -> Pool:
    place = page.get("signIn")
    if named:
        client, _, region = named.partition("@")
        return Pool(f"https://cognito-idp.{region}.amazonaws.com/", client)
    if isinstance(place, dict) and "url" in place:
        return Pool(str(place["url"]), str(place["client"]))
    raise Refused(
        0, "--sign-in needs the page's address, whose settings name a user pool, or --pool; else --token-command"
    )


def _ask() -> tuple[str, str]:
    if not sys.stdin.isatty():
        raise Refused(0, "--sign-in asks for a password, and there is no terminal: use --token-command")
    return input("e-mail address: ").strip(), getpass.getpass("password: ")


async def _printed(command: str) -> str:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_shell(command, stdin=asyncio.subprocess.DEVNULL, stdout=pipe)
    printed, _ = await process.communicate()
    if process.returncode:
        raise Unreachable(f"the command for a token has failed (status {process.returncode})")
    return printed.decode().strip()
