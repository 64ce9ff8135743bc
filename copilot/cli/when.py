"""Moments as people give them on the command line."""


def moment(text: str, option: str) -> str:
    """`text` as ISO 8601 in UTC; empty for nothing. `--until` a day means that whole day.

    Raises :class:`~copilot.errors.InputError`.
    """
    from copilot.clock import utc_now
    from copilot.errors import InputError
    from copilot.store.filters import instant

    try:
        now = utc_now().astimezone()
        return instant(text, now, end=option == "--until") if text else ""
    except (ValueError, OverflowError):
        raise InputError(
            "no-such-time",
            f"{option} {text!r} is no time.",
            hint="A date such as 2026-11-23, today, yesterday, or how long ago: 12h, 7d, 4w.",
        ) from None
