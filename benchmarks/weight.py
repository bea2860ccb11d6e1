"""What a way of doing something weighs: lines to keep, bytes to deploy."""

import ast
import io
import tokenize
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import distributions
from pathlib import Path

_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def lines_of_code(path: Path) -> int:
    """How many lines of a file are code: no docstrings, no comments, no empty ones."""
    source = path.read_text()
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    code = {line for token in tokens if token.type not in _LAYOUT for line in range(token.start[0], token.end[0] + 1)}
    return len(code - set(_docstrings(ast.parse(source))))


def _docstrings(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def zipped(packages: Iterable[str], environment: Path) -> int:
    """Bytes that packages of a virtual environment add to a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for package in packages:
            for path in _files(package, environment):
                archive.write(path)
    return len(packed.getvalue())


def _files(package: str, environment: Path) -> Iterator[Path]:
    places = [str(path) for path in environment.glob("lib/python3*/site-packages")]
    found = next(iter(distributions(name=package, path=places)), None)
    if found is None:
        raise SystemExit(f"{package} is not installed in {environment}. `make bench` installs it.")
    for file in found.files or ():
        path = Path(str(file.locate()))
        if path.is_file() and path.suffix != ".pyc":
            yield path
