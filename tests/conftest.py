"""What holds for every test."""

import signal

from hypothesis import HealthCheck, settings

# A busy machine is no reason for a property to fail.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# A test run that was started in the background ignores Ctrl-C, and so would the programs that it
# starts; several tests send them one.
signal.signal(signal.SIGINT, signal.default_int_handler)
