"""What is measured, one command each. No benchmark keeps a call where people keep theirs."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_PLACE = Path(tempfile.mkdtemp(prefix="copilot-benchmark-"))
atexit.register(shutil.rmtree, _PLACE, ignore_errors=True)
(_PLACE / "config.toml").touch()
os.environ["COPILOT_DATA_DIR"] = str(_PLACE / "data")
os.environ["COPILOT_CONFIG"] = str(_PLACE / "config.toml")
