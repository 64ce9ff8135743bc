"""Call Copilot: hears a sales call, reads where the customer's decision stands, drafts the next line."""

__version__ = "0.1.0"
