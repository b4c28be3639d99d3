from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from conftest import STAD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError
from ruamel.yaml import YAML

from raadsbrief.diagnostics import ContentError
from raadsbrief.model import Brief, Datum, Gemeente, Periode, Programma
from raadsbrief.yaml.decode import decode
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import parse, read

KINDS = {"gemeenten": Gemeente, "programmas": Programma, "brieven": Brief}
FILES = sorted(STAD.glob("*/*.yaml"))
WRONG = st.sampled_from(
    [
        "",
        "x",
        "-1",
        "9" * 400,
        "{{ x }}",
        "ja\nnee",
        [],
        {},
        ["x"],
        {"x": "y"},
        [[]],
        [{}],
        {"": ""},
    ]
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path to a value in plain data."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value)
    if isinstance(value, dict | list):
        for key, item in items:
            found += paths(item, (*path, key))
    return found


@given(data=st.data(), file=st.sampled_from(FILES))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_wrong_value_anywhere_has_a_message_of_ours(data: st.DataObject, file: Path) -> None:
    content = copy.deepcopy(plain(read(file).root))
    path = data.draw(st.sampled_from(paths(content)))
    parent = content
    for key in path[:-1]:
        parent = parent[key]
    change = data.draw(st.sampled_from(["replace", "delete", "rename"]))
    value = parent.pop(path[-1])
    if change == "replace":
        value = data.draw(WRONG)
    if change != "delete":
        if isinstance(parent, dict):
            parent[path[-1] if change == "replace" else f"{path[-1]}X"] = value
        else:
            parent.insert(path[-1], value)
    source = parse(dump(content), "f.yaml")
    try:
        found = list(decode(source, KINDS[file.parent.name]).problems)
    except ContentError as error:
        found = list(error.diagnostics)
    for diagnostic in found:
        assert diagnostic.span is not None
        assert diagnostic.message != "deze waarde past hier niet"


def dump(content: Any) -> str:
    import io

    stream = io.StringIO()
    YAML(typ="safe", pure=True).dump(content, stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-06-01", "2025-06-01", "2025-06-01"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-K4", "2024-10-01", "2024-12-31"),
        ("2022-zomer", "2022-06-01", "2022-08-31"),
        ("2026-voorjaar", "2026-03-01", "2026-05-31"),
        ("2027-eind", "2027-09-01", "2027-12-31"),
        ("2022-winter", "2022-12-01", "2023-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-w53", "2026-12-28", "2027-01-03"),
        ("9998-winter", "9998-12-01", "9999-02-28"),
        ("2026-W08", "2026-02-16", "2026-02-22"),
        ("2026-h2", "2026-07-01", "2026-12-31"),
    ],
)
def test_days_of_a_date(text: str, first: str, last: str) -> None:
    moment = Datum.read(text)
    assert (str(moment.eerste_dag), str(moment.laatste_dag)) == (first, last)


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("1 juni 2026", "2026-06-01"),
        ("maandag 1 juni 2026", "2026-06-01"),
        ("1 sept. 2026", "2026-09-01"),
        ("1/6/2026", "2026-06-01"),
        ("2026-6-1", "2026-06-01"),
        ("Juni 2026", "2026-06"),
        ("06-2026", "2026-06"),
        ("het derde kwartaal van 2026", "2026-K3"),
        ("3e kwartaal 2026", "2026-K3"),
        ("Q3 2026", "2026-K3"),
        ("2026-q3", "2026-K3"),
        ("tweede helft van 2026", "2026-H2"),
        ("1e halfjaar 2026", "2026-H1"),
        ("week 7 van 2026", "2026-W07"),
        ("2026 wk 7", "2026-W07"),
        ("najaar van 2026", "2026-najaar"),
        ("2026-Zomer", "2026-zomer"),
        ("midden 2026", "2026-medio"),
        ("3e kwartaal", "JJJJ-K3"),
        ("1 juni", "JJJJ-06-01"),
        ("31 februari 2026", None),
        ("voor de zomer", None),
        ("juni t/m juli 2026", None),
        ("2026 of 2027", None),
        ("12.50", None),
        ("morgen", None),
        ("juni ٢٠٢٦", "JJJJ-06"),
    ],
)
def test_a_written_date_is_answered_with_its_notation(text: str, notation: str | None) -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        Datum.read(text)
    hint = (refusal.value.context or {})["hint"]
    assert hint.endswith(f" `{notation}`") if notation else hint.startswith("schrijf `2025-06-01`,")
    if notation and "JJJJ" not in notation:
        Datum.read(notation)


@given(st.text(st.sampled_from("0123456789-/. KQWvanjuniweekhelft٢²"), max_size=14))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        moment = Datum.read(text)
    except PydanticCustomError:
        return
    assert moment.eerste_dag <= moment.laatste_dag


def test_a_written_period_is_answered_with_its_notation() -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        Periode.read("2024 tot en met 2026")
    assert "`2024-2026`" in (refusal.value.context or {})["hint"]


@pytest.mark.parametrize(
    ("op", "holders"),
    [
        ("2025-12-31", ["S. Oud"]),
        ("2026-01-01", ["S. Nieuw"]),
        ("2026-05-20", ["S. Nieuw"]),
        ("2025", ["S. Oud"]),
        (None, ["S. Oud", "S. Nieuw"]),
    ],
)
def test_who_is_in_office(op: str | None, holders: list[str]) -> None:
    source = read(STAD / "gemeenten" / "voorbeeldstad.yaml")
    gemeente = decode(source, Gemeente).model
    moment = Datum.read(op) if op else None
    assert [holder.naam for holder in gemeente.in_functie("secretaris", moment)] == holders


def test_a_date_as_wide_as_a_change_of_office_has_two_holders() -> None:
    text = (STAD / "gemeenten" / "voorbeeldstad.yaml").read_text()
    text = text.replace("2025-12-31", "2026-02-28").replace("2026-01-01", "2026-03-01")
    gemeente = decode(parse(text, "f"), Gemeente).model
    assert len(gemeente.in_functie("secretaris", Datum.read("2026"))) == 2
    assert len(gemeente.in_functie("secretaris", Datum.read("2026-03"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "0000-W05",
        "9999",
        "2025-W53",
        "2026-00",
        "2026-05-00",
        "2026-13",
        "２０２６",
        "٢٠٢٦",
        "2026-K5",
        "26",
        "2026-H3",
        "2026-W00",
        "2026-W8",
    ],
)
def test_dates_that_cannot_be(text: str) -> None:
    with pytest.raises(ValueError, match="datum"):
        Datum.read(text)


def test_period() -> None:
    assert str(Periode.read("2024–2026")) == "2024-2026"
    for wrong in ("2026-2024", "2024", "24-26"):
        with pytest.raises(ValueError, match="periode"):
            Periode.read(wrong)
