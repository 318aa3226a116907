"""Where the figures of a run come from: in short for the first page, and all of it for «Grunnlag»."""

from collections.abc import Iterator

from bvaudit import texts
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.wording import dato
from bvaudit.texts import text

Fact = tuple[str, str]
_SHORT = 12  # digits of a print that people read to each other


def short_facts(revisjon: Revisjon) -> tuple[Fact, ...]:
    """Day, period, source, draw, and the prints that tell one run from another."""
    run = (text("register.fakta.kjoring"), revisjon.kjoring)
    return (*_when(revisjon), _documents(revisjon), *_prints(revisjon), run, *_class(revisjon))


def facts(revisjon: Revisjon) -> tuple[Fact, ...]:
    kilde = revisjon.kilde
    formats = [text("register.fakta.format", navn=navn, antall=n) for navn, n in sorted(kilde.formatversjoner.items())]
    return (
        (text("register.fakta.kommune"), revisjon.kommune),
        *_class(revisjon),
        *_when(revisjon),
        (
            text("register.fakta.lest"),
            texts.counted("register.fakta.lest_fra", kilde.filer, lest=kilde.dokumenter_lest),
        ),
        (text("register.fakta.brukt"), text("register.fakta.brukt_tall", brukt=kilde.dokumenter_brukt)),
        (text("register.fakta.utelatt"), _left_out(revisjon)),
        (text("register.fakta.formater"), ", ".join(formats) or text("register.fakta.ukjent")),
        *_prints(revisjon),
        (text("register.fakta.kjoring"), text("register.fakta.kjoring_lik", kjoring=revisjon.kjoring)),
        (text("register.fakta.resultater"), text("register.fakta.resultater_om")),
    )


def _when(revisjon: Revisjon) -> Iterator[Fact]:
    day = revisjon.kilde.uttrekksdato
    yield text("register.fakta.per"), dato(revisjon.per)
    yield text("register.fakta.periode"), _period(revisjon)
    yield text("register.fakta.uttrekk"), dato(day) if day else text("register.fakta.ukjent_dato")
    draw = revisjon.utvalg
    drawn = texts.counted("register.fakta.trukket", draw.trukket, id=draw.id) if draw else ""
    yield text("register.fakta.utvalg"), drawn or text("register.fakta.alle_saker")


def _period(revisjon: Revisjon) -> str:
    if revisjon.periode is None:
        return text("register.fakta.hele")
    fra, til_og_med = revisjon.periode
    return text("register.fakta.fra_til", fra=dato(fra), til=dato(til_og_med))


def _documents(revisjon: Revisjon) -> Fact:
    kilde = revisjon.kilde
    return text("register.fakta.dokumenter"), text(
        "register.fakta.dokumenter_tall",
        lest=kilde.dokumenter_lest,
        brukt=kilde.dokumenter_brukt,
        utelatt=kilde.dokumenter_utelatt,
    )


def _left_out(revisjon: Revisjon) -> str:
    out = revisjon.kilde.dokumenter_utelatt
    return text("register.fakta.utelatt_tall", utelatt=out) if out else text("register.fakta.ingen")


def _class(revisjon: Revisjon) -> Iterator[Fact]:
    if revisjon.dokumentklasse:
        yield text("register.fakta.dokumentklasse"), revisjon.dokumentklasse


def _prints(revisjon: Revisjon) -> Iterator[Fact]:
    kilde = revisjon.kilde
    if kilde.uttrekk_avtrykk:
        yield text("register.fakta.uttrekk_avtrykk"), kilde.uttrekk_avtrykk[:_SHORT]
    yield text("register.fakta.innhold_avtrykk"), kilde.innhold_sha256[:_SHORT]
