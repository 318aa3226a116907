"""The words a supervision is written with: what acts are called, and words that mean the same."""

from dataclasses import dataclass

from bvaudit.model.fields import Shape, arg, described
from bvaudit.model.shapes import FILE_ID

_WORD = Shape(tekst="Ordet eller uttrykket, med små bokstaver.")


@described("Navn på en lov eller forskrift.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Lovnavn:
    """Names that mean one of ``lover``: which of them is told by when they were in force."""

    skrives: tuple[str, ...] = arg("Slik den skrives.", each=_WORD, unique=True)
    lover: tuple[str, ...] = arg("Lovene navnet kan bety, med id fra lover.yaml.", unique=True)


@described("Hvor plikten sto før.")
@dataclass(frozen=True, slots=True, kw_only=True)
class TidligereHjemmel:
    """Where a duty stood in the acts before today's. ``hjemmel`` is text as people cite it, with the act named."""

    plikt: str = arg("Pliktens id fra plikter.yaml.")
    hjemmel: str = arg("Hvor plikten sto, slik den siteres, med loven nevnt.")


@described("Ord som betyr det samme.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Ordgruppe:
    """Words and phrases a finding and a sjekkpunkt may use for the same. Other forms of a word need not be written."""

    id: str = arg("Kort navn på gruppen.", like=FILE_ID)
    ord: tuple[str, ...] = arg("Ordene og uttrykkene, på bokmål og nynorsk.", each=_WORD, unique=True)


@described("Ord som sier hvilket emne et funn handler om.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Emneord:
    """The words that tell which folder of rules a finding is about."""

    tema: str = arg("Emnet, lik navnet på mappen med reglene.")
    ord: tuple[str, ...] = arg("Ordene, på bokmål og nynorsk.", each=_WORD, unique=True)


@described("To måter å stave det samme på.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Stavemate:
    """Letters that are read as other letters, wherever they stand in a word: nynorsk beside bokmål."""

    fra: str = arg("Bokstavene slik de kan stå.", like=_WORD)
    til: str = arg("Bokstavene de leses som.", like=_WORD)


@described("Ordene i tilsyn: navn på lover, og ord som betyr det samme.", title="bvaudit: ord i tilsyn")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsynsord:
    """The whole file, ``rules/kodeverk/tilsynsord.yaml``. ``uten_vekt`` are words and phrases that tell nothing."""

    lovnavn: tuple[Lovnavn, ...] = arg("Hva lovene kalles.")
    tidligere: tuple[TidligereHjemmel, ...] = arg("Hvor pliktene sto før dagens lov.")
    stavemater: tuple[Stavemate, ...] = arg("Stavemåter som leses som det samme.")
    grupper: tuple[Ordgruppe, ...] = arg("Ord som betyr det samme.")
    emner: tuple[Emneord, ...] = arg("Ord for emnene.")
    uten_vekt: tuple[str, ...] = arg("Ord og uttrykk som ikke sier noe om hva funnet gjelder.", each=_WORD, unique=True)
