from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from raadsbrief.begin.names import file_name, in_yaml, refusal
from raadsbrief.begin.texts import Adres


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Voorbeeldstad", "voorbeeldstad"), ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("Súdwest-Fryslân", "sudwest-fryslan"), ("Den Haag", "den-haag"), ("../../etc", "etc"),
        ("a/b\\c", "a-b-c"), ("..", "programma"), ("北京", "programma"), ("CON", "programma-con"),
        ("aux", "programma-aux"), ("Com1", "programma-com1"), ("A: Test #1", "a-test-1"),
        ("ĳsselhoven", "ijsselhoven"), ("x" * 300, "x" * 60),
    ],
)  # fmt: skip
def test_file_name(name: str, file: str) -> None:
    assert file_name(name, "programma") == file


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_any_name_is_in_yaml_what_it_was(name: str) -> None:
    assert YAML(typ="safe", pure=True).load(f"- {in_yaml(name)}") in ([name], [name or None])
    assert set(file_name(name, "gemeente")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize("word", ["true", "No", "null", "1e3", "2024", "- a", "a: b", 'x"y', "€ #"])
def test_what_an_editor_would_take_for_something_else(word: str) -> None:
    assert in_yaml(word) == json.dumps(word, ensure_ascii=False)


def test_the_model_decides_what_a_name_can_be() -> None:
    assert refusal("Wijken aan zet") is None
    assert "mist tekst" in (refusal(" ") or "")
    assert "feiten" in (refusal("{{ programma.naam }}") or "")
    assert "opmaak" in (refusal("**vet**") or "")
    assert "niet te lezen" in (refusal("A\udcff") or "")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Marktplein 1, 1234 AB Voorbeeldstad", ("Marktplein 1", "1234 AB", "Voorbeeldstad")),
        ("Postbus 2 1234ab 's-Gravendorp", ("Postbus 2", "1234 AB", "'s-Gravendorp")),
        ("Plein 1945 nr. 3, 1234 AB, A: b", ("Plein 1945 nr. 3", "1234 AB", "A: b")),
    ],
)
def test_an_address(text: str, parts: tuple[str, str, str]) -> None:
    assert Adres.read(text) == Adres(*parts)


@pytest.mark.parametrize("text", ["Marktplein 1", "1234 AB Voorbeeldstad", "Plein, 123 AB X"])
def test_no_address(text: str) -> None:
    assert Adres.read(text) is None
