"""A municipality's own content of every kind, read and checked beside what came with the program, and laid over it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.loading.content.files import Loaded, as_record, missing_folder
from bvaudit.loading.content.kinds import AUDIT, DRAW, kind_name, kind_of
from bvaudit.loading.content.kodeverk import faults_in_lists, lay_over
from bvaudit.loading.content.kommune import load_kommune
from bvaudit.loading.content.lists import repeated_codes
from bvaudit.loading.content.ordbruk import faults_in_levels, standing_beside
from bvaudit.loading.content.own_files import own_files
from bvaudit.loading.content.plan_names import unknown_names
from bvaudit.loading.content.plans import PLAN_KINDS, plan_of, plans_of
from bvaudit.loading.content.replacing import other_demand, replacing_problems, two_own
from bvaudit.loading.content.rule_followup import nesting_problems
from bvaudit.loading.content.rules import rule_of
from bvaudit.loading.yaml.reader import Document, read_yaml
from bvaudit.model.innhold import EgenFil, Erstatning, Innhold, Lag, Ubrukt
from bvaudit.model.koder import Kodeliste
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.kommune import Kommune
from bvaudit.model.mappe import INNHOLD
from bvaudit.model.ordbruk import Ordbruk
from bvaudit.model.plans import Plan
from bvaudit.model.rule import Lov, Lover, Rule
from bvaudit.model.serie import Serie
from bvaudit.texts import text

# Kinds a run reads from elsewhere, or never: they are checked, and are no layer. The last are the same for all.
BESIDE = ("regeltest", "kart", "enheter")
OWN_SUBJECT = "egne"  # of own rules that lie under no subject
NATIONAL = ("plikter", "tilsynsord")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDocument:
    """One of the municipality's own files that says what it is."""

    fil: EgenFil
    slag: str
    document: Document


def read_layer(under: Innhold, own: Sequence[Path]) -> tuple[Lag, list[Problem]]:
    """``under`` with the municipality's own over it, and every problem in the own files. A file with an error is left
    out, and the others are read and checked all the same."""
    problems = [missing_folder(path) for path in own if not path.exists()]
    files, unused = own_files([path for path in own if path.exists()])
    layer = _Laying(under)
    for fil in files:
        problems += layer.meet(fil)
    problems += layer.lay()
    wrong = [Ubrukt(fil=fil.vist, grunn=text("innhold.ubrukt.feil")) for fil in layer.left_out]
    return layer.done((*unused, *wrong)), in_order(problems)


