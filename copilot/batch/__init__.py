"""Many recordings into the store: found in a folder, replayed several at once, one a process."""
