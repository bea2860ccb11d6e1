"""Where the fixtures come from: each file in tests/parts/ is one real part that tests stand on."""

import signal

# A shell's background ignores Ctrl-C, and so would all that tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = [
    "tests.parts.numbered",
    "tests.parts.groups",
    "tests.parts.used",
    "tests.parts.dynamodb",
    "tests.parts.emulator",
    "tests.parts.connections",
    "tests.parts.journal",
    "tests.parts.delivery_queue",
    "tests.parts.sam",
    "tests.parts.stack",
]
