"""Labelled calls, played through the copilot, and how right it was."""
