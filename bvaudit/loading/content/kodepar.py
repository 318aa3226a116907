"""Pairs of codes across the day a code list changed: nothing that ended or began is left out."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import unknown
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.koder import Kode, Kodeliste, Kodelister
from bvaudit.model.sammenligning import Forhold, Kodepar, Sammenligning
from bvaudit.texts import text

_SIDES = ("fra", "til")
_ONE_DAY = timedelta(days=1)


def faults_in_code_pairs(kart: Sammenligning, document: Document) -> Iterator[Problem]:
    """A code that is gone or new is that everywhere, and the same codes do not stand against each other twice."""
    for i, par in enumerate(kart.kodepar):
        for other in kart.kodepar[:i]:
            if _same_codes(par, other):
                tekst, hint = (
                    text("loading.kodepar.de_samme_kodene_er_satt_mot"),
                    text("loading.kodepar.ta_bort_det_ene_paret"),
                )
                yield document.problem(("kodepar", i), "feil-par", tekst, hint)
        if par.forhold not in (Forhold.NY, Forhold.BORTE):
            continue
        side = "til" if par.forhold is Forhold.NY else "fra"
        elsewhere = {kode for j, other in enumerate(kart.kodepar) if j != i for kode in getattr(other, side)}
        for j, kode in enumerate(getattr(par, side)):
            if kode in elsewhere:
                tekst, hint = (
                    text("loading.kodepar.er_men_star_ogsa_i_et", kode=kode, forhold=par.forhold),
                    text("loading.kodepar.velg_ett_av_dem"),
                )
                yield document.problem(("kodepar", i, side, j), "feil-par", tekst, hint)


def _same_codes(par: Kodepar, other: Kodepar) -> bool:
    return set(par.fra) == set(other.fra) and set(par.til) == set(other.til)


def faults_against_codes(kart: Sammenligning, document: Document, koder: Kodelister) -> Iterator[Problem]:
    """The list exists and changed that day, the codes named were in use on their side of it, and every code that
    ended or began is accounted for. What the register itself says a code is split into must be among its heirs."""
    navn, dag = kart.liste, kart.dag
    if dag is None:
        return
    if navn not in koder:
        tekst = text("loading.kodepar.kodelisten_finnes_ikke", navn=navn)
        yield unknown(document, ("koder", "liste"), "ukjent-kodeliste", tekst, navn, koder)
        return
    liste = koder[navn]
    ended = [kode for kode in liste.koder if kode.gyldig_til_og_med and dag - kode.gyldig_til_og_med == _ONE_DAY]
    began = [kode for kode in liste.koder if kode.gyldig_fra == dag]
    if not ended and not began:
        days = sorted({str(kode.gyldig_fra) for kode in liste.koder if kode.gyldig_fra})
        hint = text("loading.kodepar.koder_kom_til_disse_dagene", days=", ".join(days)) if days else ""
        tekst = text("loading.kodepar.ingen_kode_i_gikk_ut_eller", navn=navn, dag=dag)
        yield document.problem(("koder", "dag"), "feil-dag", tekst, hint)
        return
    yield from _wrong_codes(kart, document, liste, dag)
    yield from _left_out(kart, document, ended, began)


def _wrong_codes(kart: Sammenligning, document: Document, liste: Kodeliste, dag: date) -> Iterator[Problem]:
    known = {kode.kode: kode for kode in liste.koder}
    for path, side, navn in _named(kart):
        if navn not in known:
            tekst = text("loading.kodepar.star_ikke_i_kodelisten", navn=navn, id=liste.id)
            yield unknown(document, path, "ukjent-kode", tekst, navn, known)
        elif tekst := _not_in_use(known[navn], side, dag):
            yield document.problem(path, "feil-par", tekst, _period(known[navn]))


def _named(kart: Sammenligning) -> Iterator[tuple[KeyPath, str, str]]:
    for i, par in enumerate(kart.kodepar):
        for side in _SIDES:
            for j, kode in enumerate(getattr(par, side)):
                yield ("kodepar", i, side, j), side, kode


def _not_in_use(kode: Kode, side: str, dag: date) -> str:
    """What is wrong with the code on its side of the change; empty when nothing is. A code without a first day may be
    an heir, but nobody can show that it was in use before."""
    last = kode.gyldig_til_og_med or date.max
    if side == "til":
        return (
            ""
            if (kode.gyldig_fra or dag) <= dag <= last
            else text("loading.kodepar.er_ikke_i_bruk", kode=kode.kode, dag=dag)
        )
    before = dag - _ONE_DAY
    known = kode.gyldig_fra is not None and kode.gyldig_fra <= before <= last
    return "" if known else text("loading.kodepar.var_ikke_i_bruk_dagen_for", kode=kode.kode, before=before)


def _period(kode: Kode) -> str:
    if kode.gyldig_fra is None:
        return text("loading.kodepar.kodelisten_sier_ikke_nar_den_begynte")
    til = text("loading.kodepar.til_og_med", gyldig_til_og_med=kode.gyldig_til_og_med) if kode.gyldig_til_og_med else ""
    return text("loading.kodepar.den_gjelder_fra", gyldig_fra=kode.gyldig_fra, til=til)


def _left_out(
    kart: Sammenligning, document: Document, ended: Sequence[Kode], began: Sequence[Kode]
) -> Iterator[Problem]:
    heirs: dict[str, set[str]] = {}
    for par in kart.kodepar:
        for kode in par.fra:
            heirs.setdefault(kode, set()).update(par.til)
    new = {kode for par in kart.kodepar for kode in par.til}
    for old in ended:
        missing = [del_ for del_ in old.deles_i if del_ not in heirs.get(old.kode, ())]
        if old.kode not in heirs:
            yield _unpaired(document, text("loading.kodepar.gikk_ut_men_er_ikke_med", kode=old.kode, tittel=old.tittel))
        elif missing:
            parts, hint = (
                " og ".join(f"«{del_}»" for del_ in missing),
                text("loading.kodepar.ta_med_alle_kodene_registeret_deler"),
            )
            yield _unpaired(document, text("loading.kodepar.registeret_deler_ogsa_i", kode=old.kode, parts=parts), hint)
    for one in began:
        if one.kode not in new:
            yield _unpaired(document, text("loading.kodepar.kom_til_men_er_ikke_med", kode=one.kode, tittel=one.tittel))


def _unpaired(document: Document, tekst: str, hint: str = text("loading.kodepar.legg_til_et_par_for_koden")) -> Problem:
    return document.problem(("kodepar",), "ikke-koblet", tekst, hint)
