"""Each point in each unit: what was answered, what was not read, and what the share is when it can be said of all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bvaudit.model.anslag import Anslag, Stratumtall
from bvaudit.model.lesesvar import Avgjort, Gjenstand, Svarvalg
from bvaudit.model.lest import LestPunkt
from bvaudit.model.rule import Rule
from bvaudit.model.utvalg import Bruk, Plass
from bvaudit.review.basis import Grunnlag, Statistikk, about_unit
from bvaudit.review.not_asked import why_not_asked
from bvaudit.review.wording import worded
from bvaudit.texts import text

_JUDGED = (Svarvalg.JA, Svarvalg.DELVIS, Svarvalg.NEI)
_GIVEN = (*_JUDGED, Svarvalg.IKKE_AKTUELT)
_Key = tuple[str, str]


def points(basis: Grunnlag, stat: Statistikk) -> tuple[LestPunkt, ...]:
    """By the order of the checklist, then the unit's name. A place that is struck is not in it, nor its answers."""
    answers: defaultdict[_Key, list[Avgjort]] = defaultdict(list)
    for one in basis.avgjorte:
        answers[one.gjeldende.regel, one.gjeldende.enhet].append(one)
    asked: defaultdict[_Key, list[Gjenstand]] = defaultdict(list)
    for it in basis.ventet or ():
        asked[it.regel, it.enhet].append(it)
    return tuple(
        _point(basis, stat, _Read(regel, enhet, basis, answers[regel.id, enhet]), asked[regel.id, enhet])
        for regel in basis.punkter
        for enhet in basis.enheter
    )


@dataclass(slots=True)
class _Case:
    """What the drawn case says: its objects that could be judged, and those with a nei."""

    stratum: str
    objects: int = 0
    hits: int = 0


class _Read:
    """The answers to one point in one unit, parted in what was drawn and what somebody pointed at."""

    def __init__(self, regel: Rule, enhet: str, basis: Grunnlag, answers: Iterable[Avgjort]) -> None:
        self.regel, self.enhet = regel, enhet
        self.about_unit = about_unit(regel)
        self.places: Mapping[str, Plass] = {} if self.about_unit else basis.places(enhet)
        self.answers = [one for one in answers if self.about_unit or one.gjeldende.sak in self.places]
        self.cases: dict[str, _Case] = {}
        self.pointed_at: list[Svarvalg] = []
        for one in self.answers:
            self._meet(one.gjeldende.sak, one.gjeldende.svar)

    def _meet(self, sak: str, svar: Svarvalg) -> None:
        place = self.places.get(sak)
        if place is not None and place.bruk is Bruk.MALRETTET:
            self.pointed_at.append(svar)
            return
        case = self.cases.setdefault(sak, _Case(stratum=place.stratum if place else ""))
        case.objects += svar in _JUDGED
        case.hits += svar is Svarvalg.NEI

    @property
    def judged(self) -> list[_Case]:
        return [case for case in self.cases.values() if case.objects]

    def drawn(self, svar: Svarvalg) -> int:
        return sum(one.gjeldende.svar is svar for one in self.answers) - self.pointed_at.count(svar)

    def not_read(self, asked: Iterable[Gjenstand], *, known: bool) -> int:
        """``known``: the forms say what is asked about. Else each place in use is asked once."""
        answered = {one.gjeldende.gjelder for one in self.answers}
        if known:
            return sum((self.about_unit or one.sak in self.places) and one not in answered for one in set(asked))
        if self.about_unit:
            return int(not answered)
        return len(self.places.keys() - {one.sak for one in answered})


@dataclass(slots=True, kw_only=True)
class _Share:
    """What can be said of all the cases of the unit, or why nothing can."""

    ramme: int | None = None
    andel: Anslag | None = None
    vektet: Anslag | None = None
    hoyst: float | None = None
    strata: tuple[Stratumtall, ...] = ()
    alle_lest: bool = False
    grunn: str = ""
    cases: list[tuple[int, int]] = field(default_factory=list)

    @property
    def by_case(self) -> bool:
        return any(objects > 1 for _, objects in self.cases)


