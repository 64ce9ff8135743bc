"""The sound of the operating system that this runs on."""

import platform

from copilot.capture.backend import Backend, SoundError


def this_system() -> Backend:
    """Raises :class:`SoundError` ``no-capture-here``."""
    system = platform.system()
    if system == "Linux":
        from copilot.capture.pulse import PulseBackend

        return PulseBackend()
    if system == "Windows":
        from copilot.capture.wasapi import WasapiBackend

        return WasapiBackend()
    if system == "Darwin":
        from copilot.capture.coreaudio import CoreAudioBackend

        return CoreAudioBackend()
    raise SoundError(
        "no-capture-here",
        f"Live capture is not made for {system or 'this system'}.",
        why="There are drivers for Linux, Windows and macOS.",
        hint="Record the call, and use: copilot replay",
    )
