"""All shipped content read from YAML and checked."""

from bvaudit.diagnostics import Problem, in_order
from bvaudit.loading.content.kodeverk import read_kodeverk
from bvaudit.loading.content.lists import read_kodelister, read_lover
from bvaudit.loading.content.ordbruk import read_ordbruk
from bvaudit.loading.content.place import ContentFolders
from bvaudit.loading.content.plans import read_plans
from bvaudit.loading.content.rules import BESIDE_RULES, read_rules
from bvaudit.model.innhold import Innhold


def read_everything(folders: ContentFolders) -> tuple[Innhold, list[Problem]]:
    """What the folders hold, with every problem found; ``folders.regler`` has the program's own folder first."""
    own = folders.regler[0]
    lover, problems = read_lover(own)
    koder, found = read_kodelister(own)
    problems += found
    kodeverk, found = read_kodeverk(own / "kodeverk" / "avvik.yaml", "rules/kodeverk/avvik.yaml")
    problems += found
    ordbruk, found = read_ordbruk(own)
    problems += found
    rules, found = read_rules(folders.regler, lover)
    problems += found
    beside = [own / name for name in BESIDE_RULES if (own / name).is_dir()]
    planer, found = read_plans([*folders.sjekklister, *beside], rules, lover, koder, kodeverk)
    problems += found
    innhold = Innhold(regler=rules, lover=lover, koder=koder, kodeverk=kodeverk, planer=planer, ordbruk=ordbruk)
    return innhold, in_order(problems)
