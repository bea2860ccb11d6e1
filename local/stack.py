"""The whole laptop's AWS as one context: emulator, deploy, gateway and page. `make run` and the tests use the same.

with Stack(tmp_path, build=template) as stack:
    connect(stack.endpoints.websocket)
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from botocore.exceptions import ClientError

from local import gateway_child, parity, sam
from local.child import Child
from local.deployment import Deployment, deployed
from local.emulator import CODES, REGION, Emulator
from local.endpoints import Endpoints
from local.figures import Figures
from local.places import TREE, Places
from local.ports import HOST, Ports
from local.reload import put_live
from local.steps import Say, seconds, silent, step
from local.web import Web


class Stack:
    """A running stack with its state in `directory`; `build` is the result of a `sam.build` to use again.

    In a guarded one every function may do only what its role allows, as on AWS.
    `gateway` are further options of the gateway (shorter limits, faults), `parameters` further ones of the template.
    Leaving the context stops every process and keeps the state; entering it again goes on from there.
    """

    deployment: Deployment

    def __init__(
        self,
        directory: Path,
        *,
        tree: Path = TREE,
        build: Path | None = None,
        ports: Ports | None = None,
        gateway: Sequence[str] = (),
        parameters: Mapping[str, str] | None = None,
        web: bool = False,
        guarded: bool = False,
        say: Say = silent,
        on_children: Callable[[list[int]], None] = lambda pids: None,
    ) -> None:
        self.places = Places(tree=tree, home=directory)
        self.ports = ports or Ports.free()
        self.emulator = Emulator(self.places, self.ports.aws, guarded=guarded)
        self.children: dict[str, Child] = {}
        self.say = say
        self._on_children = on_children
        self._build = build
        self._gateway_options = tuple(gateway)
        self._parameters = dict(parameters or {})
        self._web = web
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            opening.callback(self.places.endpoints.unlink, missing_ok=True)
            opening.callback(self._stop_children)
            self.places.clear_logs()
            self._deploy(self._emulator_and_build())
            self.start_gateway()
            if self._web:
                figures = Figures()
                opening.enter_context(figures.following(self.places.function_log))
                opening.enter_context(self._page().showing(figures))
            self.endpoints.write(self.places.endpoints)
            self._open = opening.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    @property
    def endpoints(self) -> Endpoints:
        """Where everything is."""
        ports, stage = self.ports, self.deployment.stage
        return Endpoints(
            websocket=f"ws://{HOST}:{ports.websocket}/{stage}",
            connections=f"http://{HOST}:{ports.connections}/{stage}",
            aws=self.emulator.url,
            region=REGION,
            stack=sam.STACK,
            web=f"http://{HOST}:{ports.web}" if self._web else None,
            http=f"{self.emulator.url}/_aws/execute-api/{self.deployment.http}" if self.deployment.http else None,
        )

    def _page(self) -> Web:
        directory, websocket = self.places.tree / "web", self.endpoints.websocket
        guests = self._parameters.get("GuestNames") != "false"
        return Web(directory, self.ports.web, websocket, guests=guests, sign_in=self._sign_in())

    def _sign_in(self) -> dict[str, Any] | None:
        """Where people sign in: the user pool in the emulator, or somewhere else; None where the app has no sign-in."""
        if issuer := self._parameters.get("OidcIssuer"):
            return {"issuer": issuer}
        if client := self.deployment.names.get("UserPoolClient"):
            return {"url": f"{self.emulator.url}/", "client": client, "codes": CODES}
        return None

    def start_emulator(self) -> None:
        """Starts the emulator, also again after it has died: it goes on from the state that was saved last."""
        self._clear_away("emulator")
        with step("AWS emulator", self.say):
            self._add("emulator", self.emulator.start())

    def start_gateway(self) -> None:
        """Starts the gateway, also again after it has died: clients reconnect."""
        self._clear_away("gateway")
        with step("gateway", self.say):
            options = self._gateway_options
            child = gateway_child.start(self.places, self.ports, self.emulator.url, self.deployment, options)
            self._add("gateway", child)

    def put_source_live(self) -> str:
        """Gives the source as it is now to every function, without a deploy."""
        return f"live after {seconds(put_live(self.places, self.deployment, self.emulator.url))}"

    def redeploy(self) -> str:
        """Builds and deploys again while everything runs; connections stay."""
        started = time.monotonic()
        with step("sam build", self.say):
            template = sam.build(self.places)
        self._deploy(template)
        gateway_child.reload(self.ports)
        return f"deployed, {seconds(time.monotonic() - started)}"

    def recover(self) -> None:
        """Starts the emulator again after it has died, and deploys again if it died before the stack was saved."""
        self.start_emulator()
        try:
            self.deployment = deployed(sam.STACK, self.emulator.url)
        except ClientError:
            self.redeploy()
        if self.places.reloaded.exists():
            self.put_source_live()
        gateway_child.reload(self.ports)

    def _emulator_and_build(self) -> Path:
        with ThreadPoolExecutor(1) as pool:
            emulator = pool.submit(self.start_emulator)
            if self._build is None:
                with step("sam build", self.say):
                    self._build = sam.build(self.places)
            emulator.result()
        return self._build

    def _clear_away(self, name: str) -> None:
        """What a dead process started may live on: an emulator's workers."""
        if name in self.children:
            self.children[name].stop()

    def _add(self, name: str, child: Child) -> None:
        self.children[name] = child
        self._on_children([one.pid for one in self.children.values()])

    def _deploy(self, template: Path) -> None:
        with step("sam deploy", self.say):
            parameters = sam.parameters(self.places, self.ports) | self._parameters
            sam.deploy(self.places, template, self.emulator.url, parameters)
        self.deployment = deployed(sam.STACK, self.emulator.url)
        for what in parity.settle(self.deployment, self.emulator.url):
            self.say(f"  {what}")
        if self.places.reloaded.exists():
            self.say(f"  source as it is now: {self.put_source_live()}")
        self.emulator.save()

    def _stop_children(self) -> None:
        for child in reversed(self.children.values()):
            child.stop()
