"""What an edition for the public can print: all its rows at once, papers and annexes, beside what was printed
before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bvaudit.figures.suppress_cells import COUNTS, SHARE, Antall, Tallene, blank, cell_of, numbers_of
from bvaudit.figures.suppress_hundred import as_share, as_written, of_a_hundred, written
from bvaudit.figures.suppress_merge import merged_rows, to_merge
from bvaudit.figures.suppress_relations import JOINS, relations, system
from bvaudit.figures.suppress_rows import covers, months_hidden, price, primary, protected, together
from bvaudit.figures.suppress_sums import Sum, Tall
from bvaudit.findings.text_signs import text_to_read
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Celle, Nokkelrad, Tilstand
from bvaudit.model.skjerming import Likning, Likninger, PublicRows, Skjermgrunn, Skjermvalg, Skjult
from bvaudit.stats.bounds import completed, cover, told_by_sums
from bvaudit.texts import text

_STANDARD = Skjermvalg()


def made_public(
    rader: Iterable[Nokkelrad],
    *,
    tidligere: Iterable[Nokkelrad] = (),
    valg: Skjermvalg = _STANDARD,
    navn: Mapping[str, str] | None = None,
) -> PublicRows:
    """The rows of one public edition, with what must be hidden hidden.

    ``rader``: every row anything in the edition prints. ``tidligere``: the rows of all earlier public editions, as they
    were printed. ``navn``: municipality → its name. A row may be given twice; it stands once in the answer.
    """
    given, sent = list(rader), list(tidligere)
    hundred = {rad.celle for rad in (*given, *sent) if of_a_hundred(rad)}
    raw = list({rad.celle: as_share(rad, hundred) for rad in given}.values())
    earlier = [as_share(rad, hundred) for rad in sent]
    hidden_before = {rad.celle for rad in earlier if rad.tilstand is Tilstand.SKJULT}
    # shown in one edition and hidden in another is shown
    before = list({r.celle: r for r in sorted(earlier, key=lambda r: r.tilstand is not Tilstand.SKJULT)}.values())
    members = to_merge(raw, lambda rad: primary(rad, valg, hidden_before), before)
    merged = merged_rows(raw, members, navn or {}) if members else []
    out = {rad.celle for rad in raw if rad.kommune in members} if merged else set()
    edition = _Edition(rader=[*merged, *raw], before=before, out=out, valg=valg)
    edition.hide_small(hidden_before)
    uten_vern = edition.hide_the_rest()
    return PublicRows(
        rader=tuple(map(as_written, edition.printed())),
        slatt_sammen=members,
        skjult=tuple(replace(one, celle=written(one.celle)) for one in edition.why()),
        uten_vern=tuple(map(written, uten_vern)),
    )


def names_in(public: PublicRows, navn: Mapping[str, str]) -> dict[str, str]:
    """Municipality → its name, with the merged row among them."""
    merged = {JOINS.join(public.slatt_sammen): text("offentlig.ovrige")} if public.slatt_sammen else {}
    return {**navn, **merged}


def told_together(printed: Sequence[Nokkelrad], tidligere: Sequence[Nokkelrad], valg: Skjermvalg) -> frozenset[Celle]:
    """What an edition tells beside earlier ones that it does not tell alone: cells that were hidden and can be had, or
    that must be hidden now. Empty for one that was laid out with the earlier ones in hand."""
    return _lacking(printed, tidligere, valg) - _lacking(printed, (), valg)


def _lacking(printed: Sequence[Nokkelrad], before: Sequence[Nokkelrad], valg: Skjermvalg) -> frozenset[Celle]:
    shown = {row.celle for row in printed if row.tilstand is not Tilstand.SKJULT}
    public = made_public(printed, tidligere=before, valg=valg)
    return frozenset({one.celle for one in public.skjult if one.celle in shown} | set(public.uten_vern))


def rows_for(
    malgruppe: Malgruppe,
    rader: Iterable[Nokkelrad],
    *,
    tidligere: Iterable[Nokkelrad] = (),
    valg: Skjermvalg = _STANDARD,
    navn: Mapping[str, str] | None = None,
) -> PublicRows:
    """The same rows for each audience: only what is for the public has anything hidden."""
    if malgruppe is not Malgruppe.OFFENTLIG:
        return PublicRows(rader=tuple(rader))
    return made_public(rader, tidligere=tidligere, valg=valg, navn=navn)


@dataclass(kw_only=True)
class _Edition:
    """``out``: cells that are not printed and still can be worked out, those in the merged row."""

    rader: list[Nokkelrad]
    before: list[Nokkelrad]
    out: set[Celle]
    valg: Skjermvalg

    def __post_init__(self) -> None:
        self.hidden: dict[int, Skjermgrunn] = {}
        mine = {rad.celle: rad for rad in self.rader}
        # What was printed before and is another number now is not a number of this edition.
        self.old = [r for r in self.before if r.celle not in mine or r.tilstand is Tilstand.SKJULT or _equal(r, mine)]
        self.all = [*self.rader, *(r for r in self.old if r.celle not in mine)]
        hidden_before = {r.celle for r in self.old if r.tilstand is Tilstand.SKJULT}
        told_before = {r.celle for r in self.old if r.tilstand is not Tilstand.SKJULT}
        self.tallene: Tallene = numbers_of(self.all, self.valg.apen, told_before, hidden_before)
        self.sums: tuple[Sum, ...] = relations(self.tallene, self.valg)
        self.rows_of: dict[Antall, list[int]] = defaultdict(list)
        for number, told in enumerate(self.tallene.av_rad[: len(self.rader)]):
            for antall in told.values():
                self.rows_of[antall].append(number)
        printed = [n for n, r in enumerate(self.all) if r.celle in told_before]
        self.known = {antall for number in printed for antall in self.tallene.av_rad[number].values()}

    def hide_small(self, hidden_before: set[Celle]) -> None:
        """Each row by itself."""
        for number, rad in enumerate(self.rader):
            if grunn := primary(rad, self.valg, hidden_before):
                self.hidden[number] = grunn
        self.hidden = together(self.rader, self.hidden)

    def hide_the_rest(self) -> tuple[Celle, ...]:
        """What tells of a hidden number, until none can be worked out. What is left without cover is returned."""
        place, lines = system(self.sums)
        for antall in self.tallene.verdier:
            place.setdefault(antall, len(place))
        told = told_by_sums(self._likninger(place, lines))
        verdier: dict[Tall, int | None] = {tall: told[number] for tall, number in place.items()}
        vern = protected(self.all, self.tallene, self.sums, verdier, self.hidden, self.valg)
        whole, _ = completed(Likninger(verdier=told, likninger=lines))
        names = {number: tall for tall, number in place.items()}
        left: set[int] = set()
        asked: list[Tall] = []
        while fresh := [tall for tall in vern if tall not in asked]:
            asked += fresh
            left |= cover(
                whole,
                skjult={number for tall, number in place.items() if self._unseen(tall)},
                vern=[place[tall] for tall in fresh if tall not in self.known],
                bredde=self.valg.bredde,
                pris={place[a]: self._price(a) for a in self.rows_of if a not in self.known and not self._unseen(a)},
                med=lambda v: (place[a] for a in self._hide(names[v])),
            ).uten_vern
            vern += [tall for tall in covers(self.rader, self.tallene, self.hidden, self.valg) if tall in place]
        self.hidden = together(self.rader, self.hidden)
        self.hidden |= months_hidden(self.rader, self.hidden, self.valg)
        self.hidden = together(self.rader, self.hidden)
        already = [tall for tall in asked if tall in self.known and verdier[tall] in range(1, self.valg.minst_vist)]
        return tuple(self._cells([*(names[v] for v in sorted(left)), *already]))

    def _likninger(self, place: Mapping[Tall, int], lines: tuple[Likning, ...]) -> Likninger:
        values: list[int | None] = [None] * len(place)
        for tall, number in place.items():
            if isinstance(tall, Antall):
                values[number] = self.tallene.verdier.get(tall)
        return Likninger(verdier=tuple(values), likninger=lines)

    def _row_out(self, number: int) -> bool:
        return number in self.hidden or self.rader[number].celle in self.out

    def _unseen(self, tall: Tall) -> bool:
        """Whether the number stands nowhere: in no row that is printed, nor in one that was."""
        if not isinstance(tall, Antall):
            return True
        return tall not in self.known and all(self._row_out(number) for number in self.rows_of.get(tall, ()))

    def _price(self, antall: Antall) -> float:
        shown = [self.rader[n] for n in self.rows_of[antall] if not self._row_out(n)]
        return sum(price(rad, self.tallene.verdier[antall]) for rad in shown)

    def _hide(self, tall: Tall) -> Sequence[Antall]:
        """Hides the rows a number stands in. The numbers that then stand nowhere."""
        if not isinstance(tall, Antall):
            return ()
        for number in self.rows_of.get(tall, ()):
            self.hidden.setdefault(number, Skjermgrunn.FOLGER)
        along = [antall for n in self.rows_of.get(tall, ()) for antall in self.tallene.av_rad[n].values()]
        return [antall for antall in along if self._unseen(antall)]

    def _cells(self, left: Sequence[Tall]) -> Iterable[Celle]:
        """Where each stands; of a number that stands nowhere, what it is of."""
        for tall in dict.fromkeys(one if isinstance(one, Antall) else one.av for one in left):
            there = [r.celle for r, t in zip(self.all, self.tallene.av_rad, strict=True) if tall in t.values()]
            yield there[0] if there else cell_of(tall)

    def printed(self) -> Iterable[Nokkelrad]:
        for number, rad in enumerate(self.rader):
            if rad.celle in self.out or self.hidden.get(number) is Skjermgrunn.ALLTID:
                continue
            yield blank(rad) if number in self.hidden else _as_printed(rad, self.valg)

    def why(self) -> Iterable[Skjult]:
        return (
            Skjult(celle=self.rader[number].celle, grunn=grunn)
            for number, grunn in sorted(self.hidden.items())
            if self.rader[number].celle not in self.out
        )


def _equal(rad: Nokkelrad, mine: Mapping[Celle, Nokkelrad]) -> bool:
    other = mine[rad.celle]
    return (rad.verdi, rad.teller, rad.nevner) == (other.verdi, other.teller, other.nevner)


def _as_printed(rad: Nokkelrad, valg: Skjermvalg) -> Nokkelrad:
    """Without the number of cases where it is another number than the row's own, and without a note that tells of
    few."""
    if valg.apen(rad.tall):
        return rad
    if rad.storrelse in (*COUNTS, SHARE) and rad.n_saker not in (rad.verdi, rad.nevner):
        rad = replace(rad, n_saker=None)
    return replace(rad, merknad="") if text_to_read(rad.merknad) else rad
