import os
import subprocess
import sys
from pathlib import Path

from local.endpoints import Endpoints
from local.places import TREE

CLIENT = "import os, sys; print(sys.argv[1:], os.environ['PYTHONPATH'])"


def talk(tree: Path) -> "subprocess.CompletedProcess[str]":
    code = (
        "import sys; from pathlib import Path; from local import places, talk; tree = Path(sys.argv[1]);"
        "talk.TREE = tree; talk.Places = lambda: places.Places.of(tree); sys.exit(talk.main(['--name', 'ana']))"
    )
    env = os.environ | {"PYTHONPATH": str(TREE)}
    return subprocess.run([sys.executable, "-c", code, tree], env=env, capture_output=True, text=True)


def test_the_terminal_client_gets_the_websocket_of_what_runs(tmp_path: Path) -> None:
    (tmp_path / ".parley").mkdir()
    (tmp_path / "client" / "parley").mkdir(parents=True)
    (tmp_path / "client" / "parley" / "__main__.py").write_text(CLIENT)
    running = Endpoints(websocket="ws://127.0.0.1:1/live", connections="", aws="", region="", stack="")
    running.write(tmp_path / ".parley" / "endpoints.json")
    assert talk(tmp_path).stdout == f"['ws://127.0.0.1:1/live', '--name', 'ana'] {tmp_path}/client\n"


def test_nothing_runs(tmp_path: Path) -> None:
    done = talk(tmp_path)
    assert done.returncode == 1 and "`make run` starts the chat" in done.stderr
