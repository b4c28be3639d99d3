from __future__ import annotations

import pytest

from raadsbrief.volgende.tijdwoorden import tied


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In het derde kwartaal van dit jaar", "het derde kwartaal van dit jaar"),
        ("ontwikkelingen van de\n  afgelopen   maanden", "afgelopen maanden"),
        ("het opstellen van het eerste programma", "het eerste"),
        ("In de zomer van 2024", "In de zomer van 2024"),
        ("Op 12 juli 2024", "12 juli 2024"),
        ("de eerste helft van het jaar", "de eerste helft van het jaar"),
        ("de komende drie weken", "komende drie weken"),
        ("sinds de vorige brief", "vorige brief"),
        ("twee maanden geleden", "twee maanden geleden"),
        ("over een half jaar", "over een half jaar"),
        ("nog dit najaar", "nog dit najaar"),
        ("in 2024-2026", "2024-2026"),
        ("Vorige week", "Vorige week"),
        ("op 10-07-2024", "10-07-2024"),
        ("aan het einde van het schooljaar", "einde van het schooljaar"),
        ("Q3 2025", "Q3 2025"),
        ("tot nu toe", "tot nu toe"),
        ("dit loopt binnenkort af", "binnenkort"),
    ],
)
def test_tied_to_a_time(text: str, found: str) -> None:
    assert tied(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "de volgende thema's zijn belangrijk",
        "{{ programma.start | maand }} en {{ feiten.jaar }}",
        "[de website](https://www.voorbeeldstad.example/2024/mei)",
        "in eerste instantie, 's morgens en 2000 euro",
        "de meimaand van de maartbieten",
    ],
)
def test_other_words(text: str) -> None:
    assert tied(text) == []
