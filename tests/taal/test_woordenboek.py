"""The dictionary: which words exist, what they can be, and what an author meant instead."""

from __future__ import annotations

import subprocess
import sys

import pytest

from raadsbrief.taal.words.lexicon import DE_WOORD, HET_WOORD, HIJ_VORM, MEERVOUD, VOLTOOID, lexicon
from raadsbrief.taal.words.woordenboek import Woordenboek

BOEK = Woordenboek(lexicon(), ["Beweeghub"])


@pytest.mark.parametrize(
    "word",
    [
        *(
            "gemeenteraad",
            "Gemeenteraad",
            "raadsinformatiebrief",
            "meerjarenraming",
            "statushouders",
        ),
        *("leerplichtconsulenten", "toekenningsbeschikking", "domeinoverstijgende", "programma's"),
        *("GGD'ers", "Wmo-consulent", "65-plusser", "co-creatie", "zee-egel", "lay-outoptie"),
        *("beweeghub", "BEWEEGHUB", "community", "’s-Hertogenbosch", "herhuisvesten"),
    ],
)
def test_words_that_exist(word: str) -> None:
    assert BOEK.kent(word)


@pytest.mark.parametrize(
    ("word", "proposal"),
    [
        ("gemeentraad", "gemeenteraad"),
        ("Gemeentraad", "Gemeenteraad"),
        ("leefbaarhied", "leefbaarheid"),
        ("coordinator", "coördinator"),
        ("bewonresvereniging", "bewonersvereniging"),
        ("leerplichtkonsulent", "leerplichtconsulent"),
        ("nederland", "Nederland"),
        ("beschikbar", "beschikbaar"),
        ("beweeghup", "beweeghub"),
    ],
)
def test_words_that_do_not_exist(word: str, proposal: str) -> None:
    assert not BOEK.kent(word)
    assert BOEK.voorstellen(word)[0] == proposal


def test_a_word_without_neighbours() -> None:
    assert not BOEK.kent("kwezzelfrop")
    assert BOEK.voorstellen("kwezzelfrop") == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("leerplichtconsulenten", ("leerplicht", "consulenten")),
        ("warmtetransitievisie", ("warmte", "transitie", "visie")),
        ("toekenningsbeschikking", ("toekennings", "beschikking")),
        ("autoongeluk", None),  # two vowels meet: auto-ongeluk
        ("gemeente", None),
        ("helderheden", None),  # no heden of the helder
    ],
)
def test_parts_of_a_compound(word: str, parts: tuple[str, ...] | None) -> None:
    assert BOEK.delen(word) == parts


def test_what_a_form_can_be() -> None:
    tags = lexicon().tags
    assert tags("wijk") is not None
    assert lexicon().can_be("wijk", DE_WOORD)
    assert not lexicon().can_be("wijk", HET_WOORD)
    assert set(lexicon().tags("maatregelen") or "?") <= set(MEERVOUD)
    assert set(lexicon().tags("vermeldt") or "?") <= set(HIJ_VORM)
    assert lexicon().can_be("vermeld", VOLTOOID)
    assert tags("wij") != tags("wijkraad")
    assert tags("") is None
    assert tags("zzzzzz") is None


@pytest.mark.parametrize("edge", [b"!", b"\xff"])
def test_beyond_the_first_and_last_word(edge: bytes) -> None:
    assert lexicon().tags(edge.decode("latin-1")) is None


def test_compounds_that_somebody_wrote() -> None:
    assert lexicon().is_written("leerplichtconsulent")
    assert not lexicon().is_written("kwezzelfrop")
    assert BOEK.is_geschreven("jeugdhulporganisaties")


def test_the_lexicon_is_read_only_when_it_is_needed() -> None:
    """Not for the help, nor for a letter that is built."""
    program = (
        "import sys, raadsbrief.cli, raadsbrief.taal\n"
        "from raadsbrief.taal.words.lexicon import lexicon\n"
        "assert lexicon.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
