"""A small content, of which every part can change, and its style sheet."""

from pathlib import Path

from raadsbrief.resources import FOLDER

GEMEENTE = """\
naam: Voorbeeldstad
genre: Brief
afzender: Het college
adres: {straat: Markt 1, postcode: 1234 AB, plaats: VOORBEELDSTAD}
huisstijl: {kleur: "#7a1f3d"}
secties: {kern: Kern}
afsluiting: Met groet,
ondertekening: [burgemeester]
college: [{naam: B. Burger, functie: burgemeester, vanaf: 2020-01-01}]
"""
PROGRAMMA = "naam: Wijken aan zet\nfeiten: {team: Buurtkracht}\n"
WIJK = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h{}v9z"/></svg>'
SHEET = (Path(FOLDER) / "brief.css").read_text()
