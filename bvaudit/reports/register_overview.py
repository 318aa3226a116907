"""The sheet «Oversikt»: what a leader must know before reading a single figure, on one screen and one page."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bvaudit import texts
from bvaudit.findings.ledger import ledger
from bvaudit.model.revisjon import EnhetTall, Revisjon
from bvaudit.model.rule import ENHET
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.reports.register_facts import short_facts
from bvaudit.reports.register_ids import Names
from bvaudit.reports.register_sheets import Known, MatrixColumn, MatrixRow, Oversikt, SheetTable
from bvaudit.reports.register_to_read import INDIKASJON, UAVKLART
from bvaudit.reports.told_under import rules_told
from bvaudit.reports.wording import dato
from bvaudit.texts import counted, text

_WARNINGS = 2  # as many as there is room for; all of them stand in Datakvalitet
BLANKS = ("utarbeidet_av", "kontrollert_av")
_GRADES = tuple(reversed(Alvorlighetsgrad))


def overview(
    revisjon: Revisjon, names: Names, saker: SheetTable, programversjon: str, *, utenfor: bool = False
) -> Oversikt:
    """``saker`` is the sheet of cases to correct, whose rows are counted here. ``utenfor``: this run is not in the
    register there is."""
    return Oversikt(
        ark=text("register.ark.oversikt"),
        tittel=text("register.oversikt.tittel", kommune=revisjon.kommune),
        undertittel=_under_title(revisjon, programversjon),
        setninger=tuple(_sentences(revisjon)),
        enhet=text("register.kolonne.enhet"),
        kolonner=_columns(),
        rader=tuple(_rows(revisjon, names, saker)),
        kilde_tittel=text("register.oversikt.kilde"),
        kilde=short_facts(revisjon),
        ukjent_tittel=text("register.oversikt.ukjent"),
        ukjent=tuple(_unknown(revisjon, utenfor=utenfor)),
        fylles_ut=tuple((blank, text(f"register.oversikt.{blank}")) for blank in BLANKS),
    )


def _under_title(revisjon: Revisjon, versjon: str) -> str:
    if not revisjon.dokumentklasse:
        return text("register.oversikt.undertittel", per=dato(revisjon.per), versjon=versjon)
    return text(
        "register.oversikt.undertittel_klasse",
        per=dato(revisjon.per),
        versjon=versjon,
        klasse=revisjon.dokumentklasse,
    )


def _sentences(revisjon: Revisjon) -> Iterator[str]:
    if not sum(svar.tall[svar.standard].n for svar in revisjon.svar):
        yield text("register.oversikt.ingenting")
    elif not revisjon.avvik:
        yield text("register.oversikt.ingen")
    else:
        book = ledger(revisjon)
        where = texts.counted("register.oversikt.i_saker", book.saker_med_avvik)
        yield f"{texts.counted('register.oversikt.fort', book.avvik)} {where}"
        yield f"{rules_told(revisjon)} {_who_has_read(revisjon)}"
    yield from warnings_of(revisjon)


def _who_has_read(revisjon: Revisjon) -> str:
    if revisjon.lest is None:
        return text("register.oversikt.ingen_har_lest")
    book = ledger(revisjon)
    return counted("lest_i_papirene.oversikt.lest", book.lest, svar=book.lest_svar, brutt=book.lest_med_avvik)


def _columns() -> tuple[MatrixColumn, ...]:
    avvik, saker, leses = (text(f"register.ark.{ark}") for ark in ("avvik", "saker", "ma_leses"))
    grades = (
        MatrixColumn(navn=g.vist.capitalize(), til="Avvik", ark=avvik, der="_celle", grad=g.vist) for g in _GRADES
    )
    return (
        *grades,
        MatrixColumn(navn=text("register.oversikt.i_alt"), til="Avvik", ark=avvik, der="_enhet"),
        MatrixColumn(navn=text("register.oversikt.forfalt"), forfalt=True),
        MatrixColumn(navn=text("register.oversikt.saker"), til="Saker", ark=saker, der="_enhet"),
        MatrixColumn(navn=text("register.oversikt.ma_leses"), til="MaLeses", ark=leses, der="_celle"),
        MatrixColumn(navn=text("register.oversikt.uavklart"), til="MaLeses", ark=leses, der="_celle"),
    )


def _rows(revisjon: Revisjon, names: Names, saker: SheetTable) -> Iterator[MatrixRow]:
    at = saker.place("enhet")
    cases = Counter(str(row[at]) for row in saker.rader)
    for enhet in revisjon.enheter:
        unit = names.unit(enhet.navn)
        yield MatrixRow(
            navn=_shown(enhet),
            tall=_counts(revisjon, (enhet.navn,), cases),
            enheter=(names.key(enhet.navn),),
            nokler=(
                *(f"{unit}/{grad.value}" for grad in _GRADES),
                names.key(enhet.navn),
                "",
                names.key(enhet.navn),
                f"{unit}/{INDIKASJON}",
                f"{unit}/{UAVKLART}",
            ),
        )
    for gruppe in revisjon.grupper:
        navn = text("register.sum_av", gruppe=gruppe.navn)
        yield _sum(navn, gruppe.enheter, revisjon, names, cases)
    yield _sum(text("register.oversikt.alle"), [enhet.navn for enhet in revisjon.enheter], revisjon, names, cases)


def _sum(navn: str, enheter: Sequence[str], revisjon: Revisjon, names: Names, cases: Counter[str]) -> MatrixRow:
    keys = tuple(names.key(each) for each in enheter)
    return MatrixRow(navn=navn, tall=_counts(revisjon, enheter, cases), enheter=keys, sum=True)


def _shown(enhet: EnhetTall) -> str:
    navn = enhet.navn
    if enhet.vertskommune:
        navn = text("register.oversikt.enhet_vert", enhet=navn, vert=enhet.vertskommune)
    return navn if enhet.saker else text("register.oversikt.enhet_uten_saker", enhet=navn)


def _counts(revisjon: Revisjon, enheter: Sequence[str], cases: Counter[str]) -> tuple[int, ...]:
    """In the order of the columns; what is overdue is worked out by the sheet."""
    avvik = [svar for svar in revisjon.avvik if svar.enhet in enheter]
    grades = Counter(svar.regel.alvorlighetsgrad for svar in avvik)
    signs = [f for s in revisjon.indikasjoner for f in s.funn if f.hos in enheter]
    unclear = [f for s in revisjon.svar for f in s.uavklarte if f.hos in enheter]
    return (
        *(grades[grad] for grad in _GRADES),
        len(avvik),
        0,
        sum(cases[navn] for navn in enheter),
        len(signs),
        len(unclear),
    )


def _unknown(revisjon: Revisjon, *, utenfor: bool) -> Iterator[Known]:
    yield from unknown_of_run(revisjon)
    why = text("registeret_bok.utenfor") if utenfor else text("register.ukjent.minne_svar")
    yield Known(tekst=text("register.ukjent.minne"), verdi=why)


def warnings_of(revisjon: Revisjon) -> Iterator[str]:
    """As many as there is room for, and how many more there are."""
    if texts.spoken() != "nb":
        yield text("felles.kravene_pa_bokmal")
    yield from (text("register.oversikt.obs", advarsel=advarsel) for advarsel in revisjon.advarsler[:_WARNINGS])
    if more := len(revisjon.advarsler[_WARNINGS:]):
        yield texts.counted("register.oversikt.flere_advarsler", more)


def unknown_of_run(revisjon: Revisjon) -> Iterator[Known]:
    """What this run cannot say."""
    book = ledger(revisjon)
    leses, grunnlag = text("register.ark.ma_leses"), text("register.ark.grunnlag")
    signs = sum(len(svar.funn) for svar in revisjon.indikasjoner)
    yield Known(tekst=text("register.ukjent.ma_leses", krav=book.ma_leses), verdi=signs, ark=leses)
    unclear = sum(len(svar.uavklarte) for svar in revisjon.svar)
    yield Known(tekst=text("register.ukjent.uavklart"), verdi=unclear, ark=leses)
    people = [row for row in revisjon.ikke_undersokt if row.regel.manuell]
    unit = sum(row.regel.gjelder.objekt == ENHET for row in people)
    yield Known(tekst=text("register.ukjent.leses"), verdi=len(people) - unit, ark=grunnlag)
    yield Known(tekst=text("register.ukjent.enheten"), verdi=unit, ark=grunnlag)
    machine = len(revisjon.ikke_undersokt) - len(people)
    yield Known(tekst=text("register.ukjent.maskin"), verdi=machine, ark=grunnlag)
    yield Known(tekst=text("register.ukjent.uten"), verdi=book.ingen_a_vurdere, ark=text("register.ark.alle_tall"))
