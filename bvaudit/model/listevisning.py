"""The older kinds of lists read as general ones: one renderer, one diff and one log serve every list."""

from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste, Tiltaksstatus
from bvaudit.model.lister import Liste, Listepunkt, Listeslag

Listekilde = Liste | Anbefalinger | Risikoliste | Tiltaksliste

_STATUS = {
    Tiltaksstatus.FORSLAG: "forslag",
    Tiltaksstatus.PLANLAGT: "planlagt",
    Tiltaksstatus.PAGAR: "pagar",
    Tiltaksstatus.GJENNOMFORT: "gjennomfort",
    Tiltaksstatus.STANSET: "stanset",
}


def som_liste(kilde: Listekilde) -> Liste:
    """The same list, as a general one."""
    match kilde:
        case Liste():
            return kilde
        case Anbefalinger():
            return _recommendations(kilde)
        case Risikoliste():
            return _risks(kilde)
        case Tiltaksliste():
            return _measures(kilde)


def _recommendations(kilde: Anbefalinger) -> Liste:
    groups = {row.anbefaling: row.grupper for row in kilde.kobling}
    return Liste(
        id=kilde.id,
        tittel=kilde.tittel,
        listeslag=Listeslag.ANBEFALINGER,
        kommune=kilde.kommune,
        ar=kilde.ar,
        kilde=kilde.kilde,
        forrige=kilde.forrige,
        grupper=kilde.arbeidsgrupper,
        innhold=tuple(
            Listepunkt(id=one.id, tekst=one.tekst, grupper=groups.get(one.id, ()), regler=one.regler)
            for one in kilde.anbefalinger
        ),
        fil=kilde.fil,
        egen=kilde.egen,
    )


def _risks(kilde: Risikoliste) -> Liste:
    return Liste(
        id=kilde.id,
        tittel=kilde.tittel,
        listeslag=Listeslag.RISIKOER,
        kommune=kilde.kommune,
        ar=kilde.ar,
        kilde=kilde.kilde,
        forrige=kilde.forrige,
        grupper=kilde.grupper,
        innhold=tuple(
            Listepunkt(id=one.id, tekst=one.tekst, grupper=(one.gruppe,), regler=one.regler, koblet=one.koblet)
            for one in kilde.risikoer
        ),
        fil=kilde.fil,
        egen=kilde.egen,
    )


def _measures(kilde: Tiltaksliste) -> Liste:
    return Liste(
        id=kilde.id,
        tittel=kilde.tittel,
        listeslag=Listeslag.TILTAK,
        kommune=kilde.kommune,
        ar=kilde.ar,
        kilde=kilde.kilde,
        forrige=kilde.forrige,
        avvik=kilde.avvik,
        konsekvenser=kilde.konsekvenser,
        innhold=tuple(
            Listepunkt(
                id=one.id,
                tekst=one.tittel,
                beskrivelse=one.beskrivelse,
                status=_STATUS[one.status],
                enheter=one.enheter,
                eier=one.eier,
                start_tekst=one.start,
                slutt=one.slutt,
                konsekvens=one.konsekvens,
                hypotese=one.hypotese,
                effekt=one.effekt,
                regler=one.regler,
                koblet=one.koblet,
            )
            for one in kilde.tiltak
        ),
        fil=kilde.fil,
        egen=kilde.egen,
    )
