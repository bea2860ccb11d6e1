"""Runs inside the emulator's process: it is imported in the emulator's virtual environment only."""
