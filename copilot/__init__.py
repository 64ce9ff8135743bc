"""Call Copilot: hears a sales call, reads the customer's decision, drafts the next line."""

__version__ = "0.1.0"
