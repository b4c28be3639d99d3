"""`verify` on a PDF that is damaged inside, in every way: findings, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Change
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf

from raadsbrief.verify.reading import open_pdf
from raadsbrief.verify.rules import RULES, verify

anything = pytest.mark.parametrize(
    "value", [b"7", b"true", b"/Onzin", b"(x)", b"[1 null]", b"<</A 1>>"]
)


@anything
@pytest.mark.parametrize(
    "key",
    ["/Metadata", "/Lang", "/MarkInfo", "/ViewerPreferences", "/OutputIntents", "/Names",
     "/OpenAction", "/StructTreeRoot"],
)  # fmt: skip
def test_catalog_with_anything_in_it(changed: Change, key: str, value: bytes) -> None:
    verify(changed(lambda p: p.Root.__setitem__(key, Object.parse(value))))


@anything
@pytest.mark.parametrize(
    "key", ["/Resources", "/Contents", "/Annots", "/StructParents", "/Tabs", "/MediaBox"]
)
def test_page_with_anything_in_it(changed: Change, key: str, value: bytes) -> None:
    verify(changed(lambda p: p.pages[0].obj.__setitem__(key, Object.parse(value))))


@anything
@pytest.mark.parametrize("key", ["/K", "/ParentTree", "/RoleMap"])
def test_tree_with_anything_in_it(changed: Change, key: str, value: bytes) -> None:
    verify(changed(lambda p: p.Root.StructTreeRoot.__setitem__(key, Object.parse(value))))


def test_tree_in_a_circle(changed: Change) -> None:
    def circle(opened: Pdf) -> None:
        top = opened.Root.StructTreeRoot.K
        top = top[0] if isinstance(top, Array) else top
        top.K.append(top)

    verify(changed(circle))


def test_tree_that_is_very_deep(changed: Change) -> None:
    def deepen(opened: Pdf) -> None:
        element = opened.make_indirect(Dictionary(S=Name.Span))
        for _ in range(3000):
            element = opened.make_indirect(Dictionary(S=Name.Div, K=Array([element])))
        opened.Root.StructTreeRoot.K = Array([element])

    assert verify(changed(deepen))


def test_form_that_paints_itself(changed: Change) -> None:
    def loop(opened: Pdf) -> None:
        form = opened.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form)
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        page = opened.pages[0]
        page.Resources.XObject = Dictionary(X=form)
        page.contents_add(b"/X Do")

    verify(changed(loop))


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=3)), max_size=8))
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_bytes_changed_at_random(
    good: Path, tmp_path: Path, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(good.read_bytes())
    for place, new in changes:
        start = int(place * len(data))
        data[start : start + len(new)] = new
    path = tmp_path / "stuk.pdf"
    path.write_bytes(data)
    verify(path)


def test_rules_do_not_trip_over_a_good_pdf(good: Path) -> None:
    reading = open_pdf(good)  # outside `verify`, which would turn our own bug into a finding
    with reading.pdf:
        assert [found for rule in RULES for found in rule(reading)] == []
