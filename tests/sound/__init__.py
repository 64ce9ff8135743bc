"""A sound server, sound cards and people that exist only while a test runs."""
