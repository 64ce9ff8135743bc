"""Turns that attack the copilot, and short calls in which they are said."""
