"""What the help and the manual page both say, besides the commands themselves."""

from __future__ import annotations

# The groups of commands, in the order in which someone needs them.
BEGIN, SCHRIJVEN, NAKIJKEN, MAKEN, MEER = "Begin", "Schrijven", "Nakijken", "Maken", "Meer"
GROUPS = (BEGIN, SCHRIJVEN, NAKIJKEN, MAKEN, MEER)

EXIT_CODES = (
    ("0", "alles is goed"),
    ("1", "er zijn fouten in de inhoud"),
    ("2", "de opdracht klopt niet"),
    ("3", "een sjabloon is fout, of de PDF kon niet gemaakt of geschreven worden"),
    ("70", "een fout van raadsbrief zelf; er is een logbestand om op te sturen"),
    ("130", "afgebroken"),
)

MORE = (
    ("raadsbrief OPDRACHT --help", "de opties van een opdracht, met voorbeelden"),
    ("raadsbrief manual", "de handleiding: alles wat er in een bestand kan staan"),
    ("raadsbrief explain RB202", "wat een melding betekent, en wat u kunt doen"),
)

FILES = (
    ("content/gemeenten/", "wie schrijft: briefhoofd, vaste koppen, ondertekenaars"),
    ("content/programmas/", "waarover: elk feit staat hier één keer"),
    ("content/brieven/", "de brieven; elk bestand wordt een PDF met dezelfde naam"),
    ("templates/", "eigen sjablonen, die voor de ingebouwde gaan; mag ontbreken"),
    ("build/", "de PDF's, met in .raadsbrief.json waar ze van gemaakt zijn"),
    (".raadsbrief_cache/", "wat al nagekeken is; mag altijd weg"),
)


def examples(epilog: str | None) -> list[tuple[str, str]]:
    """Read the examples of a command: each a line `command | what it does`."""
    lines = [line.partition("|") for line in (epilog or "").splitlines() if line.strip()]
    return [(command.strip(), what.strip()) for command, _, what in lines]
