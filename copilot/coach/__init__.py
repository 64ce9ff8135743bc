"""The coach: when to speak, what to say, and what must not be said."""
