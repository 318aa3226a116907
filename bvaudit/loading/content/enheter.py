"""enheter.yaml: the municipality's own map of units."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, has_errors, in_order
from bvaudit.loading.content.files import read_file, repeated
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.enhet import Enhet, Enheter, Kilde
from bvaudit.model.kalender import vis
from bvaudit.model.safe_text import is_name
from bvaudit.texts import text


def load_enheter(path: Path, shown: str | None = None) -> tuple[Enheter | None, list[Problem]]:
    """The units in ``path`` and every problem; no units when one of the problems is an error. Never raises."""
    loaded, problems = read_file(path, shown, Enheter, go_on=True)
    if loaded is None:
        return None, in_order(problems)
    enheter, document = loaded.record.enheter, loaded.document
    problems += [*_repeated_ids(enheter, document), *_backward_periods(enheter, document), *_claims(enheter, document)]
    problems += [*_no_names(enheter, document), *_successors(enheter, document)]
    return None if has_errors(problems) else loaded.record, in_order(problems)


def _repeated_ids(enheter: tuple[Enhet, ...], document: Document) -> Iterator[Problem]:
    for index, first in repeated(enhet.id for enhet in enheter):
        line = document.place(("enheter", first, "id")).linje
        tekst = text("loading.enheter.enheten_finnes_fra_for_pa_linje", id=enheter[index].id, line=line)
        yield document.problem(
            ("enheter", index, "id"), "dobbel-id", tekst, text("loading.enheter.gi_den_en_id_som_ikke")
        )


def _no_names(enheter: tuple[Enhet, ...], document: Document) -> Iterator[Problem]:
    """A name that Excel would run, or that is a person number, would stand in every paper."""
    for index, enhet in enumerate(enheter):
        if not is_name(enhet.navn):
            tekst = text("loading.enheter.navnet_begynner_som_en_formel_i")
            hint = text("loading.enheter.skriv_navnet_pa_enheten_uten_eller")
            yield document.problem(("enheter", index, "navn"), "ikke-navn", tekst, hint)


def _backward_periods(enheter: tuple[Enhet, ...], document: Document) -> Iterator[Problem]:
    for index, enhet in enumerate(enheter):
        fra, til = enhet.gjelder_fra, enhet.gjelder_til_og_med
        if fra and til and til < fra:
            tekst = text("loading.enheter.enheten_slutter_for_den_begynner", til=vis(til), fra=vis(fra))
            path = ("enheter", index, "gjelder_til_og_med")
            yield document.problem(path, "dato-rekkefolge", tekst, text("loading.enheter.rett_en_av_datoene"))


def _successors(enheter: tuple[Enhet, ...], document: Document) -> Iterator[Problem]:
    """A successor is another unit of the map, of one that has a last day; and nobody takes over from themselves."""
    named = {enhet.id: enhet.etterfolger for enhet in enheter}
    for index, enhet in enumerate(enheter):
        if not enhet.etterfolger:
            continue
        path = ("enheter", index, "etterfolger")
        if enhet.etterfolger not in named:
            tekst = text("registeret_mote.etterfolger.ukjent", id=enhet.etterfolger)
            yield document.problem(path, "ukjent-enhet", tekst, text("registeret_mote.etterfolger.ukjent_hint"))
        elif enhet.id in _followed(enhet.id, named):
            tekst = text("registeret_mote.etterfolger.ring", navn=enhet.navn)
            yield document.problem(path, "ring", tekst, text("registeret_mote.etterfolger.ring_hint"))
        elif enhet.gjelder_til_og_med is None:
            tekst = text("registeret_mote.etterfolger.uten_slutt", navn=enhet.navn)
            yield document.problem(path, "uten-slutt", tekst, text("registeret_mote.etterfolger.uten_slutt_hint"))


def _followed(enhet: str, named: Mapping[str, str]) -> list[str]:
    """Those that took over, one after another, as far as it goes without a circle."""
    found: list[str] = []
    while (enhet := named.get(enhet, "")) and enhet not in found:
        found.append(enhet)
    return found


def _claims(enheter: tuple[Enhet, ...], document: Document) -> Iterator[Problem]:
    """Two units that claim the same source at the same time, and a unit never reached because of one above it."""
    for (i, above), (j, below) in combinations(enumerate(enheter), 2):
        if not _meet(above, below):
            continue
        for k, kilde in enumerate(below.kilder):
            path = ("enheter", j, "kilder", k)
            line = document.place(("enheter", i)).linje
            if kilde in above.kilder:
                tekst = text(
                    "loading.enheter.og_linje_har_samme_kilde_i", navn=below.navn, navn_2=above.navn, line=line
                )
                hint = text("loading.enheter.la_kilden_sta_hos_bare_en")
                yield document.problem(path, "dobbel-kilde", tekst, hint)
            elif any(_covers(wide, kilde) for wide in above.kilder):
                tekst = text("loading.enheter.linje_tar_alt_fra_denne_kilden", navn=above.navn, line=line)
                yield document.problem(
                    path, "skjult-kilde", tekst, text("loading.enheter.flytt_foran", navn=below.navn), Grad.ADVARSEL
                )


def _meet(one: Enhet, other: Enhet) -> bool:
    begins = max(one.gjelder_fra or date.min, other.gjelder_fra or date.min)
    return begins <= min(one.gjelder_til_og_med or date.max, other.gjelder_til_og_med or date.max)


def _covers(wide: Kilde, narrow: Kilde) -> bool:
    return (
        wide.organisasjonsnummer in ("", narrow.organisasjonsnummer)
        and wide.kommunenummer in ("", narrow.kommunenummer)
        and wide.bydelsnummer in ("", narrow.bydelsnummer)
    )
