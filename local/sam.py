"""The real `sam build` and the real `sam deploy`, pointed at the emulator."""

import os
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path

from local.child import Child
from local.emulator import isolated
from local.places import TREE, Places
from local.ports import HOST, Ports

STACK = "parley"
STAGE = "live"
NOISE = ("SAM CLI update available", "To download:")


class SamFailed(Exception):
    """`sam build` or `sam deploy` refused; the message holds what it said last."""


def build(places: Places) -> Path:
    """Builds the template of the tree; the template of the result, which `deploy` takes as often as it likes."""
    directories = ("--build-dir", str(places.build), "--cache-dir", str(places.cache))
    template = places.tree / "template.yaml"
    _sam(places, "build", "--config-env", "local", "--template", str(template), *directories, "--cached", "--parallel")
    return places.build / "template.yaml"


def deploy(places: Places, template: Path, aws: str, parameters: Mapping[str, str]) -> None:
    """Deploys a built template to the emulator at `aws`."""
    overrides = [f'{name}="{value}"' for name, value in parameters.items()]
    config = ("--config-env", "local", "--config-file", str(places.tree / "samconfig.toml"))
    _sam(
        places,
        "deploy",
        *config,
        *("--template-file", str(template), "--stack-name", STACK),
        *("--no-confirm-changeset", "--no-fail-on-empty-changeset", "--resolve-s3", "--capabilities", "CAPABILITY_IAM"),
        *("--parameter-overrides", *overrides),
        AWS_ENDPOINT_URL=aws,
    )


def parameters(places: Places, ports: Ports) -> dict[str, str]:
    """What the template is told on the laptop: whose Python runs the functions, and where everything is."""
    return {
        "Runtime": runtime(places),
        "Architecture": architecture(),
        "GuestNames": "true",
        "GuestTokens": "true",
        "AllowedOrigins": f"http://{HOST}:{ports.web} http://localhost:{ports.web}",
        "OidcJwksUrl": f"http://{HOST}:{ports.aws}/{{pool}}/.well-known/jwks.json",
        "ConnectionsUrl": f"http://{HOST}:{ports.connections}/{STAGE}",
        "Stage": STAGE,
        # Benchmarks and tests open thousands from one address.
        "ConnectionsPerUser": "0",
        "ArrivalsPerUser": "0",
        "ArrivalsPerAddress": "0",
        "EventStream": "true",
        "WebDistribution": "true",
        "WelcomeRoom": "operations",
        "LoadBalancerSubnets": "subnet-a,subnet-b",
        "SmartHomeSkillId": "amzn1.ask.skill.00000000-0000-0000-0000-000000000000",
        "AlexaSkillId": "amzn1.ask.skill.00000000-0000-0000-0000-000000000000",
    }


def runtime(places: Places) -> str:
    """The Lambda runtime whose Python is the emulator's own: every function runs on that, whatever it asks for."""
    ask = "import sys; print('python%d.%d' % sys.version_info[:2])"
    return subprocess.run(
        [places.python("emulator"), "-I", "-c", ask], check=True, capture_output=True, text=True
    ).stdout.strip()


def architecture() -> str:
    """This machine's, in Lambda's words."""
    return "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x86_64"


def _sam(places: Places, command: str, *arguments: str, **more: str) -> None:
    log = places.logs / f"sam-{command}.log"
    log.unlink(missing_ok=True)
    module = (places.python("sam"), "-m", "local.lifeline", "samcli")
    child = Child("SAM CLI", [*module, command, *arguments], log=log, env=_environment(places) | more, cwd=TREE)
    try:
        code = child.process.wait()
    finally:
        child.stop(5)
    if code != 0:
        said = [line for line in child.tail(40) if line.strip() and not line.startswith(NOISE)]
        raise SamFailed("\n".join([f"`sam {command}` failed. The end of {log}:", *said[-15:]]))


def _environment(places: Places) -> dict[str, str]:
    """Nothing of the calling make: its variables would reach the make that builds the layer."""
    python = places.python("emulator")
    certificates = {name: os.environ[name] for name in os.environ if name.startswith(("PIP_", "SSL_CERT_"))}
    return (
        isolated()
        | certificates
        | {
            "SAM_CLI_TELEMETRY": "0",
            "SAM_CLI_POLL_DELAY": "0.5",
            "SAM_CLI_CHECK_VERSION": "0",
            "__SAM_CLI_APP_DIR": str(places.home / "sam"),
            # The layer holds what the functions import, so pip is that of the Python that runs them.
            "PYTHON": str(python),
            "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        }
    )
