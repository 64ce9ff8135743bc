"""What the levels of two channels say about a stretch of the agent's sound (pure)."""

from dataclasses import dataclass

SILENT_DB = -120.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Mean powers in dB against full scale; `SILENT_DB` where nothing is known."""

    raw_db: float  # the agent's microphone as it was
    cleaned_db: float  # after the customer's voice was taken out; `raw_db` where nothing was
    customer_db: float  # the customer's channel over the same time
    leak_db: float | None  # of the customer in the microphone; None where none was measured

    @property
    def quieter(self) -> bool:
        """Whether the microphone had no more than the customer's voice can have put there."""
        louder_db = 0.0 if self.leak_db is None else max(0.0, self.leak_db + 3.0)
        return self.raw_db < self.customer_db + louder_db
