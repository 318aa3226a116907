"""Checks where tags stand. docxtpl removes the row or paragraph around a tag without a word, text and all."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bvaudit.diagnostics import Problem
from bvaudit.reports.docx.places import Paragraph, place
from bvaudit.reports.docx.tags import Tag, cell_of, left_open, row_of, table_of, tags_in, text_beside

_SHAPES = ("cellbg", "colspan", "hm", "vm")
_CONTAINERS = {"tr": "rad", "tc": "celle", "p": "avsnitt"}


def check_structure(paragraphs: Sequence[Paragraph], shown: str) -> list[Problem]:
    """Every tag of one part that stands where it cannot work, and every «for» or «if» without its end."""
    tags = [tag for paragraph in paragraphs for tag in tags_in(paragraph)]
    return [
        *_halves(paragraphs, shown),
        *(problem for tag in tags for problem in _alone(tag, shown)),
        *_paragraph_tags(tags, shown),
        *_row_tags(tags, paragraphs, shown),
        *_pairs(tags, shown),
    ]


def _say(shown: str, tag: Tag, kode: str, tekst: str, hint: str = "") -> Problem:
    return Problem(sted=place(shown, tag.avsnitt), kode=kode, tekst=tekst, hint=hint)


def _halves(paragraphs: Iterable[Paragraph], shown: str) -> Iterator[Problem]:
    for paragraph in paragraphs:
        if left_open(paragraph):
            hint = "hele merkelappen må stå i ett avsnitt, for eksempel {{ plan.enhet }}"
            yield Problem(
                sted=place(shown, paragraph), kode="mal-halv", tekst="merkelappen er ikke avsluttet", hint=hint
            )


def _alone(tag: Tag, shown: str) -> Iterator[Problem]:
    if not tag.is_block and tag.form:
        hint = "alle felt er ren tekst; skriv {{ … }} uten bokstav etter klammene"
        yield _say(shown, tag, "mal-riktekst", f"«{{{{{tag.form} …}}}}» kan ikke brukes for et tekstfelt", hint)
    if tag.strek:
        yield _say(shown, tag, "mal-strek", "minus eller pluss i merkelappen sletter tekst rundt den", "fjern tegnet")
    if tag.ord in _SHAPES:
        yield _say(shown, tag, "mal-ikke-tillatt", f"«{tag.ord}» kan ikke brukes i en mal", "bruk tabellstiler i Word")


def _paragraph_tags(tags: Sequence[Tag], shown: str) -> Iterator[Problem]:
    own = [tag for tag in tags if tag.is_block and tag.form == "p"]
    for _, group in groupby(own, key=lambda tag: id(tag.avsnitt.element)):
        first, *more = group
        if more:
            yield _say(shown, first, "mal-flere-p", "avsnittet har flere {%p …%}", "skriv hver på sin egen linje")
        elif rest := text_beside([first], first.avsnitt.tekst):
            tekst = f"teksten «{rest[:30]}» står på samme linje som {{%p …%}} og blir slettet"
            yield _say(shown, first, "mal-tekst-ved-p", tekst, "skriv merkelappen på en egen linje")


def _row_tags(tags: Sequence[Tag], paragraphs: Sequence[Paragraph], shown: str) -> Iterator[Problem]:
    for form, container in (("tr", row_of), ("tc", cell_of)):
        for tag in tags:
            if not tag.is_block or tag.form != form:
                continue
            around = container(tag.avsnitt)
            if around is None:
                hint = "skriv {%p …%} når det ikke er i en tabell"
                yield _say(shown, tag, "mal-utenfor-tabell", f"{{%{form} …%}} står ikke i en tabell", hint)
                continue
            beside = [p for p in paragraphs if container(p) is around]
            if text_beside([tag], " ".join(p.tekst for p in beside)):
                navn = _CONTAINERS[form]
                hint = f"la merkelappen stå alene i en egen {navn}"
                yield _say(
                    shown,
                    tag,
                    "mal-tekst-ved-rad",
                    f"annet innhold i samme {navn} som {{%{form} …%}} blir slettet",
                    hint,
                )


def _pairs(tags: Iterable[Tag], shown: str) -> Iterator[Problem]:
    open_tags: list[Tag] = []
    for tag in tags:
        if tag.ord in ("for", "if"):
            open_tags.append(tag)
        elif tag.ord in ("else", "elif"):
            if not open_tags:
                yield _say(shown, tag, "mal-uten-start", f"«{tag.ord}» uten «if» foran")
            else:
                yield from _pair(open_tags[-1], tag, shown)
        elif tag.ord in ("endfor", "endif"):
            wanted = tag.ord.removeprefix("end")
            if not open_tags:
                yield _say(shown, tag, "mal-uten-start", f"«{tag.ord}» uten «{wanted}» foran")
            elif open_tags[-1].ord != wanted:
                start = open_tags.pop()
                hint = f"avslutt «{start.ord}» med «end{start.ord}» først"
                yield _say(shown, tag, "mal-feil-slutt", f"«{tag.ord}» avslutter ikke «{start.ord}»", hint)
            else:
                yield from _pair(open_tags.pop(), tag, shown)
    for tag in open_tags:
        yield _say(
            shown,
            tag,
            "mal-uten-slutt",
            f"«{tag.ord}» mangler «end{tag.ord}»",
            f"sett inn «end{tag.ord}» der det slutter",
        )


def _pair(start: Tag, end: Tag, shown: str) -> Iterator[Problem]:
    cells = cell_of(start.avsnitt), cell_of(end.avsnitt)
    row_hint = "bruk {%tr for …%} og {%tr endfor %}, hver i sin egen rad"
    if start.form != end.form:
        tekst = f"«{start.ord}» og «{end.ord}» har ulik form ({_form(start)} og {_form(end)})"
        yield _say(shown, end, "mal-ulik-form", tekst, f"skriv begge som {_form(start)}")
    elif start.form in ("", "r") and start.avsnitt.element is not end.avsnitt.element:
        if cells[0] is not cells[1]:
            tekst = f"«{start.ord}» og «{end.ord}» står i hver sin celle; alt havner i én rad"
            yield _say(shown, start, "mal-ulike-celler", tekst, row_hint)
        else:
            tekst = f"«{start.ord}» og «{end.ord}» står i hvert sitt avsnitt"
            yield _say(shown, start, "mal-ulike-avsnitt", tekst, f"skriv {{%p {start.ord} …%}} på en egen linje")
    elif start.form == "p" and cells[0] is not cells[1]:
        tekst = f"{{%p {start.ord} …%}} og {{%p {end.ord} %}} står i ulike celler og gir tomme rader"
        yield _say(shown, start, "mal-p-i-tabell", tekst, row_hint)
    elif start.form == "tr" and table_of(start.avsnitt) is not table_of(end.avsnitt):
        yield _say(shown, start, "mal-ulike-tabeller", "løkken starter og slutter i ulike tabeller", row_hint)
    elif start.form == "tc" and row_of(start.avsnitt) is not row_of(end.avsnitt):
        yield _say(shown, start, "mal-ulike-rader", "løkken over celler starter og slutter i ulike rader")


def _form(tag: Tag) -> str:
    return f"{{%{tag.form} …%}}"
