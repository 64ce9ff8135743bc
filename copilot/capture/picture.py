"""What there is to capture on this computer, at one moment (pure)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Device:
    """A source of sound: a microphone, or the loopback of an output."""

    name: str  # stable: what --mic and --loopback take
    label: str  # for people
    loopback: bool
    repeats: str = ""  # name of the source that a virtual microphone passes on


@dataclass(frozen=True, slots=True)
class App:
    """A program that plays sound; one that records too is most likely a softphone."""

    binary: str
    process: int
    plays_on: tuple[str, ...]  # names of loopback devices
    records: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything there is at one moment."""

    devices: tuple[Device, ...]
    default_microphone: str  # empty: none
    default_loopback: str
    apps: tuple[App, ...] = ()

    def device(self, name: str) -> Device | None:
        return next((d for d in self.devices if d.name == name), None)
