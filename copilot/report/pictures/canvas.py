"""A drawing in pixels that becomes one piece of SVG for a page: colours by class, text as text.

    canvas = Canvas("circles", 360, 280)
    canvas.disc(100, 100, 40, Ink.COGNITIVE)
    svg = canvas.svg(title="…", description="…")

x runs to the right and y downwards. matplotlib draws; what it writes is then reduced to what a page
needs: every colour becomes a class next to a printable value (a page's style sheet says how
`fill-cognitive` looks in the dark), fonts are the page's own, so that Han characters are drawn by
whoever reads, and nothing holds a date, a random id or a style attribute. The same calls give the
same bytes.
"""

import io
import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree

from copilot.safe_text import safe_text

if TYPE_CHECKING:
    from matplotlib.patches import Patch

_SVG = "http://www.w3.org/2000/svg"
_PAGE_DECIDES = ("font-family", "font", "stroke-linejoin", "stroke-linecap")
Side = Literal["left", "center", "right"]


class Ink(Enum):
    """What a colour means; the value is how it prints on white, each value once."""

    COGNITIVE = "#1f6fb5"
    DIVERGENT = "#c77700"
    CONVERGENT = "#0b8562"
    TEXT = "#1b1f24"
    MUTED = "#59626d"
    LINE = "#c9ced6"
    WARNING = "#b3261e"
    PAPER = "#fefefe"


class Canvas:
    """One picture of `width` by `height` pixels; `name` begins the ids in it."""

    def __init__(self, name: str, width: float, height: float) -> None:
        self._name, self._width, self.height = name, width, height
        with _own_settings():
            from matplotlib.figure import Figure

            self._figure = Figure(figsize=(width / 72, height / 72), dpi=72)
            self._figure.patch.set_visible(False)
            self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")
        self._drawn = 0

    def disc(self, x: float, y: float, r: float, ink: Ink, *, empty: bool = False) -> None:
        """A circle through which what lies behind is seen; `empty`: only a dashed ring."""
        from matplotlib.patches import Circle

        if not empty:
            self._add(Circle((x, y), r, facecolor=ink.value, edgecolor="none", alpha=0.3))
        line = (0, (3, 3)) if empty else "-"
        self._add(
            Circle((x, y), r, facecolor="none", edgecolor=ink.value, linewidth=2, linestyle=line)
        )

    def dot(self, x: float, y: float, r: float, ink: Ink) -> None:
        """A filled circle."""
        from matplotlib.patches import Circle

        self._add(Circle((x, y), r, facecolor=ink.value, edgecolor="none"))

    def box(self, x: float, y: float, w: float, h: float, ink: Ink, *, seen: float = 1.0) -> None:
        """A filled rectangle; `seen` 0 to 1 is how much of it covers what lies behind."""
        from matplotlib.patches import Rectangle

        self._add(Rectangle((x, y), w, h, facecolor=ink.value, edgecolor="none", alpha=seen))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        ink: Ink,
        *,
        width: float = 1.0,
        dashed: bool = False,
    ) -> None:
        style = (0, (4, 3)) if dashed else "-"
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        self._axes.plot(
            xs,
            ys,
            color=ink.value,
            linewidth=width,
            linestyle=style,
            clip_on=False,
            zorder=self._next(),
        )

    def arrow(
        self, start: tuple[float, float], end: tuple[float, float], ink: Ink, *, bend: float = 0.0
    ) -> None:
        """`bend` lifts the middle by this part of the arrow's length."""
        from matplotlib.patches import FancyArrowPatch

        self._add(
            FancyArrowPatch(
                start,
                end,
                arrowstyle="-|>,head_length=6,head_width=3.2",
                connectionstyle=f"arc3,rad={bend}",
                shrinkA=0,
                shrinkB=0,
                color=ink.value,
                linewidth=1.5,
            )
        )

    def sign(self, x: float, y: float, marker: str, ink: Ink, *, size: float = 11) -> None:
        """One of matplotlib's markers, as the shape of :func:`sign_path`."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        points, codes = _outline(marker)
        moved = [(x + px * size, y + py * size) for px, py in points]
        self._add(PathPatch(Path(moved, codes), facecolor=ink.value, edgecolor="none"))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        ink: Ink = Ink.TEXT,
        size: float = 13,
        bold: bool = False,
        side: Side = "center",
    ) -> None:
        """`y` is where the letters stand; `side` is the side of the words that is at `x`."""
        self._axes.text(
            x,
            y,
            safe_text(words),
            color=ink.value,
            fontsize=size,
            fontweight="bold" if bold else "normal",
            ha=side,
            va="baseline",
            clip_on=False,
            parse_math=False,
            zorder=self._next(),
        )

    def svg(self, title: str, description: str) -> str:
        """The picture for a page, with what it says for whoever cannot see it."""
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        FigureCanvasSVG(self._figure)
        out = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        with _own_settings():
            self._figure.savefig(out, format="svg", metadata=nothing)
        drawn = ElementTree.fromstring(out.getvalue().split("?>", 1)[1])
        return _page_svg(self._name, (self._width, self.height), drawn, (title, description))

    def _next(self) -> int:
        """What is drawn later lies on top."""
        self._drawn += 1
        return self._drawn

    def _add(self, patch: "Patch") -> None:
        patch.set_clip_on(False)
        patch.set_zorder(self._next())
        self._axes.add_patch(patch)


def sign_path(marker: str) -> str:
    """The shape of a sign as SVG path data in a box from -0.5 to 0.5, for a legend."""
    points, codes = _outline(marker)
    letters = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}
    out, last = [], 0
    for (x, y), code in zip(points, codes, strict=True):
        again = code == last and code in (3, 4)
        out.append("Z" if code == 79 else f"{'' if again else letters[code]}{x:.3g} {y:.3g}")
        last = code
    return " ".join(out)


def _outline(marker: str) -> tuple[list[tuple[float, float]], list[int]]:
    """Corners of a marker, y downwards, and matplotlib's codes for them."""
    import numpy as np
    from matplotlib.markers import MarkerStyle

    style = MarkerStyle(marker)
    path = style.get_transform().transform_path(style.get_path())
    points = [(float(x), -float(y)) for x, y in np.asarray(path.vertices)]
    if path.codes is None:
        return points, [1] + [2] * (len(points) - 1)
    return points, [int(c) for c in np.asarray(path.codes)]


