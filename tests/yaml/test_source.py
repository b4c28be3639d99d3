from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml.nodes import ScalarNode

from raadsbrief.diagnostics import ContentError, Diagnostic, Span
from raadsbrief.yaml.folded import folded_mark
from raadsbrief.yaml.nodes import plain, span_within
from raadsbrief.yaml.source import MAX_DEPTH, parse, read
from raadsbrief.yaml.text import MAX_BYTES


def refusal(text: str) -> Diagnostic:
    with pytest.raises(ContentError) as error:
        parse(text, "brief.yaml")
    return error.value.diagnostics[0]


def test_values_stay_what_the_author_wrote() -> None:
    text = "a: nee\nb: 012\nc: 2024-0062579\nd: 1e3\ne: ~\nf: null\ng: 0x1F\nh: 12:30\ni: yes\n"
    assert plain(parse(text, "f").root) == {
        "a": "nee", "b": "012", "c": "2024-0062579", "d": "1e3", "e": None, "f": None,
        "g": "0x1F", "h": "12:30", "i": "yes",
    }  # fmt: skip


def test_empty_values_are_none_and_quoted_ones_are_not() -> None:
    read = plain(parse("a:\nb: ''\nc: [x, '']\nd: # leeg\n", "f").root)
    assert read == {"a": None, "b": "", "c": ["x", ""], "d": None}


@pytest.mark.parametrize("text", ["a: #1d4f7c\n", "a: Actie #1\nb: c\n", "- #x\n- y\n", "a: b #c"])
def test_text_that_yaml_takes_for_a_comment_is_refused(text: str) -> None:
    assert "valt weg" in refusal(text).message
    assert refusal(text).span is not None


@pytest.mark.parametrize(
    "text", ["a: b # c\n", "a: '#1'\n", "a: b#c\n", "# a\nb: c\n", "a:  # b\n  c: d\n"]
)
def test_a_comment_is_no_mistake(text: str) -> None:
    parse(text, "f")


def test_a_number_with_a_comma_in_a_list_is_refused_where_it_cannot_be_meant() -> None:
    assert refusal("- [Park, 12,5]\n").span == Span(1, 10, 4)
    assert "twee waarden" in refusal("- [Park, -12,50, 3]\n").message
    for text in ("- [1,2]\n", "- [Park, 12, 5]\n", '- [Park, "12,5"]\n', "- [a,b, 2]\n"):
        parse(text, "f")


def test_a_slip_is_sought_in_the_line_that_stops_the_parser_and_the_name_above_it() -> None:
    assert refusal("a: 1\n-b: 2\n\nc: 3\n- d\n").span == Span(5, 1)
    text = "a:\n  -b: 1\n\n  - c: 2\n"
    assert (refusal(text).span, refusal(text).message) == (
        Span(2, 3),
        "na dit streepje mist een spatie",
    )
    block = "a: |\n  {{ b }} is tekst\nc: d: e\n"
    assert "dubbele punt" in refusal(block).message


def test_characters_that_look_like_space_are_refused() -> None:
    assert refusal("a: b\x85c: d\n").span == Span(1, 5)
    assert refusal("a:\n \u00a0b: c\n").span == Span(2, 2)
    parse("a: b\u00a0c\n", "f")


def test_places_count_characters_and_not_bytes() -> None:
    source = parse("één: {twée: drié}\n", "f")
    assert source.key_span(("één", "twée")) == Span(1, 7, 4)
    assert source.span(("één", "twée")) == Span(1, 13, 4)


def test_place_of_something_absent_is_that_of_its_parent() -> None:
    source = parse("a:\n  - b: 1\n", "f")
    assert source.span(("a", 0, "x")) == Span(2, 5, 1)
    assert source.span(("a", 9)) == Span(2, 3, 1)


@given(
    words=st.lists(st.text("aé'\"\\:#-", min_size=1, max_size=6), min_size=1, max_size=12),
    style=st.sampled_from(["|", ">", "'", '"', ""]),
)
def test_a_place_in_a_value_is_found_in_the_source(words: list[str], style: str) -> None:
    words = (
        [*words, "ZOEK", "na"] if style else [f"w{len(word)}" for word in words] + ["ZOEK", "na"]
    )
    lines = {
        "|": lambda: "|\n  " + "\n  ".join(words),
        ">": lambda: ">-\n  " + "\n  ".join(words),
        "'": lambda: "'" + "\n  ".join(word.replace("'", "''") for word in words) + "'",
        '"': lambda: '"' + "\n  ".join(
            word.replace("\\", "\\\\").replace('"', '\\"').replace("é", "\\xe9") for word in words
        ) + '"',
        "": lambda: "\n  ".join(words),
    }[style]()  # fmt: skip
    source = parse(f"# kop\nveld: {lines}\n", "f")
    node = source.find(("veld",))
    assert isinstance(node, ScalarNode)
    span = span_within(source, node, node.value.index("ZOEK"), 4)
    line = source.lines[span.line - 1]
    assert line[span.column - 1 : span.column - 1 + span.length] == "ZOEK"


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "[" * 2_000 + "]" * 2_000,
        "- " * 50_000 + "x",
        "\n".join(f"{' ' * i}a:" for i in range(300)),
        "? " * 20_000,
    ],
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert refusal(text).code in ("RB003", "RB004")


