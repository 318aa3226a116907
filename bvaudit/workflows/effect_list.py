"""The checklist of one point that an attempt is read by, and the point itself where an avvik has no rule."""

from datetime import date
from pathlib import Path

from bvaudit.disk.private import make_folder, write_private
from bvaudit.loading.yaml.writer import as_yaml
from bvaudit.model.mappe import Mappe
from bvaudit.model.plans import Punkt, Sjekkliste, Trekking
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.effekt import Forsok
from bvaudit.model.rule import ENHET, Gjelder, Kontrollert, Rule, Variant, Versjon
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Malestokk, Sikkerhet
from bvaudit.register.measure import about_new
from bvaudit.texts import text
from bvaudit.vocabulary import manuell
from bvaudit.workflows.author_list import KINDS
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.start import schema_uri

_WHOLE = (Gjelder(objekt=ENHET), Gjelder(objekt="sak"))  # nothing but the case itself is drawn
_RULES, _MANUAL = "regler", "eget"
_READERS = ("stab", "teamleder")


def put_list(mappe: Mappe, avvik: Avvik, begun: Forsok, regel: Rule | None, dag: date) -> None:
    """Write the checklist the audit is of, and the point where there is no rule. What lies there already is kept. The
    folder is as it was when they cannot be used there."""
    point = regel or own_point(avvik, dag)
    liste = checklist(avvik, begun, point)
    files = {
        mappe.rot / KINDS["sjekkliste"].mappe / f"{liste.id}.yaml": as_yaml(liste, schema=schema_uri("sjekkliste"))
    }
    if regel is None:
        files[mappe.rot / _RULES / f"{point.id}.yaml"] = as_yaml(point, schema=schema_uri("rule"))
    new = [path for path in files if not path.exists()]
    try:
        for path in new:
            make_folder(path.parent)
            write_private(path, files[path].encode())
        content_or_stop(own_content(mappe, ()))
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        raise


def list_of(mappe: Mappe, begun: Forsok) -> Path:
    """The file of the checklist an attempt is read by."""
    return mappe.rot / KINDS["sjekkliste"].mappe / f"{begun.revisjon}.yaml"


def checklist(avvik: Avvik, begun: Forsok, regel: Rule) -> Sjekkliste:
    """One point, the goal's number of cases in each unit, and its plan for extending, set before anyone has read."""
    mal = begun.mal
    return Sjekkliste(
        id=begun.revisjon,
        tittel=text("registeret_effekt.liste.tittel", nr=avvik.nr, forsok=begun.nr),
        formal=text("registeret_effekt.liste.formal", nr=avvik.nr),
        versjon="1",
        gjelder_fra=begun.i_bruk,
        utvalg=Trekking(
            per_enhet=mal.av,
            beskrivelse=text("registeret_effekt.liste.beskrivelse"),
            gjelder=None if regel.gjelder in _WHOLE else regel.gjelder,
            telles_etter=_dated(regel),
            utvides_til=mal.utvides_til,
        ),
        andre_lesing=0,
        punkter=(Punkt(regel=regel.id),),
        fil="",
    )


def own_point(avvik: Avvik, dag: date) -> Rule:
    """What the person registered, as a question of one whole case."""
    titled = {"tittel": avvik.ting.tittel, "nr": avvik.nr}
    krav = manuell.Args(svar=("ja", "delvis", "nei", "ikke aktuelt"), begrunnelse_ved=("delvis", "nei"), hvem=_READERS)
    return Rule(
        id=avvik.nr,
        tittel=text("registeret_effekt.punkt.tittel", **titled),
        avvikstittel=avvik.ting.tittel,
        sporsmal=text("registeret_effekt.punkt.sporsmal", **titled),
        formal=text("registeret_effekt.punkt.formal", **titled),
        alvorlighetsgrad=avvik.alvor,
        gjelder=Gjelder(objekt="sak"),
        versjoner=(
            Versjon(
                gjelder_fra=avvik.ting.apnet,
                hjemmel=(),
                varianter=(Variant(navn=_MANUAL, krav=krav, forklaring=text("registeret_effekt.punkt.forklaring")),),
            ),
        ),
        avvikstekst=text("registeret_effekt.punkt.avvikstekst", **titled),
        veiledning=text("registeret_effekt.punkt.veiledning", **titled),
        metode=text("registeret_effekt.punkt.metode"),
        kilde=text("registeret_effekt.punkt.kilde", **titled),
        sikkerhet=Sikkerhet.HOY,
        sikkerhet_grunn=text("registeret_effekt.punkt.sikkerhet_grunn"),
        kontrollert=Kontrollert(av=_READERS[0], dato=dag),
        egen_malestokk=Malestokk.EGET,
        tema="",
        fil="",
    )


def _dated(regel: Rule) -> tuple[str, ...]:
    """The date that says when an object came to be, where only what is new is read."""
    start = BY_NAME[regel.gjelder.objekt].start if about_new(regel) else None
    return (start,) if start else ()
