#!/usr/bin/env bash
# Makes the four lists in this folder anew from pyproject.toml: which versions are installed, and their fingerprints.
# Run it when a dependency changes or newer versions have been tried, then run .ci/run and commit the lists.
# Needs uv (pip install uv) and the network. One list serves Linux, macOS and Windows, from Python 3.11.
set -euo pipefail
cd "$(dirname "$0")/.."
lag() { uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet "$@"; }

# What a user gets: the program's own dependencies and the tools that build its wheel.
{
    echo "# Laget av packaging/lag_krav.sh. Prøvde versjoner, med fingeravtrykk. Ikke endre for hånd."
    lag pyproject.toml packaging/bygg.in
} >packaging/krav.txt.ny
mv packaging/krav.txt.ny packaging/krav.txt

# What a developer gets besides: the same versions of the same packages, and the tools for tests and style.
{
    echo "# Laget av packaging/lag_krav.sh. Det samme som krav.txt, og verktøy for tester. Ikke endre for hånd."
    lag pyproject.toml packaging/bygg.in --extra test --constraints packaging/krav.txt
} >packaging/krav-utvikling.txt.ny
mv packaging/krav-utvikling.txt.ny packaging/krav-utvikling.txt

# What «vurder --motor spark» needs besides: no one gets it unless they ask for it.
{
    echo "# Laget av packaging/lag_krav.sh. Det samme som krav.txt, og Spark. Ikke endre for hånd."
    lag pyproject.toml packaging/bygg.in --extra spark --constraints packaging/krav.txt
} >packaging/krav-spark.txt.ny
mv packaging/krav-spark.txt.ny packaging/krav-spark.txt

# The oldest versions we say we work with, tried in .ci/run.
{
    echo "# Laget av packaging/lag_krav.sh. De eldste versjonene pyproject.toml tillater. Ikke endre for hånd."
    uv pip compile --universal --python-version 3.11 --resolution lowest-direct --no-deps --no-annotate --no-header \
        --quiet pyproject.toml
} >packaging/eldste.txt.ny
mv packaging/eldste.txt.ny packaging/eldste.txt
