"""The version of the program, where nothing else has to be imported to read it."""

PROGRAM_VERSION = "0.1.0"
"""As in pyproject.toml."""