def _point(basis: Grunnlag, stat: Statistikk, read: _Read, asked: list[Gjenstand]) -> LestPunkt:
    share = _share(basis, stat, read)
    svar = Counter(one.gjeldende.svar for one in read.answers)
    judged = read.judged
    nei, n = sum(case.hits for case in judged), sum(case.objects for case in judged)
    told = LestPunkt(
        regel=read.regel,
        enhet=read.enhet,
        svar={given.value: svar[given] for given in _GIVEN},
        ikke_lest=read.not_read(asked, known=basis.ventet is not None),
        n=n,
        saker=len({one.gjeldende.sak for one in read.answers}) if not read.about_unit else 0,
        nei=nei,
        delvis=read.drawn(Svarvalg.DELVIS),
        ramme=share.ramme,
        andel=share.andel,
        hoyst=share.hoyst,
        vektet=share.vektet,
        strata=share.strata,
        malrettede=len(read.pointed_at),
        malrettede_nei=read.pointed_at.count(Svarvalg.NEI),
        saker_n=len(judged),
        saker_nei=sum(bool(case.hits) for case in judged),
        etter_sak=share.by_case,
        alle_lest=share.alle_lest,
        uten_andel=share.grunn,
        grad=basis.ordbruk.grad(svar[Svarvalg.NEI]),
    )
    told = worded(told, basis.ordbruk)
    if basis.ventet is None or asked or read.answers or not (read.places or read.about_unit):
        return told
    hvorfor = why_not_asked(read.regel, basis.gjennomgang.per)
    return replace(told, ikke_spurt=True, setning=text("lest.ikke_spurt.punkt", hvorfor=hvorfor))


def _share(basis: Grunnlag, stat: Statistikk, read: _Read) -> _Share:
    judged = read.judged
    share = _Share(cases=[(case.hits, case.objects) for case in judged])
    if read.about_unit or not judged:
        share.alle_lest = read.about_unit and bool(judged)
        return share
    frame = basis.rammer.get(read.enhet)
    if frame is None:
        share.grunn = text("lest.uten_andel.ukjent_ramme")
        return share
    # How many of the cases nobody has read the point is about, nobody knows: the bounds are for all of them.
    share.ramme = len(judged) + max(0, sum(frame.values()) - len(read.cases))
    share.strata = _strata(read, frame)
    hits, n = sum(case.hits for case in judged), sum(case.objects for case in judged)
    if share.ramme == len(judged):
        share.alle_lest = True
        share.andel = stat.share(hits, n, n)
    elif basis.uten_vekt:
        share.grunn, share.strata = basis.uten_vekt, ()
    elif len(frame) > 1:
        _weigh(share, stat, read, frame)
    else:
        with_hits = sum(bool(case.hits) for case in judged)
        share.andel = stat.clustered(share.cases, share.ramme) if share.by_case else stat.share(hits, n, share.ramme)
        share.hoyst = stat.at_most(with_hits, len(judged), share.ramme)
    return share


def _strata(read: _Read, frame: Mapping[str, int]) -> tuple[Stratumtall, ...]:
    """By case, the strata something was read in, whether or not the point is about it."""
    found = []
    for name, size in sorted(frame.items()):
        met = [case for case in read.cases.values() if case.stratum == name]
        judged = [case for case in met if case.objects]
        if met:
            hits, other = sum(bool(case.hits) for case in judged), len(met) - len(judged)
            found.append(Stratumtall(navn=name, ramme=size, lest=len(judged), treff=hits, gjelder_ikke=other))
    return tuple(found)


def _weigh(share: _Share, stat: Statistikk, read: _Read, frame: Mapping[str, int]) -> None:
    """Each stratum by its size. One that nobody has read cannot be weighed."""
    met = {case.stratum for case in read.cases.values()}
    unread = sorted(name for name, size in frame.items() if size and name not in met)
    if unread:
        share.grunn = text("lest.uten_andel.ulest_stratum", navn=unread[0])
        return
    share.vektet = stat.weighted(share.strata)
    share.hoyst = stat.weighted_at_most(share.strata)