@contextmanager
def _own_settings() -> Iterator[None]:
    """matplotlib as it comes, whatever this computer's settings say.

    The page's fonts draw the words, so a character that matplotlib's own font lacks is no matter.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "copilot"})
        yield


def _page_svg(
    name: str,
    size: tuple[float, float],
    drawn: ElementTree.Element,
    told: tuple[str, str],
) -> str:
    out = ElementTree.Element(
        "svg",
        {
            "xmlns": _SVG,
            "class": "picture",
            "viewBox": f"0 0 {size[0]:g} {size[1]:g}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
        },
    )
    for kind, text in zip(("title", "desc"), told, strict=True):
        ElementTree.SubElement(out, kind, {"id": f"{name}-{kind}"}).text = safe_text(text)
    for element in drawn.iter():
        kind = element.tag.removeprefix(f"{{{_SVG}}}")
        if kind in ("path", "text"):
            plain = ElementTree.SubElement(out, kind, dict(_attributes(element)))
            plain.text = element.text
    return ElementTree.tostring(out, encoding="unicode")


def _attributes(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """What is drawn how: the style attribute taken apart, and colours named by classes."""
    style = dict(_declarations(element.get("style", "")))
    classes = [
        f"{kind}-{ink.name.lower()}"
        for kind in ("fill", "stroke")
        for ink in Ink
        if style.get(kind) == ink.value
    ]
    if element.tag.endswith("text") and "fill" not in style:
        style["fill"], classes = "#000000", ["fill-text"]
    if classes:
        yield "class", " ".join(classes)
    for key in ("d", "x", "y"):
        if value := element.get(key):
            yield key, " ".join(value.split())
    yield from ((k, v) for k, v in style.items() if k not in _PAGE_DECIDES)


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            yield key.strip(), value.strip()
