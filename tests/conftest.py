"""Where the fixtures come from: each file in tests/parts/ is one real part that tests stand on."""

pytest_plugins = [
    "tests.parts.numbered",
    "tests.parts.groups",
    "tests.parts.used",
    "tests.parts.dynamodb",
    "tests.parts.emulator",
    "tests.parts.connections",
    "tests.parts.delivery_queue",
    "tests.parts.sam",
    "tests.parts.stack",
]
