"""Runs ours and the peers round by round, and tells decisions a second only when every object has the same answer."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.children import answer, measured, run_child
from benchmarks.data import write_extract
from benchmarks.peers import others, ours
from benchmarks.peers.facts import BROKEN, object_ids, write_facts
from benchmarks.rounds import Facts, Round, rounds, say

NAMES = (*ours.NAMES, *others.PEERS)


def one(name: str, folder: Path, file: Path, told: Path) -> Facts:
    """Decide once, and leave the answers in ``told``: a list of object and outcome."""
    if name in ours.NAMES:
        database, work = ours.ready(name, folder)
        _, facts = measured(work)
        if name != "bvaudit avgjort":
            ours.kept(database)
        said = ours.answers(database)
        facts["rader"] = database.run("SELECT COUNT(*) FROM resultat")[0][0] if name != "bvaudit avgjort" else 0
    elif name == "fakta":
        _, facts = measured(lambda: write_facts(folder, file))
        said = []
    else:
        decide = others.PEERS[name](file)
        found, facts = measured(decide)
        found = decide.answers() if hasattr(decide, "answers") else found
        said = list(zip(object_ids(file), map(str, found), strict=False))
    told.write_text(json.dumps(said), encoding="utf-8")
    return {**facts, "avgjorelser": facts.get("rader") or len(said)}


def differences(told: dict[str, list[tuple[str, str]]]) -> list[str]:
    """Who answers otherwise than ours, and on how many objects. A peer that only tells of breaches is held to those."""
    right = dict(told["bvaudit avgjort"])
    lines = []
    for name, said in told.items():
        only_broken = {utfall for _, utfall in said} == {"", BROKEN}
        wrong = [k for k, v in said if (v == BROKEN) != (right[k] == BROKEN) or not (only_broken or v == right[k])]
        missing = len(right) - len(said) if name != "rule-engine" else 0
        if wrong or missing:
            lines.append(f"{name}: {len(wrong)} andre svar, {missing} mangler, for eksempel {wrong[:3]}")
    return lines


def main(arguments: Sequence[str]) -> int:
    tolk = argparse.ArgumentParser(description="Måler avgjørelser i sekundet mot andres regelmotorer.")
    tolk.add_argument("--saker", type=int, default=100_000)
    tolk.add_argument("--runder", type=int, default=3)
    valg = tolk.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder, file = Path(scratch) / "uttrekk", Path(scratch) / "fakta.parquet"
        write_extract(folder, valg.saker)
        write_facts(folder, file)

        def run(name: str, number: int) -> Facts:
            return run_child("peers", "--en", name, str(folder), str(file), str(Path(scratch) / f"{name}.json"))

        found = rounds(("fakta", *NAMES), valg.runder, run)
        told = {n: json.loads((Path(scratch) / f"{n}.json").read_text(encoding="utf-8")) for n in NAMES}
    if wrong := differences(told):
        say("Ulike svar, ingen fart meldes:", *wrong)
        return 1
    say(
        f"MEL-01 og UND-03 etter loven, {valg.saker} saker, {valg.runder} runder. Alle svar er like, objekt for objekt."
    )
    _tell(found)
    return 0


def _tell(found: Sequence[Round]) -> None:
    facts = median(r["fakta"]["cpu"] for r in found)
    say(f"  fakta til de andre: {facts:.3f} CPU-s", f"  {'':<20} CPU-s   avgjørelser/s   med fakta   bvaudit er")
    ours_all = median(r["bvaudit avgjort"]["cpu"] for r in found)
    each = ours_all / found[0]["bvaudit avgjort"]["avgjorelser"]
    for name in NAMES:
        cpu, antall = median(r[name]["cpu"] for r in found), found[0][name]["avgjorelser"]
        share = antall / found[0]["bvaudit avgjort"]["avgjorelser"]
        whole = cpu if name in ours.NAMES else cpu + facts * share
        times = f"{whole / antall / each:9.2f} x" if name not in ours.NAMES else ""
        say(f"  {name:<20} {cpu:6.3f}   {antall / cpu:13,.0f}   {antall / whole:9,.0f}   {times}")
    for name in ours.NAMES[1:]:
        cpu, rader = median(r[name]["cpu"] for r in found), found[0][name]["rader"]
        say(f"  {name}: {rader} rader, {cpu / rader * 1e6:.2f} mikrosekunder raden, avgjørelsen medregnet")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--en"]:
        answer(one(sys.argv[2], *map(Path, sys.argv[3:6])))
    else:
        sys.exit(main(sys.argv[1:]))
