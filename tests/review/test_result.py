"""The whole audit put together: what the reader of the numbers is told beside them."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.gjennomgang import EgneSaker
from bvaudit.model.lesesvar import Lesing
from bvaudit.model.revisjonslogg import Hendelse, Logglinje
from bvaudit.model.utvalg import Bruk
from bvaudit.review.basis import Grunnlag
from bvaudit.review.result import reviewed
from bvaudit.workflows.audit_results import statistics
from tests.review.by_hand import OST, basis, places, row

STAT = statistics()


def line(nr: int, hva: Hendelse, tid: str = "2026-02-01T10:00", **mer: str) -> Logglinje:
    return Logglinje(nr=nr, tid=tid, rolle="stab", hva=hva, **mer)


def built(*logg: Logglinje, **mer: object) -> Grunnlag:
    plasser = [
        *places(9),
        replace(places(1, first=10)[0], bruk=Bruk.UTGATT, grunn="flyttet"),
        *places(1, first=11, bruk=Bruk.MALRETTET),
    ]
    rows = [*row("nnjjjjjj.nn"), *row("jj", lesing=Lesing.ANDRE, leser="l2")]
    return basis(rows, plasser, logg=logg, grunner={"flyttet": "Familien har flyttet"}, **mer)  # type: ignore[arg-type]


def test_what_must_be_known_stands_beside_the_numbers() -> None:
    found = reviewed(built(), STAT)
    assert found.forbehold == (
        "Foreløpig: revisjonen er ikke låst, og svarene kan bli endret.",
        "1 spørsmål er ikke besvart. Det er ikke regnet med i noen andel.",
        "2 svar der to lesere er uenige, er ikke avgjort. Inntil videre teller de første svarene.",
        "Østbyen: 1 trukket sak er utgått. Grunn: Familien har flyttet.",
        "Østbyen: 1 sak er pekt ut. Den er lest, men er ikke med i noen andel.",
    )
    assert len(found.uenige) == 2 and len(found.avgjorte) == 9  # the struck case is out


@pytest.mark.parametrize(
    ("logg", "last", "said"),
    [
        ((), None, "Foreløpig"),
        ((line(1, Hendelse.LAST),), date(2026, 2, 1), ""),
        ((line(1, Hendelse.LAST), line(2, Hendelse.APNET)), None, "vært åpnet igjen 1 gang"),
        (
            (line(1, Hendelse.LAST), line(2, Hendelse.APNET), line(3, Hendelse.LAST, "2026-03-01T09:00")),
            date(2026, 3, 1),
            "vært åpnet igjen 1 gang",
        ),
    ],
)
def test_locked_or_preliminary(logg: tuple[Logglinje, ...], last: date | None, said: str) -> None:
    found = reviewed(built(*logg), STAT)
    assert found.last == last
    assert any(said in one for one in found.forbehold)
    assert any("Foreløpig" in one for one in found.forbehold) == (last is None)
    assert found.hode[0] == len(logg)


def test_a_remark_has_the_day_it_was_given() -> None:
    logg = (
        line(1, Hendelse.MERKNADER, enhet=OST, tekst="2026-01-28 Vi er enige.\nMalen er endret."),
        line(2, Hendelse.MERKNADER, enhet=OST, tekst="Uten dag"),
    )
    found = reviewed(built(*logg), STAT)
    assert found.merknader == (
        (OST, date(2026, 1, 28), "Vi er enige.\nMalen er endret."),
        (OST, date(2026, 2, 1), "Uten dag"),
    )


def test_the_exception_for_small_services_is_printed() -> None:
    one = built(line(1, Hendelse.EGEN_SAK, enhet=OST, leser="l1"))
    grunn = "Bare to ansatte."
    one = replace(one, gjennomgang=replace(one.gjennomgang, egne_saker=EgneSaker(enheter=(OST,), grunn=grunn)))
    assert reviewed(one, STAT).egne_saker == (
        "Unntak fra at ingen leser sin egen sak, i Østbyen: Bare to ansatte.",
        "Leser l1 har lest 1 egen sak i Østbyen.",
    )


def test_changed_and_unfinished_answers_are_told() -> None:
    locked = (line(1, Hendelse.LAST),)
    found = reviewed(built(*locked, svar_endret=True, uferdig="Leseren ble syk."), STAT)
    assert any(one.startswith("Svarene er andre nå") for one in found.forbehold)
    assert "Låst uten at alt er lest. Grunn: Leseren ble syk." in found.forbehold


def test_no_answers_at_all_is_nothing_examined_and_no_share() -> None:
    found = reviewed(basis([], places(10)), STAT)
    (one,) = found.punkter
    assert (one.n, one.ikke_lest, one.anslag, one.grad) == (0, 10, None, None)
    assert one.setning == "Ingen svar å regne av."
