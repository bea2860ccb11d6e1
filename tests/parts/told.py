"""template.yaml as it expands where parameters are told otherwise than by their defaults."""

import re
from pathlib import Path

import yaml

from tests.parts.sam import REGION, Expanded, Sam
from tests.parts.template import TEMPLATE


def told(sam: Sam, folder: Path, **parameters: str) -> Expanded:
    """The template with these defaults, expanded by SAM's own translator."""
    text = TEMPLATE.read_text()
    for name, value in parameters.items():
        text, found = re.subn(rf"(\n  {name}:\n    Type: \w+\n    Default: )[^\n]*", rf'\g<1>"{value}"', text)
        assert found == 1, f"{name} is no parameter"
    written = folder / "template.yaml"
    written.write_text(text)
    done = sam.run(Path(__file__).with_name("expand.py"), written, REGION)
    assert done.returncode == 0, done.stderr
    path = folder / "expanded.yaml"
    path.write_text(done.stdout)
    return Expanded(path, yaml.safe_load(done.stdout))
