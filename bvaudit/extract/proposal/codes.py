"""What the texts of a coded column most likely stand for. Texts are shown only where they can be codes."""

import re
from collections.abc import Sequence

from bvaudit.extract.proposal.match import kind_of_field
from bvaudit.extract.proposal.record import ProposedCode
from bvaudit.extract.proposal.seen import Kind, SeenColumn
from bvaudit.extract.sheets.split import ONLY_DATE
from bvaudit.extract.sheets.texts import heading_key
from bvaudit.model.koder import CODE_LISTS, Kode, Kodelister
from bvaudit.model.words.overskrifter import CODE_WORDS

YES_NO = "ja_nei"
_READ_AS_THEY_ARE = frozenset({"ja", "nei", "j", "n", "x", "sant", "usant", "true", "false"})
_MANY_DIGITS = 4


def list_of(felt: str) -> str:
    """The code list a choice of field asks for; «ja_nei» for a yes or no; empty for neither."""
    tabell, _, rest = felt.partition(".")
    for kolonne in rest.split("+") if rest else ():
        if liste := CODE_LISTS.get((tabell, kolonne)):
            return liste
        if kind_of_field(f"{tabell}.{kolonne}") == "ja_nei":
            return YES_NO
    return ""


def proposed_codes(column_id: str, felt: str, column: SeenColumn, koder: Kodelister) -> tuple[ProposedCode, ...]:
    """A row for each text that must be given a code; none when the column's content may be of persons."""
    liste = list_of(felt)
    if not liste or column.slag in (Kind.TEKST, Kind.PERSON, Kind.PERSONNUMMER, Kind.ID):
        return ()
    known = koder[liste].koder if liste in koder else ()
    proper = {heading_key(kode.kode) for kode in known} | (_READ_AS_THEY_ARE if liste == YES_NO else set())
    texts = [text for text in column.verdier if heading_key(text) not in proper and _may_be_shown(text)]
    return tuple(
        ProposedCode(id=f"{column_id}-v{number}", verdi=text, kode=_code(text, felt, known, liste))
        for number, text in enumerate(texts, start=1)
        if text != ONLY_DATE or liste == YES_NO
    )


def _may_be_shown(text: str) -> bool:
    return sum(character.isdigit() for character in text) <= _MANY_DIGITS


def _code(text: str, felt: str, known: Sequence[Kode], liste: str) -> str:
    if liste == YES_NO:
        return ""
    tabell, _, rest = felt.partition(".")
    key = heading_key(text)
    for kolonne in rest.split("+"):
        for word, kode in CODE_WORDS.get(f"{tabell}.{kolonne}", {}).items():
            if word == key:
                return kode
    same = [kode.kode for kode in known if heading_key(_bare(kode.tittel)) == key]
    begins = [kode.kode for kode in known if heading_key(kode.tittel).startswith(key)]
    if same or len(begins) == 1:
        return (same or begins)[0]
    words = CODE_WORDS.get(f"{tabell}.{rest.split('+')[0]}", {})
    within = {kode for word, kode in words.items() if re.search(rf"\b{re.escape(word)}\b", key)}
    return within.pop() if len(within) == 1 else ""


def _bare(title: str) -> str:
    return re.sub(r"\s*\(.*\)", "", title)
