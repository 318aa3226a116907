"""Texts with a form of their own that many kinds of content use."""

from bvaudit.model.fields import Shape

RULE_ID = Shape(
    tekst="Lik filnavnet. Brukes aldri om igjen.",
    pattern="^[A-Z]{2,4}-[0-9A-Za-z-]{2,30}$",
    form="store bokstaver, bindestrek og nummer, som MEL-01",
)
FILE_ID = Shape(tekst="Lik filnavnet.", pattern="^[a-z0-9][a-z0-9-]{1,60}$", form="små bokstaver, tall og bindestrek")


def digits(count: int, tekst: str, title: str = "") -> Shape:
    """A number that is a name, such as 0301: text, and an editor must not read it as 301."""
    return Shape(
        tekst=tekst,
        title=title,
        pattern=f"^[0-9]{{{count}}}$",
        form=f"{count} sifre",
        hint=f'skriv tallet i anførselstegn: "{"9" * count}"',
    )


# On everything that has a layer under it: own content in place of what came with the program.
ERSTATTER = Shape(
    tekst="Id-en til det som følger med programmet, og som denne filen står i stedet for. Den samme som «id».",
    title="Erstatter",
)
GRUNN = Shape(tekst="Hvorfor kommunen har sin egen. Må stå når «erstatter» står.", title="Grunn")
