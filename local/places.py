"""Where the laptop's AWS keeps its things: all of it inside the clone, nothing in a shared place."""

from dataclasses import dataclass
from pathlib import Path

TREE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Places:
    """The files of one local stack: `tree` is what is deployed, `home` is where what runs keeps its state."""

    tree: Path = TREE
    home: Path = TREE / ".parley"

    @classmethod
    def of(cls, tree: Path) -> "Places":
        """The places that `make run` uses in a clone."""
        return cls(tree=tree, home=tree / ".parley")

    @property
    def venvs(self) -> Path:
        return self.tree / ".parley" / "venv"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def function_log(self) -> Path:
        return self.logs / "functions.jsonl"

    @property
    def emulator_log(self) -> Path:
        return self.logs / "emulator.log"

    @property
    def state(self) -> Path:
        return self.home / "state"

    @property
    def temporary(self) -> Path:
        return self.home / "tmp"

    @property
    def build(self) -> Path:
        return self.home / "build"

    @property
    def cache(self) -> Path:
        return self.home / "cache"

    @property
    def endpoints(self) -> Path:
        return self.home / "endpoints.json"

    @property
    def run_lock(self) -> Path:
        return self.home / "run.lock"

    @property
    def reloaded(self) -> Path:
        """Marks that functions run code that `sam deploy` does not know of."""
        return self.state / "reloaded"

    @property
    def ports(self) -> Path:
        return self.home / "ports.json"

    def clear_logs(self) -> None:
        """Each start has logs of its own."""
        self.logs.mkdir(parents=True, exist_ok=True)
        for old in self.logs.iterdir():
            if not old.name.startswith("install-"):
                old.unlink()

    def python(self, environment: str) -> Path:
        """The interpreter of one of the virtual environments."""
        return self.venvs / environment / "bin" / "python"
