"""`copilot doctor`: everything a live call needs, tried in half a minute."""
