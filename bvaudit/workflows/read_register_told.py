"""What ``les`` says of the register's papers: what was changed, by cell, before anything else."""

from collections.abc import Iterator
from pathlib import Path

from bvaudit.diagnostics import Sted
from bvaudit.model.registeret.bokmeta import KOMMENTAR
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.redigering import Linje, Sammenfall
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.merge_state import shown
from bvaudit.register.shown_values import field_name, role_shown, slag_of_number, value_shown
from bvaudit.texts import counted, text
from bvaudit.workflows.read_register import Innlesing, Papir


def told(lest: Innlesing) -> Iterator[str]:
    for papir in lest.papirer:
        yield from _paper(papir, lest.kontekst)


def _paper(papir: Papir, kontekst: Kontekst) -> Iterator[str]:
    fil, antall = papir.fil.name, ", ".join(_counts(papir))
    if papir.dokument.mottaker:
        mottaker = role_shown(papir.dokument.mottaker, kontekst)
        yield text("registeret_les.sagt.hode", fil=fil, mottaker=mottaker, antall=antall)
    else:
        yield text("registeret_les.sagt.hode_uten", fil=fil, antall=antall)
    lines = papir.flettet.linjer
    yield from (_changed(papir, line, kontekst) for line in lines if line.hva is Sammenfall.ENDRET)
    yield from _new(papir, kontekst)
    yield from (_decided(line, kontekst) for line in lines if line.hva is Sammenfall.SAMME and line.hendelser)
    yield from (_conflict(papir, line, kontekst) for line in lines if line.hva is Sammenfall.KONFLIKT)


def _counts(papir: Papir) -> Iterator[str]:
    lines = papir.flettet.linjer
    comments = sum(one.celle.felt == KOMMENTAR for one in lines if one.hva is Sammenfall.ENDRET)
    changed = sum(one.hva is Sammenfall.ENDRET for one in lines) - comments
    yield counted("registeret_les.sagt.endret", changed)
    counts = {
        "kommentar": comments,
        "nye": len(papir.flettet.nye),
        "konflikt": len(papir.flettet.konflikter),
        "avvist": sum(one.hva is Sammenfall.AVVIST for one in lines),
        "samme": sum(one.hva is Sammenfall.SAMME and not one.hendelser for one in lines),
        "uendret": papir.flettet.uendret,
    }
    yield from (_count(key, n) for key, n in counts.items() if n)
    if papir.dokument.slag != "register" and papir.dokument.ventet:
        yield text("registeret_les.sagt.gjenkjent", k=papir.dokument.gjenkjent, n=papir.dokument.ventet)


def _count(key: str, n: int) -> str:
    return counted(f"registeret_les.sagt.{key}", n)


def _changed(papir: Papir, line: Linje, kontekst: Kontekst) -> str:
    nr, felt = line.celle.nr, line.celle.felt
    til = value_shown(nr, felt, line.celle.verdi, kontekst)
    if felt == KOMMENTAR:
        return text("registeret_les.sagt.kommentert", nr=nr, til=til, sted=place(line.celle.sted))
    fra = _before(line, kontekst) or value_shown(nr, felt, line.basis or shown(papir.basis, nr, felt), kontekst)
    return text(
        "registeret_les.sagt.linje", nr=nr, felt=field_name(nr, felt), fra=fra, til=til, sted=place(line.celle.sted)
    )


def _before(line: Linje, kontekst: Kontekst) -> str:
    """What the content says where nobody had written in the field, in the words the document showed; else empty."""
    nr, felt, stood = line.celle.nr, line.celle.felt, line.celle.forvalg
    if line.basis or not stood:
        return ""
    kind = felt_av(slag_of_number(nr), felt)
    is_word = kind is not None and kind.type in (Felttype.VALG, Felttype.ROLLE)
    return stood if is_word else value_shown(nr, felt, stood, kontekst)


def _new(papir: Papir, kontekst: Kontekst) -> Iterator[str]:
    for ny, events in papir.flettet.nye:
        first = events[0]
        nr = first.om[0]
        if ny.slag is Slag.TILSYN:
            step = kontekst.kodeverk.tekst("tilsynsskritt", ny.felt["skritt"])
            day = value_shown(nr, "dato", ny.felt["dato"], kontekst)
            yield text("arsbok.sagt.skritt", nr=nr, skritt=step, dag=day, sted=place(ny.sted))
            continue
        title = first.tekst if isinstance(first, AvvikOpprettet) else ny.felt.get("tittel", "")
        if ny.slag is Slag.AVVIK:
            yield text("registeret_les.sagt.nytt_avvik", nr=nr, tittel=title, sted=place(ny.sted))
        else:
            yield text("registeret_les.sagt.nytt_tiltak", nr=nr, tittel=title, sted=place(ny.sted))


def _conflict(papir: Papir, line: Linje, kontekst: Kontekst) -> str:
    nr, felt = line.celle.nr, line.celle.felt
    return text(
        "registeret_les.sagt.konfliktlinje",
        nr=nr,
        felt=field_name(nr, felt),
        basis=value_shown(nr, felt, line.basis, kontekst),
        na=value_shown(nr, felt, line.na, kontekst),
        til=value_shown(nr, felt, line.celle.verdi, kontekst),
        sted=place(line.celle.sted),
    )


def _decided(line: Linje, kontekst: Kontekst) -> str:
    nr, felt = line.celle.nr, line.celle.felt
    return text(
        "registeret_les.sagt.avgjort",
        nr=nr,
        felt=field_name(nr, felt),
        grunn=line.grunn,
        til=value_shown(nr, felt, line.celle.verdi, kontekst),
        sted=place(line.celle.sted),
    )


def place(sted: Sted) -> str:
    """Where in the document, without its name."""
    if sted.ark and sted.celle:
        return f"{sted.ark}!{sted.celle}"
    return sted.sti or Path(sted.fil).name
