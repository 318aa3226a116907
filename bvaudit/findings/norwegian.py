"""Norwegian words made comparable: bokmål and nynorsk, endings off, compounds taken apart, words that mean the same."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bvaudit.model.tilsynsord import Tilsynsord

_WORD = re.compile(r"[0-9]*[a-zæøåéüö]+|[0-9]+")
_DERIVED = ("elsene", "elsane", "elsen", "elser", "elsar", "else", "ningene", "ningane", "ningen", "ninga", "ninger",
            "ningar", "ning", "ingene", "ingane", "ingen", "inga", "inger", "ingar", "ing", "heten", "heter", "het",
            "heit")  # fmt: skip
_PLAIN_ING = ("ingene", "ingane", "ingen", "inga", "inger", "ingar")
_INFLECTED: tuple[str, ...] = (
    "erast", "ernes", "enes", "anes", "eres", "erte", "erer", "ende", "ande", "ene", "ane", "ast", "ere", "ert", "ers",
    "ens", "ets", "ete", "ede", "est", "en", "et", "er", "ar", "as", "es", "te", "de", "dd", "a", "e", "t", "s", "r",
)  # fmt: skip
_OF_VERB: tuple[str, ...] = ("erer", "er")  # of vurdering; the t of drøfting belongs to the word
_LONG_STEM, _SHORT_STEM, _PART, _COMPOUND = 5, 3, 4, 8


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its endings: undersøkelsen, undersøking and undersøkt are one."""
    found, endings = word, _INFLECTED
    for ending in _DERIVED:
        if found.endswith(ending) and len(found) - len(ending) >= _LONG_STEM:
            found, endings = found[: -len(ending)], _OF_VERB
            break
    else:
        for ending in _PLAIN_ING:  # meldinger is melding, and not the melder
            if found.endswith(ending) and len(found) - len(ending) >= _SHORT_STEM:
                return f"{found[: -len(ending)]}ing"
        if found.endswith("ing"):
            return found
    for ending in endings:
        if found.endswith(ending) and len(found) - len(ending) >= _SHORT_STEM:
            found = found[: -len(ending)]
            break
    return found[:-1] if len(found) > _SHORT_STEM and found[-1] == found[-2] else found


# The first stem of a phrase → the whole of it, and the id of its group.
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words that mean the same, ready to be looked for."""

    stavemater: tuple[tuple[str, str], ...]
    uten_vekt: frozenset[str]
    uttrykk: Phrases
    emner: Phrases
    sier_ingenting: tuple[str, ...] = ()  # whole phrases that are taken out first
    deler: frozenset[str] = field(default_factory=frozenset)  # stems a compound may be made of

    def stems(self, tekst: str) -> list[str]:
        """Every word of the text in order, without its endings."""
        return [self._stem(word) for word in _WORD.findall(tekst.lower())]

    def bag(self, tekst: str) -> dict[str, float]:
        """What the text is about: stems, parts of compounds, and groups of words («#frist»), each with its weight."""
        found: dict[str, float] = defaultdict(float)
        for term, weight, _ in self._terms(tekst):
            found[term] += weight
        return found

    def said(self, tekst: str) -> dict[str, str]:
        """Each of them → the words it was first said with."""
        found: dict[str, str] = {}
        for term, _, words in self._terms(tekst):
            found.setdefault(term, words)
        return found

    def _terms(self, tekst: str) -> Iterator[tuple[str, float, str]]:
        small = tekst.lower()
        for phrase in self.sier_ingenting:
            small = small.replace(phrase, " ")
        words = _WORD.findall(small)
        stems = [self._stem(word) for word in words]
        for word, one in zip(words, stems, strict=True):
            if one not in self.uten_vekt and len(one) > 1:
                yield one, 1.0, word
                yield from ((part, _OF_COMPOUND, word) for part in self.parts(one))
        for group, first, last in self._phrases(stems, self.uttrykk):
            yield f"#{group}", 1.0, " ".join(words[first:last])

    def _stem(self, word: str) -> str:
        for fra, til in self.stavemater:
            word = word.replace(fra, til)
        return stem(word)

    def subjects(self, tekst: str) -> frozenset[str]:
        """The folders of rules the text is about."""
        return frozenset(group for group, _, _ in self._phrases(self.stems(tekst), self.emner))

    def parts(self, one: str) -> tuple[str, ...]:
        """The words a compound is made of, as far as they are known: tilsyn and besøk in tilsynsbesøk."""
        if len(one) < _COMPOUND:
            return ()
        ends = [one[i:] for i in range(_PART, len(one) - 2) if one[i:] in self.deler and len(one[i:]) >= _PART]
        starts = [one[:i] for i in range(len(one) - 2, _PART - 1, -1) if one[:i] in self.deler]
        return (*starts[:1], *ends[:1])

    def _phrases(self, stems: Sequence[str], wanted: Phrases) -> Iterator[tuple[str, int, int]]:
        """The group of each phrase that is there, and the words it goes from and to."""
        for at, one in enumerate(stems):
            for start in (one, *self.parts(one)):
                for phrase, group in wanted.get(start, ()):
                    if last := self._end(stems, at + 1, phrase[1:]):
                        yield group, at, last

    def _end(self, stems: Sequence[str], at: int, rest: Sequence[str]) -> int:
        """Where the rest of a phrase ends; 0 where it is not there. «Snakker ikke med barnet» is snakke med barn."""
        for wanted in rest:
            passed = 0
            while passed < _PASSED and at < len(stems) and stems[at] != wanted and stems[at] in self.uten_vekt:
                at, passed = at + 1, passed + 1
            if at >= len(stems) or stems[at] != wanted:
                return 0
            at += 1
        return at


_OF_COMPOUND = 0.5
_PASSED = 1  # so many words without weight may stand between two of a phrase


def lexicon(ord_: Tilsynsord, texts: Iterable[str]) -> Lexicon:
    """``texts`` are what compounds are looked for in the words of."""
    stavemater = tuple((one.fra, one.til) for one in ord_.stavemater)
    bare = Lexicon(stavemater=stavemater, uten_vekt=frozenset(), uttrykk={}, emner={})
    uten_vekt = frozenset(one for word in ord_.uten_vekt if " " not in word for one in bare.stems(word))
    phrases = {(tuple(bare.stems(word)), group.id) for group in ord_.grupper for word in group.ord}
    subjects = {(tuple(bare.stems(word)), emne.tema) for emne in ord_.emner for word in emne.ord}
    words = {one for phrase, _ in phrases for one in phrase} | {one for text in texts for one in bare.stems(text)}
    return Lexicon(
        stavemater=stavemater,
        uten_vekt=uten_vekt,
        uttrykk=_by_first(phrases),
        emner=_by_first(subjects),
        sier_ingenting=tuple(word for word in ord_.uten_vekt if " " in word),
        deler=frozenset(one for one in words - uten_vekt if len(one) >= _PART),
    )


def _by_first(phrases: Iterable[tuple[tuple[str, ...], str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for phrase, group in sorted(phrases):
        found[phrase[0]].append((phrase, group))
    return {first: tuple(rest) for first, rest in found.items()}
