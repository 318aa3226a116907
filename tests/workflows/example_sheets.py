"""Where the example's spreadsheets lie, how they are read, and a child that is in them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
READING = ["--kart", str(EXAMPLES / "kart.yaml"), "--enheter", str(EXAMPLES / "enheter.yaml")]
CHILD = "Kari Nordli"
NUMBER = "02011000100"
