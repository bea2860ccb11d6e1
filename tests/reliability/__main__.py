"""`python -m tests.reliability` makes docs/reliability.md of what the last runs of the tests have noted down."""

from local.steps import say
from tests.parts.template import TREE
from tests.reliability.found import proofs
from tests.reliability.page import page
from tests.reliability.record import read

if __name__ == "__main__":
    tests = proofs()
    (TREE / "docs" / "reliability.md").write_text(page(tests, read()))
    say(f"docs/reliability.md: {len(tests)} tests with a number")
