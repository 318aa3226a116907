"""Every kind of event, by its code: what the log can hold."""

from bvaudit.model.registeret import hendelser, hendelser_avvik, hendelser_kjoring, hendelser_planlagt
from bvaudit.model.registeret.logg import Hendelse

HENDELSER: dict[str, type[Hendelse]] = {
    kind.kode: kind
    for module in (hendelser, hendelser_avvik, hendelser_kjoring, hendelser_planlagt)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Hendelse) and kind.kode
}
