"""Words that were read in the wrong encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadsbrief.yaml.garbled import garbled

WORDS = (
    "café",
    "coördinatie",
    "België",
    "foto’s",
    "‘stad’",
    "€",
    "2024–2026",
    "Één",
    "reünie",
    "m²",
)


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("word", WORDS)
def test_the_word_that_was_meant_is_found(word: str, codec: str) -> None:
    wrong = word.encode().decode(codec, errors="replace")
    (found,) = garbled(f"Een één {wrong} hier")
    assert found.word == wrong
    assert found.start == 8
    assert found.meant == (None if "\ufffd" in wrong else word)


def test_twice_in_the_wrong_encoding() -> None:
    (found,) = garbled("café".encode().decode("cp1252").encode().decode("cp1252"))
    assert found.meant == "café"


@pytest.mark.parametrize("word", ["ca\ufffd", "ï¿½", "voilÃ", "isâ€t"])
def test_a_lost_letter(word: str) -> None:
    (found,) = garbled(word)
    assert found.meant is None


@given(
    st.text(
        alphabet="aeZ 5.-éëïöüèêçàÉËÀÖ‘’“”„«»–—…€•°²½×±§©®™",
        max_size=30,
    )
)
def test_what_people_type_is_left_alone(text: str) -> None:
    assert list(garbled(text)) == []


def test_capitals_of_other_languages_are_left_alone() -> None:
    assert list(garbled("Â Ã Ä, JOÃO, São Tomé, Ångström, “ÀÉÈ”, Łódź, Şişli en Dvořák.")) == []
