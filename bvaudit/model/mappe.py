"""The municipality's folder: its own content, its extracts, its results (design part 11)."""

from dataclasses import dataclass
from pathlib import Path

from bvaudit.model.kommune import Kommune

KOMMUNE = "kommune.yaml"
ENHETER = "enheter.yaml"
KART = "kart.yaml"
# What the municipality writes or fills in itself, each in a folder of its own and none of them needed.
INNHOLD = (
    "regler",
    "sjekklister",
    "arshjul",
    "tilsyn",
    "lister",
    "serier",
    "nokkeltall",
    "rapporter",
    "kodeverk",
    "maler",
)
# What comes in, and what the program makes.
ARBEID = ("uttrekk", "revisjoner", "register", "utgaver")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mappe:
    """``rot`` is the folder that holds kommune.yaml. ``enheter``, ``kart`` and ``brevmal`` are files that are there, or
    None. The key and the list of links lie outside it, always."""

    rot: Path
    kommune: Kommune
    enheter: Path | None = None
    kart: Path | None = None
    brevmal: Path | None = None

    @property
    def regler(self) -> Path:
        return self.rot / "regler"

    @property
    def sjekklister(self) -> Path:
        return self.rot / "sjekklister"

    @property
    def arshjul(self) -> Path:
        return self.rot / "arshjul"

    @property
    def tilsyn(self) -> Path:
        return self.rot / "tilsyn"

    @property
    def lister(self) -> Path:
        return self.rot / "lister"

    @property
    def serier(self) -> Path:
        return self.rot / "serier"

    @property
    def nokkeltall(self) -> Path:
        return self.rot / "nokkeltall"

    @property
    def rapporter(self) -> Path:
        return self.rot / "rapporter"

    @property
    def kodeverk(self) -> Path:
        return self.rot / "kodeverk"

    @property
    def maler(self) -> Path:
        return self.rot / "maler"

    @property
    def uttrekk(self) -> Path:
        return self.rot / "uttrekk"

    @property
    def revisjoner(self) -> Path:
        return self.rot / "revisjoner"

    @property
    def register(self) -> Path:
        return self.rot / "register"

    @property
    def utgaver(self) -> Path:
        return self.rot / "utgaver"
