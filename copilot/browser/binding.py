"""Where the page is to be served."""

from dataclasses import dataclass
from pathlib import PurePath

LOCAL = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Binding:
    """What was asked for. `port` None: the usual one or a free neighbour; 0: any free one."""

    host: str = LOCAL
    port: int | None = None
    certificate: PurePath | None = None
    key: PurePath | None = None
    opens: bool = True  # a tab is opened in the browser of this computer
