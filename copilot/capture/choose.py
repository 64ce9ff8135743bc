"""Which source is the agent and which the customer, and why (pure)."""

from dataclasses import dataclass

from copilot.capture.picture import App, Device, Picture


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for by name; None means find it."""

    microphone: str | None = None
    loopback: str | None = None
    softphone: str | None = None  # name of a program


@dataclass(frozen=True, slots=True)
class Choice:
    """`device` None: there is none now, for the reason in `why`."""

    device: Device | None
    why: str  # a key of the wording
    detail: str = ""  # the name or program that the reason speaks of


def choose_microphone(picture: Picture, wishes: Wishes, held: Device | None = None) -> Choice:
    """The agent's side. A microphone found by itself is `held` as long as it exists."""
    if wishes.microphone is not None:
        return _named(picture, wishes.microphone, loopback=False)
    if held is not None and (same := picture.device(held.name)) is not None:
        return Choice(same, "held")
    default = picture.device(picture.default_microphone)
    if default is not None and not default.loopback:
        return Choice(default, "default-microphone")
    others = [d for d in picture.devices if not d.loopback]
    if others:
        return Choice(others[0], "only-microphone" if len(others) == 1 else "first-microphone")
    return Choice(None, "no-microphone")


def choose_loopback(
    picture: Picture, wishes: Wishes, held: Device | None = None, microphone: Device | None = None
) -> Choice:
    """The customer's side: by name, else where the softphone plays, else the default output.

    A softphone that plays nowhere now (between calls, on hold) leaves the choice where it was. The
    output that a virtual microphone repeats carries the agent's voice: it is chosen by name only.
    """
    if wishes.loopback is not None:
        return _named(picture, wishes.loopback, loopback=True)
    agents = microphone.repeats if microphone else ""
    fit = {d.name: d for d in picture.devices if d.loopback and d.name != agents}
    phones = softphones(picture, wishes.softphone)
    on = [fit[name] for app in phones for name in app.plays_on if name in fit]
    if on:
        return Choice(held if held in on else on[0], "softphone", phones[0].binary)
    if wishes.softphone is not None and held is not None and held.name in fit:
        return Choice(fit[held.name], "softphone-silent", wishes.softphone)
    if picture.default_loopback in fit:
        return Choice(fit[picture.default_loopback], "default-output")
    if fit:
        first = next(iter(fit.values()))
        return Choice(first, "only-output" if len(fit) == 1 else "first-output")
    return Choice(None, "no-output")


def softphones(picture: Picture, binary: str | None) -> list[App]:
    """The processes of the program named, or the only one that both plays and records.

    Of several processes of one program (a browser has many), those that record are in the call.
    """
    if binary is None:
        both = [a for a in picture.apps if a.records]
        return both if len(both) == 1 else []
    named = [a for a in picture.apps if _same_program(a.binary, binary)]
    return [a for a in named if a.records] or named


def _named(picture: Picture, wanted: str, *, loopback: bool) -> Choice:
    """By exact name; else by a part of name or label that fits one device only."""
    kind = [d for d in picture.devices if d.loopback is loopback]
    exact = [d for d in kind if d.name == wanted or (loopback and d.name == f"{wanted}.monitor")]
    if exact:
        return Choice(exact[0], "named", wanted)
    part = wanted.casefold()
    fitting = [d for d in kind if part in d.name.casefold() or part in d.label.casefold()]
    if len(fitting) == 1:
        return Choice(fitting[0], "named", wanted)
    return Choice(None, "ambiguous-name" if fitting else "no-such-device", wanted)


def _same_program(running: str, wanted: str) -> bool:
    return running.casefold().removesuffix(".exe") == wanted.casefold().removesuffix(".exe")
