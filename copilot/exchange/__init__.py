"""A call in the forms that other programs read: vCon, JSON, CSV, WebVTT; and sending it on.

Everything is written from a record alone (pure); only the webhook leaves this machine, and only
where one is configured.
"""