class _Laying:
    """The own documents by kind, and then each kind laid over what was under it: what others name comes first."""

    def __init__(self, under: Innhold) -> None:
        self.under = under
        self.met: dict[str, list[OwnDocument]] = {}
        self.left_out: list[EgenFil] = []
        self.brukt: dict[str, list[EgenFil]] = {}
        self.erstatninger: list[Erstatning] = []
        self.lover: dict[str, Lov] = dict(under.lover)
        self.koder: dict[str, Kodeliste] = dict(under.koder)
        self.kodeverk = under.kodeverk
        self.ordbruk = under.ordbruk
        self.regler: dict[str, Rule] = dict(under.regler)
        self.egne: dict[str, Document] = {}
        self.planer: list[Plan] = list(under.planer.alle)

    def meet(self, fil: EgenFil) -> list[Problem]:
        """Read the YAML and see what it is."""
        document, problems = read_yaml(fil.path, fil.vist)
        if document is None or has_errors(problems):
            self.left_out.append(fil)
            return problems
        slag, problem = kind_of(document)
        if problem is not None:
            self.left_out.append(fil)
            return [*problems, problem]
        self.met.setdefault(slag, []).append(OwnDocument(fil=fil, slag=slag, document=document))
        return problems

    def lay(self) -> Iterator[Problem]:
        yield from self._lay_acts()
        yield from self._lay_code_lists()
        yield from self._lay_words()
        yield from self._lay_wording()
        yield from self._lay_rules()
        yield from self._lay_plans()

    def done(self, unused: tuple[Ubrukt, ...]) -> Lag:
        innhold = Innhold(
            regler=self.regler,
            lover=self.lover,
            koder=self.koder,
            kodeverk=self.kodeverk,
            planer=plans_of(self.planer),
            ordbruk=self.ordbruk,
        )
        return Lag(
            innhold=innhold,
            under=self.under,
            egne=frozenset(self.egne),
            erstatninger=tuple(self.erstatninger),
            brukt={slag: tuple(filer) for slag, filer in self.brukt.items()},
            ved_siden={slag: tuple(one.fil for one in self.met[slag]) for slag in BESIDE if slag in self.met},
            ubrukt=(*(one for one in unused if one.fil not in self._numbers()), *self._nobodys()),
        )

    def _numbers(self) -> frozenset[str]:
        """The files own series have their numbers in."""
        own = [
            (plan.fil.rpartition("/"), plan.datafil) for plan in self.planer if isinstance(plan, Serie) and plan.datafil
        ]
        return frozenset(f"{folder}{slash}{datafil}" for (folder, slash, _), datafil in own)

    def _nobodys(self) -> Iterator[Ubrukt]:
        """What is whole, and still no layer: what is the same for all, and audits with their draws."""
        for one in (one for slag in NATIONAL for one in self.met.get(slag, ())):
            yield Ubrukt(fil=one.fil.vist, grunn=text("innhold.ubrukt.nasjonal", slag=kind_name(one.slag)))
        for slag in (DRAW, AUDIT):
            for one in self.met.get(slag, ()):
                yield Ubrukt(fil=one.fil.vist, grunn=text(f"innhold.ubrukt.{slag}"))

    def _use(self, one: OwnDocument, wrong: Iterable[Problem]) -> Iterator[Problem]:
        """The problems, and the file among the used or those left out."""
        found = list(wrong)
        yield from found
        if has_errors(found):
            self.left_out.append(one.fil)
        else:
            self.brukt.setdefault(one.slag, []).append(one.fil)

    def _replaces(self, slag: str, record: Any) -> None:
        if record.erstatter:
            one = Erstatning(slag=slag, id=record.id, fil=record.fil, grunn=record.grunn)
            self.erstatninger.append(one)

    def _lay_acts(self) -> Iterator[Problem]:
        for one in self.met.get("lover", ()):
            loaded, problems = as_record(one.document, Lover)
            rows = loaded.record.lover if loaded else ()
            for i, lov in enumerate(rows):
                if lov.id in self.lover:
                    tekst, hint = text("innhold.lag.lov_finnes", id=lov.id), text("innhold.lag.lov_finnes_hint")
                    problems.append(one.document.problem(("lover", i, "id"), "id-to-ganger", tekst, hint))
            if not has_errors(problems):
                self.lover |= {lov.id: lov for lov in rows}
            yield from self._use(one, problems)

    def _lay_code_lists(self) -> Iterator[Problem]:
        own: dict[str, Kodeliste] = {}
        for one in self.met.get("kodeliste", ()):
            loaded, problems = as_record(one.document, Kodeliste)
            if loaded is not None:
                problems += [*repeated_codes(loaded.record, loaded.document)]
                problems += _wrong_layer(loaded, self.under.koder, own)
            if loaded is not None and not has_errors(problems):
                own[loaded.record.id] = loaded.record
                self._replaces(one.slag, loaded.record)
            yield from self._use(one, problems)
        self.koder |= own

    def _lay_words(self) -> Iterator[Problem]:
        own: list[tuple[OwnDocument, list[Problem]]] = []
        lists: list[Loaded[Kodeverk]] = []
        kommune: Loaded[Kommune] | None = None
        for one in self.met.get("kommune", ()):
            read, document, problems = load_kommune(one.fil.path, one.fil.vist)
            own.append((one, problems))
            if read is not None and document is not None:
                kommune = Loaded(record=read, document=document)
        for one in self.met.get("kodeverk", ()):
            loaded, problems = as_record(one.document, Kodeverk)
            problems = [*problems, *(faults_in_lists(loaded.record, one.document) if loaded else ())]
            own.append((one, problems))
            if loaded is not None and not has_errors(problems):
                lists.append(loaded)
        found: list[Problem] = []
        if self.kodeverk is not None:
            self.kodeverk, replaced, found = lay_over(self.kodeverk, lists, kommune)
            self.erstatninger += replaced
        for one, problems in own:
            yield from self._use(one, [*problems, *(p for p in found if p.sted.fil == one.fil.vist)])

    def _lay_wording(self) -> Iterator[Problem]:
        under = {self.under.ordbruk.id: self.under.ordbruk} if self.under.ordbruk else {}
        own: dict[str, Ordbruk] = {}
        for one in self.met.get("ordbruk", ()):
            loaded, problems = as_record(one.document, Ordbruk)
            if loaded is not None:
                problems += [*faults_in_levels(loaded.record, loaded.document), *_wrong_layer(loaded, under, own)]
                problems += standing_beside(loaded.record, loaded.document, under)
            if loaded is not None and not has_errors(problems):
                own[loaded.record.id] = self.ordbruk = loaded.record
                self._replaces(one.slag, loaded.record)
            yield from self._use(one, problems)

    def _lay_rules(self) -> Iterator[Problem]:
        waiting: list[OwnDocument] = []
        for one in self.met.get("rule", ()):
            loaded, problems = rule_of(one.document, one.fil.path, self.lover, tema=_tema(one, self.under.regler))
            if loaded is not None:
                own = {id_: self.regler[id_] for id_ in self.egne}
                problems += _wrong_layer(loaded, self.under.regler, own)
                shipped = self.under.regler.get(loaded.record.id)
                problems += other_demand(loaded.record, one.document, shipped) if shipped else ()
            if loaded is None or has_errors(problems):
                yield from self._use(one, problems)
                continue
            self.regler[loaded.record.id], self.egne[loaded.record.id] = loaded.record, one.document
            self._replaces(one.slag, loaded.record)
            waiting.append(one)
            yield from problems
        pointers = nesting_problems(self.regler, self.egne) if len(waiting) == len(self.met.get("rule", ())) else []
        pointers += self._weakened()
        for one in waiting:
            yield from self._use(one, [p for p in pointers if p.sted.fil == one.fil.vist])

    def _weakened(self) -> Iterator[Problem]:
        """Rules that came with the program and pointed at one that is replaced by what they cannot point at."""
        shipped = {id_: rule for id_, rule in self.regler.items() if id_ not in self.egne and rule.omfattes_av}
        for id_, rule in shipped.items():
            for wider in {*rule.omfattes_av} & self.egne.keys():
                new = self.regler[wider]
                if new.manuell or new.omfattes_av:
                    key = "er_manuell" if new.manuell else "omfattes_selv"
                    tekst = text("innhold.lag.svekker", regel=id_, grunn=text(f"innhold.lag.{key}"))
                    yield Problem(sted=Sted(fil=new.fil, linje=1, kolonne=1), kode="omfattes-av", tekst=tekst)

    def _lay_plans(self) -> Iterator[Problem]:
        own: list[tuple[OwnDocument, Loaded[Any], list[Problem]]] = []
        for one in (one for slag in PLAN_KINDS for one in self.met.get(slag, ())):
            loaded, problems = plan_of(one.document, one.fil.path, one.slag)
            if loaded is not None:
                alike = {p.id: p for p in self.under.planer.alle if type(p) is type(loaded.record)}
                before = {o.record.id: o.record for _, o, _ in own if type(o.record) is type(loaded.record)}
                problems += _wrong_layer(loaded, alike, before)
            if loaded is None or has_errors(problems):
                yield from self._use(one, problems)
            else:
                record = replace(loaded.record, egen=True)
                own.append((one, Loaded(record=record, document=one.document), problems))
        replaced = {(type(o.record), o.record.id) for _, o, _ in own}
        kept = [plan for plan in self.planer if (type(plan), plan.id) not in replaced]
        every = [*(o.record for _, o, _ in own), *kept]
        self.planer = kept
        for one, loaded, problems in own:
            problems = [*problems, *unknown_names(loaded, self.regler, self.lover, self.koder, every, self.kodeverk)]
            if not has_errors(problems):
                self.planer.append(loaded.record)
                self._replaces(one.slag, loaded.record)
            yield from self._use(one, problems)


def _wrong_layer(loaded: Loaded[Any], under: Mapping[str, Any], own: Mapping[str, Any]) -> list[Problem]:
    if loaded.record.id in own:
        return [two_own(loaded.record, loaded.document, own[loaded.record.id])]
    return list(replacing_problems(loaded.record, loaded.document, under))


def _tema(one: OwnDocument, shipped: Mapping[str, Rule]) -> str:
    """The subject of an own rule: that of the one it replaces, else of the folder when a subject is called that, else
    of the rules that begin with the same letters. A folder of the municipality's own may be a subject too."""
    id_ = one.fil.path.stem
    if id_ in shipped:
        return shipped[id_].tema
    folder = one.fil.path.parent.name
    by_letters = {rule.id.partition("-")[0]: rule.tema for rule in shipped.values()}
    if folder in by_letters.values():
        return folder
    inside = one.fil.vist.count("/") > 1 and folder not in INNHOLD
    return by_letters.get(id_.partition("-")[0], folder if inside else OWN_SUBJECT)
