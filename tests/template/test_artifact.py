"""What `sam build` makes: small, pure Python, compiled, and nothing beside what runs."""

import sys
from pathlib import Path

from tests.parts.template import TREE

# PEP 552: four bytes of magic, then flags; 1 is "checked by hash, and never look at the source".
UNCHECKED_HASH = b"\x01\x00\x00\x00"


def compiled(source: Path) -> Path:
    """Where the bytecode of a source file is for the Python that runs this test."""
    return source.parent / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}.pyc"


def test_a_function_is_src_and_its_bytecode(built: Path) -> None:
    function = built.parent / "SendMessage"
    sources = {path.relative_to(TREE / "src") for path in (TREE / "src").rglob("*.py")}
    assert {path.relative_to(function) for path in function.rglob("*.py")} == sources
    assert {path.suffix for path in function.rglob("*") if path.is_file()} == {".py", ".pyc"}
    assert all(compiled(function / source).exists() for source in sources)


def test_bytecode_is_used_whatever_the_time_of_its_source(built: Path) -> None:
    layer = built.parent / "Dependencies" / "python"
    for source in (layer / "pynamodb" / "models.py", built.parent / "Ping" / "doors.py"):
        assert compiled(source).read_bytes()[4:8] == UNCHECKED_HASH


def test_the_layer_fits_every_runtime_and_architecture(built: Path) -> None:
    layer = built.parent / "Dependencies" / "python"
    assert (layer / "pynamodb").is_dir()
    assert not [path for path in layer.rglob("*") if path.suffix in (".so", ".pyd", ".dylib")]


def test_the_layer_knows_only_the_services_that_are_spoken_to(built: Path) -> None:
    data = built.parent / "Dependencies" / "python" / "botocore" / "data"
    assert {path.name for path in data.iterdir() if path.is_dir()} == {"dynamodb"}
