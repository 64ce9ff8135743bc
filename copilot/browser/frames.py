"""What a tab is told: the blocks of the picture that have changed (pure).

A *picture* is everything that the page shows, as named blocks of plain values. A *frame* holds the
blocks that differ from an earlier picture; a block that is gone is null. Live tabs are sent frames
as they come; a stored call is the list of its frames, so that the page needs one way to draw both.
"""

from collections.abc import Mapping

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Picture = Mapping[str, Json]


def frame(before: Picture, after: Picture) -> dict[str, Json]:
    """The blocks of `after` that are not as they were; empty where nothing has changed."""
    changed: dict[str, Json] = {
        name: value for name, value in after.items() if name not in before or before[name] != value
    }
    changed.update({name: None for name in before if name not in after})
    return changed
