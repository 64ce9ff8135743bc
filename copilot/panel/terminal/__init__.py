"""The terminal panel: a screen to glance at while one is on the phone."""
