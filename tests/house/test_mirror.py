"""One concept, one file, one test file: tests/ mirrors src/."""

from pathlib import Path

from tests.parts.template import TREE

SRC, TESTS = TREE / "src", TREE / "tests"


def sources() -> set[Path]:
    """The test file that each module has; a package's __init__ needs one only if it does something."""
    files = (path for path in SRC.rglob("*.py") if path.name != "__init__.py" or _acts(path))
    return {path.relative_to(SRC).with_name(f"test_{path.stem.strip('_')}.py") for path in files}


def _acts(path: Path) -> bool:
    return any(line.startswith(("def ", "class ", "async def ")) for line in path.read_text().splitlines())


def present() -> set[Path]:
    """The test files that stand where a module could be."""
    packages = [folder.name for folder in SRC.iterdir() if folder.is_dir()]
    found = [*TESTS.glob("test_*.py"), *(path for name in packages for path in (TESTS / name).rglob("test_*.py"))]
    return {path.relative_to(TESTS) for path in found}


def test_every_module_has_its_test_file() -> None:
    missing = sorted(str(path) for path in sources() - present())
    assert not missing, f"missing in tests/: {missing}"


def test_every_test_file_has_its_module() -> None:
    orphans = sorted(str(path) for path in present() - sources())
    assert not orphans, f"these test nothing in src/: {orphans}"
