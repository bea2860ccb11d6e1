"""The terminal client: what a person sees and types. It stands on the library as any program would."""

from .command_line import main

__all__ = ["main"]
