"""What a register workbook says of itself on its hidden sheet ``_meta``: what the one who writes it and the one who
reads it back have agreed on. Key in column A, value in column B:

- ``skjema`` (``SKJEMA``) and ``format`` (``FORMAT``), ``hode`` (number and print of the log's last event), ``mottaker``
  (``rolle@enhet``), ``enhet`` (the id of the only unit it holds; empty = all of them), ``laget`` (the day, ISO),
  ``sprak`` (the language its words are in; bokmål where nothing says);
- ``ark <ark>``: what the sheet was called; ``kolonne <ark> <kolonne>``: its letter and heading, as laid out;
- ``skrives <ark> <kolonne>``: the kind of thing, the field, and the list that is chosen from, if any. The thing is the
  one whose number stands in the hidden column ``_id``. Where that is a link (``AV-…/TI-…``) a field of ``tiltak``
  belongs to the part after the slash; the row of a measure that is linked to nothing has its number alone;
- ``ny <ark>``: the kind of thing a row without ``_id`` becomes, and ``ny <ark> <kolonne>``: the key its value gets;
- ``valg <liste> <kode>``: the word in the list for each code, so that words may change later. A role of another unit is
  a code of its own, ``rolle@enhet``; a role alone is of the thing's own unit;
- ``vist <ark> <_id> <kolonne>``: what a cell shows that is not what the field holds, since that names another unit, or
  since nobody has written in it and the content says it (a day in ISO). As long as it stands there, nobody has typed in
  it.

A step of a supervision is a row with the number of the supervision, ``STEG`` and its place; nothing is typed in it.

The hidden column ``_last`` of a row names the columns that are not to be typed in there, by id, with spaces between:
the fields of a measure on all but the first of its rows, and on every row where they belong to others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.registeret.ting import Slag, Ting, link_number

SKJEMA = "register"
FORMAT = "4"
ID, SUM, LAST = "_id", "_sum", "_last"  # the hidden columns of a row
INGEN = "ingen"  # the id of the line that says there are no rows
AVVIK, AVSLUTTEDE, TILTAK, SAKER, NYE_AVVIK = "avvik", "avsluttede", "tiltak", "saker", "nye_avvik"  # the sheets' ids
ARSHJUL, LISTER, TILSYNSLOP = "arshjul", "listepunkter", "tilsynslop"
STEG = "#"
SAK = "sak"  # the kind of a row about a case; its ``_id`` is «<sak>/<enhet>»
# What is typed that is no field of ``felter.py``.
KOMMENTAR = "kommentar"  # always a new one: blank when the workbook is made
RETTET = "rettet"  # the day a person says the case is mended
AVGJORENDE = "avgjorende"  # on a link: «ja» for the decisive measure of the avvik
JA = "ja"
# Keys of a new thing beside the fields of its kind. Those of its link begin with ``KOBLING_``.
TITTEL, ENHET, KILDE, ALVOR, NUMRE = "tittel", "enhet", "kilde", "alvor", "avvik"
# Of a new step: the number of the supervision, and what the step says.
TILSYNET, SKRITT, DATO, FRIST, TEKST, FUNN = "tilsyn", "skritt", "dato", "frist", "tekst", "funn"
KOBLING_ = "kobling."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bokkolonne:
    """A column people type in. ``slag`` is a ``Slag`` or ``SAK``, empty where only new things are written. ``ny`` is
    the key of its value in a new thing; empty = not used there."""

    ark: str
    id: str
    slag: str = ""
    felt: str = ""
    liste: str = ""
    ny: str = ""
    bokstav: str = ""
    overskrift: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bokmeta:
    """``ark``: id → what the sheet was called. ``nye``: sheet → the kind its rows without an id become. ``valg``: list
    → code → word. ``vist``: (sheet, ``_id``, column) → what is shown in place of the field."""

    hode: Hode
    mottaker: str
    enhet: str
    laget: str = ""
    format: str = FORMAT
    ark: Mapping[str, str] = field(default_factory=dict)
    kolonner: tuple[Bokkolonne, ...] = ()
    nye: Mapping[str, str] = field(default_factory=dict)
    valg: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    vist: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    sprak: str = "nb"

    def kode(self, liste: str, ord: str) -> str | None:
        """The code of a word in a list; None when it is not there."""
        return next((kode for kode, ordet in self.valg.get(liste, {}).items() if ordet == ord), None)


def written(meta: Bokmeta) -> dict[str, str]:
    """The lines of ``_meta``, without where the sheets and columns lie: that is added when they are laid out."""
    return {
        "skjema": SKJEMA,
        "format": meta.format,
        "hode": f"{meta.hode.nr} {meta.hode.sum}".strip(),
        "mottaker": meta.mottaker,
        "enhet": meta.enhet,
        "laget": meta.laget,
        "sprak": meta.sprak,
        **{f"ny {ark}": slag for ark, slag in meta.nye.items()},
        **_columns(meta.kolonner),
        **{f"valg {liste} {kode}": ord for liste, words in meta.valg.items() for kode, ord in words.items()},
        **{f"vist {' '.join(place)}": shown for place, shown in meta.vist.items()},
    }


def _columns(kolonner: Iterable[Bokkolonne]) -> dict[str, str]:
    lines = {}
    for one in kolonner:
        if one.felt:
            lines[f"skrives {one.ark} {one.id}"] = f"{one.slag} {one.felt} {one.liste}".strip()
        if one.ny:
            lines[f"ny {one.ark} {one.id}"] = f"{one.ny} {one.liste}".strip()
    return lines


def read(lines: Mapping[str, str]) -> Bokmeta | None:
    """The other way; None when the lines are not of a register with memory. ValueError when they are damaged."""
    if lines.get("skjema") != SKJEMA:
        return None
    nr, _, print_ = lines.get("hode", "").partition(" ")
    words = {key: tuple(key.split(" ", 2)) for key in lines}
    valg: dict[str, dict[str, str]] = {}
    for key, parts in words.items():
        if parts[0] == "valg" and len(parts) == 3:
            valg.setdefault(parts[1], {})[parts[2]] = lines[key]
    return Bokmeta(
        hode=Hode(nr=int(nr), sum=print_),
        mottaker=lines.get("mottaker", ""),
        enhet=lines.get("enhet", ""),
        laget=lines.get("laget", ""),
        format=lines.get("format", ""),
        ark={parts[1]: lines[key] for key, parts in words.items() if parts[0] == "ark" and len(parts) == 2},
        kolonner=tuple(_read_columns(lines, words)),
        nye={parts[1]: lines[key] for key, parts in words.items() if parts[0] == "ny" and len(parts) == 2},
        valg=valg,
        vist=dict(_places(lines)),
        sprak=lines.get("sprak", "nb"),
    )


def _places(lines: Mapping[str, str]) -> Iterable[tuple[tuple[str, str, str], str]]:
    for key, shown in lines.items():
        word, *place = key.split(" ")
        if word == "vist" and len(place) == 3:
            yield (place[0], place[1], place[2]), shown


def _read_columns(lines: Mapping[str, str], words: Mapping[str, tuple[str, ...]]) -> Iterable[Bokkolonne]:
    places = dict.fromkeys(parts[1:] for parts in words.values() if parts[0] in ("skrives", "ny") and len(parts) == 3)
    for ark, id in places:
        slag, felt, liste = _three(lines.get(f"skrives {ark} {id}", ""))
        ny, new_list, _ = _three(lines.get(f"ny {ark} {id}", ""))
        bokstav, _, overskrift = lines.get(f"kolonne {ark} {id}", "").partition(" ")
        yield Bokkolonne(
            ark=ark,
            id=id,
            slag=slag,
            felt=felt,
            liste=liste or new_list,
            ny=ny,
            bokstav=bokstav,
            overskrift=overskrift,
        )


def _three(line: str) -> tuple[str, str, str]:
    parts = [*line.split(" "), "", "", ""]
    return parts[0], parts[1], parts[2]


def held(ting: Ting, felt: str, avvik: Avvik | None = None) -> str:
    """What a cell for the field shows, as canonical text: what people have set, else what is so anyhow.
    ``avvik`` is the one with the same number, or the one a link is from."""
    if avvik is not None and ting.slag is Slag.AVVIK and felt in ("varslet", "kan_ikke"):
        return _shown(avvik.varslet if felt == "varslet" else avvik.kan_ikke)
    if avvik is not None and felt == AVGJORENDE:
        return JA if ting.nr == link_number(avvik.nr, avvik.avgjorende) else ""
    if not ting.verdi(felt) and (ting.slag, felt) in ((Slag.AVVIK, "ansvarlig"), (Slag.TILTAK, "eier")):
        return ting.eier
    return ting.verdi(felt)


def _shown(value: date | str | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""