def test_nesting_within_reason_is_not() -> None:
    parse("a: " + "[" * (MAX_DEPTH - 2) + "]" * (MAX_DEPTH - 2), "f")
    parse("a: [" + "[x], " * 3000 + "]", "f")


def test_aliases_cannot_blow_up() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(20)
    )
    assert "&-teken" in refusal(bomb).message


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "geen.yaml", "bestaat niet"),
        (tmp_path, "niet te lezen"),
    ):
        with pytest.raises(ContentError, match=message):
            read(path)


@pytest.mark.parametrize(
    ("data", "location", "message"),
    [
        (b"", "", "leeg"),
        (b"# alleen commentaar\n", "", "leeg"),
        (b"a: goed\nb: caf\xe9\n", ":2:7", "geen UTF-8"),
        ("één: goed\n".encode("utf-16"), ":1:1", "geen UTF-8"),
        (b"a: \x00\n", ":1:4", "besturingsteken"),
        (b"a: %PDF-1.7\n\x01\x02", "", "besturingsteken"),
        (b"%PDF-1.7\n\xe2\xe3", "", "dit is een PDF"),
        (b"PK\x03\x04\x14\x00", "", "een Word- of Excelbestand"),
        (b"{\\rtf1 Geachte raad}", "", "een Wordbestand"),
        (b"x" * (MAX_BYTES + 1), "", "te groot"),
    ],
)
def test_files_that_are_no_content(
    tmp_path: Path, data: bytes, location: str, message: str
) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(data)
    with pytest.raises(ContentError, match=message) as error:
        read(path)
    assert error.value.diagnostics[0].location.startswith(path.as_posix() + location)


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  c: 2\r\n")
    source = read(path)
    assert plain(source.root) == {"a": "1", "b": {"c": "2"}}
    assert source.span(("b", "c")) == Span(3, 6, 1)
    assert source.lines[:3] == ["a: 1", "b:", "  c: 2"]
    path.write_bytes(b"a: 1\rb: [\r")
    with pytest.raises(ContentError) as error:
        read(path)
    assert error.value.diagnostics[0].excerpt == "b: ["


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "willekeurig.yaml"
    path.write_bytes(data)
    try:
        read(path)
    except ContentError as error:
        assert error.diagnostics


@given(st.text(alphabet=" \n\t:-[]{}&*!|>'\"#%@`,?aé1", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        plain(parse(text, "f").root)
    except ContentError as error:
        assert all("geen geldige YAML" not in d.message or d.hint for d in error.diagnostics)


@pytest.mark.parametrize(
    ("number", "ways"), [("12,5", ['"12,5"']), ("1,250", ['"1,250"', "1250"]), ("0,125", None)]
)
def test_the_way_out_for_a_number_between_brackets(number: str, ways: list[str] | None) -> None:
    with pytest.raises(ContentError) as caught:
        parse(f"rijen: [[Park, {number}]]", "t.yaml")
    hint = caught.value.diagnostics[0].hint or ""
    ways = ways or [f'"{number}"']
    assert [way for way in ('"12,5"', '"1,250"', '"0,125"', "1250") if way in hint] == ways


def test_a_letter_and_its_accent_are_one_character_and_places_stay_those_of_the_file() -> None:
    text = unicodedata.normalize("NFD", "één: {twée: drié}\nx: 'een één ö {{ zee }}'\ny: é̈ z\n")
    source = parse(text, "f")
    value = source.find(("één", "twée"))
    assert isinstance(value, ScalarNode)
    assert value.value == "drié"
    assert source.lines[0] == unicodedata.normalize("NFD", "één: {twée: drié}")
    for path, word in ((("x",), "{{ zee }}"), (("x",), "één"), (("y",), "z")):
        node = source.find(path)
        assert isinstance(node, ScalarNode)
        span = span_within(source, node, node.value.index(word), len(word))
        written = unicodedata.normalize("NFD", word)
        assert source.lines[span.line - 1].startswith(written, span.column - 1), word


def test_null_is_nothing_and_a_word_between_quotation_marks() -> None:
    source = parse("a: null\nb: ~\nc: 'null'\nd: NULL\ne:\nf: nullen\ng: \"~\"\n", "f")
    assert source.root is not None
    assert plain(source.root) == {
        **{"a": None, "b": None, "c": "null", "d": None, "e": None, "f": "nullen", "g": "~"}
    }


FOLDED = "Wij doen:\n  - een\n  - twee\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"a: >\n  {FOLDED}", Span(3, 3, 5)),
        (f"a: >-\n  {FOLDED}", Span(3, 3, 5)),
        ("a: Wij doen\n  - een\n  - twee\n", Span(2, 3, 5)),
        ('a: "Wij doen:\n  1. een\n  2. twee"\n', Span(2, 3, 6)),
        ("a: >\n  - een\n  - twee\n", Span(3, 3, 6)),
        ("a: >\n  | a | b |\n  |---|---|\n", Span(3, 3, 9)),
        (f"a: |\n  {FOLDED}", None),
        ("a: >\n  - een\n\n  - twee\n", None),
        ("a: >\n  De jaren 2024\n  - 2026 zijn om.\nb:\n  - c\n  - d\n", None),
        ("a: een\n", None),
    ],
)
def test_lines_that_yaml_puts_behind_each_other(text: str, place: Span | None) -> None:
    source = parse(text, "f")
    node = source.find(("a",))
    assert isinstance(node, ScalarNode)
    assert folded_mark(source, node) == place
