"""The made-up readers: the same every time, mostly right, and wrong in the ways people are."""

from collections import Counter
from datetime import date

from bvaudit.model.leseark import Leseark, Lesepunkt, Lesesak, Maskinsvar, Oppsett
from bvaudit.model.lesesvar import Gjenstand, Lesing, Svarvalg
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.demo_readers import machine_says, reads, settled

RULES = ("UND-07", "UND-13", "UND-14", "UND-23", "UND-03", "VED-02")


def point(sak: str, regel: str, maskin: Utfall | None) -> Lesepunkt:
    gjelder = Gjenstand(regel=regel, enhet="Nord", sak=sak, objekt="undersokelse", objekt_id=f"{sak}-u")
    return Lesepunkt(
        gjelder=gjelder,
        regelversjon=None,
        ordlyd="o",
        sporsmal="s",
        tittel="t",
        maskin=Maskinsvar(utfall=maskin) if maskin else None,
    )


def sheet(lesing: Lesing, leser: str, antall: int = 200) -> Leseark:
    said = {"UND-03": Utfall.IKKE_OPPFYLT} if lesing is Lesing.FORSTE else {}
    day = date(2025, 6, 30)
    return Leseark(
        revisjon="r",
        tittel="t",
        kommune="k",
        enhet="Nord",
        enhet_id="nord",
        leser=leser,
        rolle="stab",
        lesing=lesing,
        oppsett=Oppsett.ARK,
        utgave=1,
        per=day,
        periode_fra=day,
        periode_til=day,
        program="p",
        saker=tuple(
            Lesesak(
                plass=n,
                sak=f"s{n}",
                kort=f"s{n}",
                punkter=tuple(point(f"s{n}", regel, said.get(regel)) for regel in RULES),
            )
            for n in range(antall)
        ),
    )


FIRST, SECOND = sheet(Lesing.FORSTE, "l1"), sheet(Lesing.ANDRE, "l2")
MACHINE = machine_says([FIRST], content_or_stop().regler)


def answers(ark: Leseark, runde: int = 1) -> dict[tuple[str, str], Svarvalg]:
    by_id = reads(ark, MACHINE, runde=runde)
    return {(p.gjelder.sak, p.gjelder.regel): by_id[p.id].svar for p in ark.punkter if p.id in by_id}


def test_the_same_every_time() -> None:
    assert reads(FIRST, MACHINE, runde=1) == reads(FIRST, MACHINE, runde=1)


def test_some_points_are_forgotten() -> None:
    assert 0.95 < len(answers(FIRST)) / (200 * len(RULES)) < 1


def test_a_reason_and_a_kind_of_fault_stand_where_they_must() -> None:
    by_id = reads(FIRST, MACHINE, runde=1)
    for punkt in FIRST.punkter:
        if (one := by_id.get(punkt.id)) is None:
            continue
        overruled = punkt.maskin is not None and one.svar is not Svarvalg.NEI
        assert bool(one.begrunnelse) == (one.svar in (Svarvalg.DELVIS, Svarvalg.NEI) or overruled)
        assert not one.feiltype or one.begrunnelse


def test_two_readers_mostly_agree_but_not_on_the_unclear_question() -> None:
    one, two = answers(FIRST), answers(SECOND)
    same = Counter(regel for sak, regel in one if two.get((sak, regel)) is one[sak, regel])
    assert same["UND-07"] > 160 and same["UND-13"] < 130


def test_what_was_weak_is_mended_in_the_second_round() -> None:
    nei = [Counter(answers(FIRST, runde).values())[Svarvalg.NEI] for runde in (1, 2)]
    assert nei[1] < nei[0]


def test_settling_is_what_stands_in_the_folder_whoever_reads() -> None:
    for one, two in zip(FIRST.punkter, SECOND.punkter, strict=True):
        assert settled(one, MACHINE, runde=1) is settled(two, MACHINE, runde=1)
