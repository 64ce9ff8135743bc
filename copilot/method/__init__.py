"""The method: how a customer decides, and what serves it. Pure: no I/O, no clocks, no models."""
