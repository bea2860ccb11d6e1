"""How the people of the talk come in: by name, by a guest's pass, or by a token that was given."""

from urllib.parse import quote

import aiohttp

from smoke.find import Target

PATIENCE = aiohttp.ClientTimeout(total=30)  # POST /guests may start cold
WAYS = ("token", "name", "pass")
CLOSED = {
    "token": "there is none in PARLEY_TOKEN.",
    "name": "it was deployed without GuestNames.",
    "pass": "it was deployed without GuestTokens.",
}


class NoWay(Exception):
    """Nobody can come in like that; the message says what to do."""


def way(target: Target, token: str | None, wanted: str | None) -> str:
    """By what to come in: as wanted, by a token where there is one, else by whatever the stack takes."""
    open_to = {"token": bool(token), "name": target.names, "pass": target.passes and target.http is not None}
    if wanted and not open_to[wanted]:
        raise NoWay(f"Nobody comes into {target.stack} by {wanted}: {CLOSED[wanted]}")
    chosen = wanted or next((one for one in WAYS if open_to[one]), None)
    if chosen is None:
        raise NoWay(f"{target.stack} lets in only who has signed in: give a token in PARLEY_TOKEN.")
    return chosen


async def header(target: Target, way: str, name: str, token: str | None) -> str:
    """What a person's handshake carries in `Authorization`."""
    if way == "token":
        return f"Bearer {token}"
    return f"Pass {await _pass(target, name)}" if way == "pass" else f"Guest {quote(name, safe='')}"


async def _pass(target: Target, name: str) -> str:
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session:
            answer = await session.post(f"{target.http}/guests", json={"name": name})
            if answer.status not in (200, 201):
                raise NoWay(f"POST {target.http}/guests answers {answer.status} and gives no pass.")
            return str((await answer.json())["pass"])
    except (aiohttp.ClientError, TimeoutError) as error:
        raise NoWay(f"POST {target.http}/guests cannot be asked: {error or 'no answer in time'}.") from None
