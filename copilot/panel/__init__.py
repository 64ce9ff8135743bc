"""Panels: what shows a call."""
