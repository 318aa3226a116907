"""Every event in one sentence, as it is told in the story of an avvik and in papers. Who did it and when stand beside
it, where it is shown."""

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Logget
from bvaudit.register import sentences_avvik, sentences_effect, sentences_runs, sentences_supervised, sentences_things
from bvaudit.register.sentence_parts import Sentences, Told

SENTENCES: Sentences = {
    **sentences_things.SENTENCES,
    **sentences_avvik.SENTENCES,
    **sentences_effect.SENTENCES,
    **sentences_runs.SENTENCES,
    **sentences_supervised.SENTENCES,
}


def told(logget: Logget, reg: Registeret, kontekst: Kontekst) -> str:
    """The sentence, without a full stop. What has been struck is told as «(sladdet)»."""
    return SENTENCES[type(logget.hendelse)](Told(logget=logget, reg=reg, kontekst=kontekst), logget.hendelse)
