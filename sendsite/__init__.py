"""Builds a council's SEND local offer site from plain text files."""

__version__ = "0.1.0"
