"""What holds for every test."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no reason for a property to fail.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# A test run that was started in the background ignores Ctrl-C, and so would the programs that it
# starts; several tests send them one.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _kept_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test keeps a call where people keep theirs, or reads their configuration."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("kept")
        (place / "config.toml").touch()
        patch.setenv("COPILOT_DATA_DIR", str(place / "data"))
        patch.setenv("COPILOT_CONFIG", str(place / "config.toml"))
        yield
