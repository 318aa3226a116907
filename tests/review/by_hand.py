"""An audit made by hand: answers, places and a frame, without any file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from bvaudit.model.gjennomgang import Gjennomgang, Leser
from bvaudit.model.lesesvar import Lesesvar, Lesing, Svarvalg
from bvaudit.model.ordbruk import Ordbruk
from bvaudit.model.plans import Punkt, Sjekkliste, Trekking
from bvaudit.model.rule import Gjelder, Rule
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Bruk, Plass
from bvaudit.review.basis import Grunnlag
from bvaudit.review.settle import settle
from bvaudit.workflows.content import content_or_stop
from tests.reports.rules_by_hand import en_regel

PER = date(2025, 12, 31)
OST, VEST = "Østbyen", "Vestbyen"
JA, DELVIS, NEI, IKKE = Svarvalg.JA, Svarvalg.DELVIS, Svarvalg.NEI, Svarvalg.IKKE_AKTUELT
LETTER = {"j": JA, "d": DELVIS, "n": NEI, "i": IKKE}


@cache
def ordbruk() -> Ordbruk:
    found = content_or_stop().ordbruk
    assert found is not None
    return found


@cache
def punkt(id: str = "MEL-09", objekt: str = "sak", **mer: Any) -> Rule:
    return en_regel(id=id, gjelder=Gjelder(objekt=objekt), **mer)


def svar(
    sak: str,
    gitt: Svarvalg,
    *,
    regel: str = "MEL-09",
    enhet: str = OST,
    objekt_id: str = "",
    lesing: Lesing = Lesing.FORSTE,
    leser: str = "l1",
    maskin: Utfall | None = None,
    ordlyd: str = "a" * 16,
    **mer: Any,
) -> Lesesvar:
    assert gitt.utfall is not None
    return Lesesvar(
        revisjon="runde-1",
        regel=regel,
        regelversjon=date(2023, 1, 1),
        ordlyd=ordlyd,
        enhet=enhet,
        sak=sak,
        objekt="sak" if sak else "enhet",
        objekt_id=objekt_id or sak or enhet,
        leser=leser,
        lesing=lesing,
        svar=gitt,
        utfall=gitt.utfall,
        maskinens_utfall=maskin,
        **mer,
    )


def sak(number: int) -> str:
    return f"S-{number:020x}"


def row(letters: str, *, first: int = 1, **mer: Any) -> list[Lesesvar]:
    """«jjnd.»: an answer for each case in turn; a full stop is a case nobody has answered."""
    return [svar(sak(at), LETTER[one], **mer) for at, one in enumerate(letters, start=first) if one != "."]


def places(n: int, *, enhet: str = OST, first: int = 1, bruk: Bruk = Bruk.LESES, stratum: str = "") -> list[Plass]:
    return [Plass(enhet=enhet, plass=at, sak=sak(at), stratum=stratum, bruk=bruk) for at in range(first, first + n)]


def basis(
    answers: Iterable[Lesesvar],
    plasser: Sequence[Plass],
    *,
    regler: Sequence[Rule] = (),
    rammer: Mapping[str, Mapping[str, int]] | None = None,
    **mer: Any,
) -> Grunnlag:
    rules = regler or (punkt(),)
    return Grunnlag(
        gjennomgang=gjennomgang(),
        liste=sjekkliste(rules),
        regler={regel.id: regel for regel in rules},
        avgjorte=settle(answers),
        plasser=tuple(plasser),
        rammer={OST: {"": 100}} if rammer is None else rammer,
        ordbruk=ordbruk(),
        **mer,
    )


def gjennomgang(**mer: Any) -> Gjennomgang:
    one = Gjennomgang(
        id="runde-1",
        tittel="Runde 1",
        sjekkliste="listen",
        per=PER,
        periode_fra=date(2025, 1, 1),
        periode_til=PER,
        per_enhet=10,
        reserve=5,
        lesere=(Leser(kode="l1", rolle="stab"),),
    )
    return replace(one, **mer)


def sjekkliste(regler: Sequence[Rule]) -> Sjekkliste:
    return Sjekkliste(
        id="listen",
        tittel="Listen",
        formal="Å se",
        versjon="1",
        gjelder_fra=date(2025, 1, 1),
        utvalg=Trekking(per_enhet=10, reserve=5, beskrivelse="Alle saker"),
        punkter=tuple(Punkt(regel=regel.id) for regel in regler),
        fil="listen.yaml",
    )


Builder = Callable[..., Grunnlag]
