"""What a supervision may ask for: what there is, what lacks, who has it, and what is typed to make it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.lister import Listeslag
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.registeret.ting import link_number
from bvaudit.model.samling import Har, Innslag
from bvaudit.reports import gathered_rows as rows
from bvaudit.reports.supervision_facts import Temafakta
from bvaudit.texts import counted, text
from bvaudit.workflows.audits_by_people import audit_names, read_audit
from bvaudit.workflows.supervision_basis import Basis

BOOK = "oversikt.xlsx"
_SENT = {"egenrapport": "egenrapport-sendt", "plan": "plan-sendt"}
_LISTS = (Listeslag.RUTINER, Listeslag.ROS, Listeslag.BEREDSKAP, Listeslag.KLAGER)
_BY_HAND = ("organisasjon", "opplaering", "referater", "politisk", "ansatte")  # what no program of ours has
_MOST_NAMED = 3


def command(*words: object) -> str:
    """As it is typed: «bvaudit tilsyn vis tilsyn-nord»."""
    return " ".join(("bvaudit", *(f'"{word}"' if " " in str(word) else str(word) for word in words)))


def index_of(basis: Basis, files: Sequence[Innslag], *, med_saker: bool) -> tuple[Innslag, ...]:
    """``files`` are what has been put in the folder already, and what was left out."""
    return (
        *_report(basis),
        *_year(basis.fakta),
        *files,
        *_audits(basis),
        *_register(basis.fakta, med_saker=med_saker),
        *_figures(basis),
        *_evidence(basis.fakta),
        *_lists(basis.fakta),
        *_course(basis.fakta),
        *(
            Innslag(
                hva=text(f"samle.for_hand.{key}"),
                har=Har.MANGLER,
                hvem=text(f"samle.for_hand_hvem.{key}"),
                gjor=text("samle.gjor.for_hand"),
            )
            for key in _BY_HAND
        ),
    )


def _there(key: str, merknad: str, **more: object) -> Innslag:
    return Innslag(hva=text(f"samle.hva.{key}"), har=Har.MED, fil=BOOK, merknad=merknad, **more)  # type: ignore[arg-type]


def _lacking(key: str, hvem: str, gjor: str, merknad: str = "") -> Innslag:
    told = text(f"samle.hvem.{hvem}")
    return Innslag(hva=text(f"samle.hva.{key}"), har=Har.MANGLER, hvem=told, gjor=gjor, merknad=merknad)


def _report(basis: Basis) -> Iterator[Innslag]:
    """Whether it has been sent is said by the steps, and by nothing else."""
    fakta = basis.fakta
    if fakta.tilsyn.forlop == "egenkontroll":
        made = command("tilsyn", "egenkontroll", fakta.tilsyn.id, "--ut", "egenkontroll.docx")
        yield _lacking("egenkontroll", "barnevernleder", made)
        return
    sent = [one for one in fakta.stand.skritt if one.skritt == _SENT["egenrapport"]]
    if sent:
        merknad = text("samle.merknad.sendt", dag=vis(sent[-1].dag))
        yield Innslag(hva=text("samle.hva.egenrapport"), har=Har.MED, dag=sent[-1].dag, merknad=merknad)
    else:
        made = command("tilsyn", "egenrapport", fakta.tilsyn.id, "--ut", "egenrapport.docx")
        yield _lacking("egenrapport", "barnevernleder", made)


def _year(fakta: Temafakta) -> Iterator[Innslag]:
    if not fakta.oppgaver:
        yield _lacking("arshjul", "stab", command("arshjul"))
        return
    yield _there("arshjul", counted("samle.merknad.kontroller", len(fakta.oppgaver)))
    silent = [one for one in fakta.oppgaver if one.forfalt]
    if silent:
        merknad = counted("samle.merknad.uten_svar", len(silent))
        first = silent[0]
        words = ["arshjul", "sett", first.oppgave, "--maned", f"{first.maned:%Y-%m}"]
        words += ["--enhet", fakta.kontekst.enhet(first.enhet)] if first.enhet else []
        yield Innslag(
            hva=text("samle.hva.kontroller"),
            har=Har.MANGLER,
            hvem=_owners([one.eier for one in silent], fakta),
            gjor=command(*words, "--status", "utfort", "--dato", "DATO", "--som", "ROLLE"),
            merknad=merknad,
        )


def _owners(hvem: Sequence[str], fakta: Temafakta) -> str:
    """The first few, each once."""
    every = list(dict.fromkeys(rows.who(one, fakta) for one in hvem))
    more = [counted("samle.hvem_flere", len(every) - _MOST_NAMED)] if len(every) > _MOST_NAMED else []
    return ", ".join((*every[:_MOST_NAMED], *more))


def _audits(basis: Basis) -> Iterator[Innslag]:
    if basis.revisjoner:
        return
    for navn in audit_names(basis.mappe):
        audit = read_audit(basis.mappe, navn, basis.content)
        if {punkt.regel for punkt in audit.liste.punkter} & basis.fakta.regler:
            yield _lacking("revisjon", "stab", command("revisjon", "las", navn), text("samle.merknad.ikke_last"))
            return
    liste = nearest_list(basis.content.planer.sjekklister, basis.fakta.regler)
    if liste is not None:
        yield _lacking("revisjon", "stab", _new_audit(liste, basis.fakta.dag))


def _new_audit(liste: Sjekkliste, dag: date) -> str:
    return command("revisjon", "ny", f"{liste.id}-{dag.year}", "--sjekkliste", liste.id)


def nearest_list(lists: Sequence[Sjekkliste], regler: frozenset[str]) -> Sjekkliste | None:
    """The checklist that asks the most of these points, and among equals the shortest; one that is a round of an
    egenkontroll only when no other asks any of them."""
    scored = [
        (one.utvalg.runde == 0, len({p.regel for p in one.punkter} & regler), -len(one.punkter), one.id, one)
        for one in lists
    ]
    best = max((one for one in scored if one[1]), default=None, key=lambda one: one[:4])
    return best[4] if best else None


def _register(fakta: Temafakta, *, med_saker: bool) -> Iterator[Innslag]:
    if fakta.minne is None:
        yield _lacking("register", "stab", command("vurder", "--skriv"))
        return
    yield _there("register", counted("samle.merknad.avvik", len(fakta.avvik), apne=rows.open_count(fakta)))
    links = [(avvik, nr) for avvik in fakta.avvik for nr in avvik.tiltak]
    if links:
        yield _there("tiltak", counted("samle.merknad.tiltak", len({nr for _, nr in links})))
    bare = [avvik for avvik in fakta.avvik if avvik.apen and avvik.telles and not avvik.tiltak]
    if bare:
        merknad = counted("samle.merknad.uten_tiltak", len(bare))
        owners = _owners([avvik.ting.eier for avvik in bare], fakta)
        yield Innslag(
            hva=text("samle.hva.tiltak_mangler"),
            har=Har.MANGLER,
            hvem=owners,
            gjor=command("register", "eksport", *_unit_words(bare[0].enhet, fakta)),
            merknad=merknad,
        )
    if med_saker:
        cases = sum(bool(one.sak) for avvik in fakta.avvik for one in avvik.bevis)
        yield _there("saker", counted("samle.merknad.saker", cases), saker=True)


def _unit_words(enhet: str, fakta: Temafakta) -> tuple[str, ...]:
    return ("--enhet", fakta.kontekst.enhet(enhet)) if enhet else ()


def _figures(basis: Basis) -> Iterator[Innslag]:
    fakta, run = basis.fakta, basis.figures.kjoring
    looked, of = rows.examined(fakta)
    if run is None and not looked:
        yield _lacking("tall", "stab", command("vurder"))
        return
    day = vis(run.per) if run is not None and run.per else text("samle.tall.ukjent_dag")
    if run is not None:
        yield _there("tall", text("samle.merknad.tall", dag=day, sett=looked, av=of), dag=run.per)
    else:
        yield _there("tall", text("samle.merknad.tall_lest", sett=looked, av=of))
    if basis.figures.nyere:
        merknad = text("samle.merknad.nyere", dag=vis(date.fromisoformat(basis.figures.nyere)), brukt=day)
        yield _lacking("nyere_tall", "stab", command("vurder", "--per", basis.figures.nyere), merknad)
    if looked < of:
        liste = nearest_list(basis.content.planer.sjekklister, _not_looked(fakta))
        gjor = _new_audit(liste, fakta.dag) if liste else text("samle.gjor.les")
        yield _lacking("ikke_undersokt", "stab", gjor, counted("samle.merknad.ikke_undersokt", of - looked))


def _not_looked(fakta: Temafakta) -> frozenset[str]:
    return fakta.regler - {one.regel for one in fakta.tall if one.n is not None}


def _evidence(fakta: Temafakta) -> Iterator[Innslag]:
    if fakta.belegg:
        yield _there("belegg", counted("samle.merknad.belegg", len(fakta.belegg)))
    done = [one for one in fakta.oppgaver if one.status == "utfort" and not one.belegg]
    if done:
        merknad = counted("samle.merknad.utfort_uten_belegg", len(done))
        owners = _owners([one.eier for one in done], fakta)
        first = done[0]
        words = ["arshjul", "sett", first.oppgave, "--maned", f"{first.maned:%Y-%m}"]
        words += _unit_words(first.enhet, fakta)
        gjor = command(*words, "--belegg", "TEKST", "--som", "ROLLE")
        yield Innslag(hva=text("samle.hva.kontroll_belegg"), har=Har.MANGLER, hvem=owners, gjor=gjor, merknad=merknad)
    bare = list(_in_use_without(fakta))
    if bare:
        nr, owner = bare[0]
        yield Innslag(
            hva=text("samle.hva.tiltak_belegg"),
            har=Har.MANGLER,
            hvem=owner,
            gjor=command("register", "hendelse", nr, "felt", "--felt", "belegg", "--verdi", "TEKST", "--som", "ROLLE"),
            merknad=counted("samle.merknad.i_bruk_uten_belegg", len(bare)),
        )


def _in_use_without(fakta: Temafakta) -> Iterator[tuple[str, str]]:
    minne = fakta.minne
    for avvik in fakta.avvik if minne else ():
        for nr in avvik.tiltak:
            link = minne.kobling(avvik, nr) if minne else None
            if link is not None and link.verdi("i_bruk") and not link.verdi("belegg"):
                yield link_number(avvik.nr, nr), rows.who(avvik.ting.eier, fakta)


def _lists(fakta: Temafakta) -> Iterator[Innslag]:
    there: Mapping[Listeslag, list[str]] = {
        slag: [liste.tittel for liste in fakta.kontekst.lister if liste.listeslag is slag] for slag in _LISTS
    }
    for slag, titles in there.items():
        key = f"liste_{slag.value}"
        if titles:
            yield _there(key, ", ".join(titles))
        else:
            yield _lacking(key, f"liste_{slag.value}", command("liste", "ny", "liste"))


def _course(fakta: Temafakta) -> Iterator[Innslag]:
    if fakta.stand.skritt:
        yield _there("skritt", counted("samle.merknad.skritt", len(fakta.stand.skritt)))
    else:
        id_ = fakta.tilsyn.id
        gjor = command("tilsyn", "hendelse", id_, "varsel", "--dato", "DATO", "--som", "ROLLE")
        yield _lacking("skritt", "barnevernleder", gjor)
    if fakta.sendt:
        yield _there("sendt", counted("samle.merknad.papirer_sendt", len(fakta.sendt)))
