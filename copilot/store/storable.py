"""Text as a database takes it (pure)."""


def storable(text: str) -> str:
    """Without NUL; halves of characters, from names of files or a terminal, become question marks.

    What is looked for goes through this too, so it meets what was kept.
    """
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
