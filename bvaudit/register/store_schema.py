"""The tables of the log, and what the file itself refuses.

The triggers keep out accidents: another program, a hand in the wrong window. Whoever means harm takes them away, and is
found by the chain. What a ``sladdet`` says is found in its canonical text: a quotation mark within a value is escaped
there, so that no reason anyone writes can look like a field.
"""

APPLICATION_ID = 0x62766C67  # «bvlg»: tells this file from every other database

TABLES = (
    """CREATE TABLE hendelse (
  nr INTEGER PRIMARY KEY,
  tid TEXT NOT NULL,
  hvem TEXT NOT NULL,
  kode TEXT NOT NULL,
  om TEXT NOT NULL,
  fakta TEXT NOT NULL,
  tekst TEXT NOT NULL,
  nokler TEXT NOT NULL,
  forrige TEXT NOT NULL,
  sum TEXT NOT NULL
)""",
    """CREATE TABLE innhold (
  nr INTEGER NOT NULL REFERENCES hendelse (nr),
  del TEXT NOT NULL,
  salt TEXT NOT NULL,
  tekst TEXT NOT NULL,
  PRIMARY KEY (nr, del)
)""",
)

TRIGGERS = (
    """CREATE TRIGGER hendelse_bare_sist BEFORE INSERT ON hendelse
WHEN NEW.nr IS NOT (SELECT coalesce(max(nr), 0) + 1 FROM hendelse)
  OR NEW.forrige IS NOT coalesce((SELECT sum FROM hendelse ORDER BY nr DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'bare-sist'); END""",
    """CREATE TRIGGER hendelse_ikke_endres BEFORE UPDATE ON hendelse
BEGIN SELECT RAISE(ABORT, 'endres-ikke'); END""",
    """CREATE TRIGGER hendelse_ikke_slettes BEFORE DELETE ON hendelse
BEGIN SELECT RAISE(ABORT, 'slettes-ikke'); END""",
    """CREATE TRIGGER innhold_bare_siste BEFORE INSERT ON innhold
WHEN NEW.nr IS NOT (SELECT max(nr) FROM hendelse)
  OR EXISTS (SELECT 1 FROM innhold WHERE nr = NEW.nr AND del = NEW.del)
BEGIN SELECT RAISE(ABORT, 'bare-siste'); END""",
    """CREATE TRIGGER innhold_bare_sladdes BEFORE UPDATE ON innhold
WHEN NEW.nr IS NOT OLD.nr OR NEW.del IS NOT OLD.del OR NEW.salt <> '' OR NEW.tekst <> ''
  OR OLD.del NOT IN ('tekst', 'nokler')
  OR NOT EXISTS (
    SELECT 1 FROM hendelse JOIN innhold AS fakta ON fakta.nr = hendelse.nr AND fakta.del = 'fakta'
    WHERE hendelse.kode = 'sladdet'
      AND instr(fakta.tekst, '"del_":"' || OLD.del || '"') > 0
      AND instr(replace(fakta.tekst, '}', ','), '"hendelse":' || OLD.nr || ',') > 0
  )
BEGIN SELECT RAISE(ABORT, 'bare-sladdes'); END""",
    """CREATE TRIGGER innhold_ikke_slettes BEFORE DELETE ON innhold
BEGIN SELECT RAISE(ABORT, 'slettes-ikke'); END""",
)

SCHEMAS = {1: frozenset((*TABLES, *TRIGGERS))}  # by the version of the format
