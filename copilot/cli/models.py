"""`copilot models list | pull | verify | path`: the model files in the cache."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from copilot.errors import InputError

if TYPE_CHECKING:
    from copilot.models.model import Model
    from copilot.models.store import Store

EXAMPLES = """\
examples:
  copilot models pull
  copilot models path whisper-base"""

_ALTERED_EXIT_CODE = 3
_INTERRUPTED_EXIT_CODE = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The four actions and their arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the catalogue, and what of it is in the cache")
    listing.add_argument("--json", action="store_true", help="as one JSON document")
    pulling = actions.add_parser(
        "pull",
        help="fetch models into the cache; goes on where an interrupted pull stopped",
        description="The cache is the user's cache folder, or the folder in COPILOT_CACHE.",
    )
    pulling.add_argument("names", nargs="*", metavar="NAME", help="without a name: both defaults")
    verifying = actions.add_parser("verify", help="read every model file through and compare")
    verifying.add_argument("names", nargs="*", metavar="NAME", help="without a name: all present")
    locating = actions.add_parser("path", help="print the verified path of a model")
    locating.add_argument("name", metavar="NAME")


def run(args: argparse.Namespace) -> int:
    """Do the chosen action. Raises CopilotError; the caller prints it."""
    if args.action == "list":
        return _list(as_json=args.json)
    if args.action == "pull":
        return _pull(args.names)
    if args.action == "verify":
        return _verify(args.names)
    return _path(args.name)


def _named(names: Sequence[str]) -> list["Model"]:
    from copilot.models.catalogue import CATALOGUE

    for name in names:
        if name not in CATALOGUE:
            raise InputError(
                "no-such-model",
                f"There is no model {name} in the catalogue",
                hint=f"name one of {', '.join(CATALOGUE)}",
            )
    return [CATALOGUE[name] for name in dict.fromkeys(names)]


def _list(*, as_json: bool) -> int:
    from copilot.models.catalogue import CATALOGUE
    from copilot.models.store import Store

    store = Store()
    if as_json:
        entries = [_as_plain_data(model, store) for model in CATALOGUE.values()]
        print(json.dumps({"cache": str(store.root), "models": entries}, indent=2))
        return 0
    for model in CATALOGUE.values():
        print("\n".join(_as_lines(model, store)))
    print(f"* default.  Cache: {store.root}")
    return 0


def _as_plain_data(model: "Model", store: "Store") -> dict[str, object]:
    return {
        "name": model.name,
        "kind": str(model.kind),
        "default": _is_default(model),
        "purpose": model.purpose,
        "licence": model.licence,
        "size_bytes": model.size_bytes,
        "files": [
            {"name": f.name, "size_bytes": f.size_bytes, "sha256": f.sha256} for f in model.files
        ],
        "sources": [str(source) for source in model.sources],
        "state": store.glance(model).name.lower(),
        "arrived_bytes": store.arrived_bytes(model),
        "path": str(store.path_for_use(model)),
    }


def _as_lines(model: "Model", store: "Store") -> list[str]:
    from copilot.models.model import readable_size
    from copilot.models.store import ModelState

    state = store.glance(model)
    told = str(state)
    if state is ModelState.UNFINISHED:
        told += f", {100 * store.arrived_bytes(model) // model.size_bytes} % here"
    name = f"{model.name}{' *' if _is_default(model) else ''}"
    main = model.main_file
    return [
        f"{name:24} {model.kind:16} {readable_size(model.size_bytes):>8}  "
        f"{model.licence:10}  {told}",
        f"    {model.purpose}",
        f"    SHA-256 {main.sha256}  {main.name}",
        f"    from {', then '.join(str(source) for source in model.sources)}",
        "",
    ]


def _is_default(model: "Model") -> bool:
    from copilot.models.catalogue import DEFAULT_ASR, DEFAULT_LLM

    return model.name in {DEFAULT_ASR, DEFAULT_LLM}


def _pull(names: Sequence[str]) -> int:
    from copilot.models.catalogue import DEFAULT_ASR, DEFAULT_LLM
    from copilot.models.model import readable_size
    from copilot.models.progress import reporter_for
    from copilot.models.pull import pull
    from copilot.models.store import Store

    store = Store()
    for model in _named(names or [DEFAULT_ASR, DEFAULT_LLM]):
        try:
            with reporter_for(sys.stderr) as reporter:
                path = pull(model, store, reporter)
        except KeyboardInterrupt:
            arrived = readable_size(store.arrived_bytes(model))
            print(
                f"{model.name}: interrupted; {arrived} of {readable_size(model.size_bytes)} are "
                f"kept, and `copilot models pull {model.name}` goes on from there",
                file=sys.stderr,
            )
            return _INTERRUPTED_EXIT_CODE
        print(path)
    return 0


def _verify(names: Sequence[str]) -> int:
    from copilot.models.catalogue import CATALOGUE
    from copilot.models.store import FileState, Store

    store = Store()
    models = _named(names) or [m for m in CATALOGUE.values() if store.folder(m).is_dir()]
    if not models:
        print(f"no model is in {store.root}")
    altered = []
    for model in models:
        checks = store.check(model, thorough=True)
        faults = [check for check in checks if check.state is not FileState.READY]
        if not faults:
            print(f"{model.name}: every file is the catalogue's")
        for fault in faults:
            why = f": {fault.why}" if fault.why else ""
            print(f"{model.name}: {fault.path} is {fault.state}{why}")
        if faults:
            altered.append(model.name)
    if not altered:
        return 0
    print(f"`copilot models pull {' '.join(altered)}` puts this right", file=sys.stderr)
    return _ALTERED_EXIT_CODE


def _path(name: str) -> int:
    from copilot.models.store import Store

    [model] = _named([name])
    print(Store().ready_path(model))
    return 0
