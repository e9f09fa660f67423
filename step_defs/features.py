"""Where the features are."""

from pathlib import Path

FEATURES = Path(__file__).parent.parent / "features"
