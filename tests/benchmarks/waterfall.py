"""Where the time goes after the customer's last word, drawn.

Each bar is made of the medians of one recording, or of all: until the turn is heard, until the
model's first words, until the end of its line. The mark is the line of the rules; the whisker
reaches the 95th percentile of the first words.
"""

from pathlib import Path
from typing import Any

from tests.benchmarks.measure import spread

PARTS = (
    ("turn_heard", "silence and recognition"),
    ("model_line", "to the first words"),
    ("line_whole", "to the whole line"),
)
COLOURS = ("#3b7dd8", "#e08a00", "#f3c98b")


def draw(results: list[dict[str, Any]], file: Path) -> None:
    """Write the picture of what :mod:`tests.benchmarks.recordings` measured."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    stages = [name for name, _ in PARTS] + ["instant_line"]
    rows = [(r["id"], r["latencies_s"]) for r in results]
    together = {s: [v for _, values in rows for v in values[s]] for s in stages}
    rows.append(("all", together))
    figure, axes = pyplot.subplots(figsize=(9, 0.6 * len(rows) + 1.4), layout="constrained")
    for place, (_, values) in enumerate(rows):
        done = 0.0
        for (stage, _), colour in zip(PARTS, COLOURS, strict=True):
            until = max(done, spread(values[stage]).get("p50", done))
            axes.barh(place, until - done, left=done, color=colour, height=0.55)
            done = until
        first, instant = spread(values["model_line"]), spread(values["instant_line"])
        if first["n"]:
            axes.plot([first["p50"], first["p95"]], [place, place], color="#333333", lw=1)
        if instant["n"]:
            axes.plot(instant["p50"], place, marker="D", color="#1a1a1a", markersize=5)
    axes.set_yticks(range(len(rows)), [name for name, _ in rows])
    axes.invert_yaxis()
    axes.set_xlabel("seconds after the customer's true last sound (medians)")
    handles = [pyplot.Rectangle((0, 0), 1, 1, color=c) for c in COLOURS]
    handles.append(pyplot.Line2D([], [], marker="D", color="#1a1a1a", lw=0, markersize=5))
    labels = [name for _, name in PARTS] + ["line of the rules"]
    figure.legend(handles, labels, loc="outside lower center", ncols=5, frameon=False)
    figure.savefig(file)
    pyplot.close(figure)
