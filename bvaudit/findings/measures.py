"""What may be done about a breach: the measures in the lists that name its rule."""

from collections.abc import Mapping, Sequence

from bvaudit.model.forbedring import Avviksart, Tiltaksforslag, Tiltaksliste, Tiltaksstatus

_OVER = (Tiltaksstatus.GJENNOMFORT, Tiltaksstatus.STANSET)


def measures_by_rule(lists: Sequence[Tiltaksliste]) -> Mapping[str, tuple[Tiltaksforslag, ...]]:
    """Rule → measures, in the order of the lists and of each list. Measures against overspending are not measures
    against a breach of the law, and what is done with or stopped is no proposal."""
    found: dict[str, list[Tiltaksforslag]] = {}
    for liste in lists:
        for tiltak in liste.tiltak if liste.avvik is Avviksart.LOV else ():
            for regel in tiltak.regler if tiltak.status not in _OVER else ():
                one = Tiltaksforslag(tiltak=tiltak, liste=liste.tittel, eget=liste.egen)
                found.setdefault(regel, []).append(one)
    return {regel: tuple(rows) for regel, rows in sorted(found.items())}
