"""What a template can reach: views, text, numbers and lists, and nothing that runs code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from conftest import ROOT, STAD, TESTS, Run
from jinja2.exceptions import SecurityError

from raadsbrief.content.dossier import Content
from raadsbrief.page import html, reference
from raadsbrief.page.sandbox import METHODS, Sandbox
from raadsbrief.page.views import View, names_of, view
from raadsbrief.resources import FOLDER

LETTERS = [(STAD, "2026-014"), *((TESTS / "data" / "vormen", path.stem)
           for path in sorted((TESTS / "data" / "vormen" / "brieven").glob("*.yaml")))]  # fmt: skip
CALLED = {(kind, name) for kind in (str, dict, list, tuple) for name in METHODS[kind]}


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    environment = html._environment((Path(FOLDER),), ROOT, False)
    assert isinstance(environment, Sandbox)
    return environment


def context(folder: Path, name: str) -> dict[str, Any]:
    return html._context(Content(folder).dossier(name))


def names(value: Any) -> list[str]:
    own = names_of(type(value._of)) if isinstance(value, View) else ()
    return [*own, *dir(value), "__class__", "__globals__", "_of", "_seen", "model_construct"]


def reached(sandbox: Sandbox, start: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Walk over all that a template reaches by attributes and items, to any depth."""
    waiting = [*start.items(), *sandbox.globals.items()]
    seen: set[object] = set()
    kept = []
    while waiting:
        path, value = waiting.pop()
        owner = getattr(value, "__self__", None)
        if isinstance(value, str | int | float):  # all of a kind are alike
            key: object = type(value)
        elif type(owner) in METHODS:
            key = (type(owner), value.__name__)
        else:
            key = id(value)
        if key in seen:
            continue
        seen.add(key)
        kept.append(value)  # so that no other value gets its number
        yield path, value
        if isinstance(value, dict):
            waiting += [(f"{path}[{key!r}]", item) for key, item in value.items()]
        elif isinstance(value, tuple | list | frozenset):
            waiting += [(f"{path}[]", item) for item in value]
        for name in dict.fromkeys(names(value)):
            try:
                found = sandbox.getattr(value, name)
            except SecurityError:
                continue
            if not isinstance(found, jinja2.Undefined):
                waiting.append((f"{path}.{name}", found))


@pytest.mark.parametrize(("folder", "name"), LETTERS, ids=lambda one: str(one).split("/")[-1])
def test_all_that_can_be_reached(sandbox: Sandbox, folder: Path, name: str) -> None:
    found = 0
    for path, value in reached(sandbox, context(folder, name)):
        found += 1
        if not callable(value) or path in sandbox.globals:
            continue
        owner = getattr(value, "__self__", None)
        is_known = any(isinstance(owner, kind) and path.endswith(f".{name}")
                       for kind, name in CALLED)  # fmt: skip
        assert is_known or not sandbox.is_safe_callable(value), path
    assert found > 100


def test_no_model_is_reached(sandbox: Sandbox) -> None:
    plain = (str, int, float, dict, tuple, frozenset, type(None))
    for path, value in reached(sandbox, context(STAD, "2026-014")):
        module = type(value).__module__
        is_ours = module.startswith(("raadsbrief.", "pydantic"))
        assert not is_ours or isinstance(value, (View, *plain)) or path == "_letter", path


@pytest.mark.parametrize(
    "escape",
    [
        "brief.parse_raw('x', proto='pickle', allow_pickle=True)",
        "gemeente.college[0].parse_file('/any.json')",
        "gemeente.college[0].model_copy()",
        "brief.model_dump()",
        "brief.model_fields",
        "brief['parse_raw']",
        "brief|attr('parse_raw')",
        "[brief]|map(attribute='parse_raw')|list|first|string",
        "[brief]|map('attr', '__class__')|first",
        "brief._of",
        "brief.__init__",
        "brief.__getattr__('_of')",
        "brief.onderwerp.read('x')",
        "brief.onderwerp.json_type",
        "brief.datum.read('2026')",
        "'{0.__class__}'.format(brief)",
        "'{x.__class__}'.format_map({'x': brief})",
        "'%s' | format(brief.__class__)",
        "lipsum.__globals__",
        "cycler.__init__.__globals__",
        "joiner.__init__.__globals__['os']",
        "self.__init__",
        "self._TemplateReference__context",
        "range.__globals__",
        "namespace.__init__",
        "dict.__base__.__subclasses__()",
        "dict.fromkeys('ab')",
        "''.__class__.mro()",
        "()|attr('__class__')",
        "_letter.facts",
        "_letter.page.image('/etc/passwd')",
        "''.join.__self__",
        "'x'.encode('rot13')",
        "'x'.translate({120: brief})",
        "brief.datum.eerste_dag.strftime('%1000000000d')",
        "loop.__init__",
        "titel.center(10 ** 9)",
        "'x' | center(10 ** 9)",
        "'%2000000000d' % 1",
        "'%*d' % (2000000000, 1)",
        "'%2000000000d' | format(1)",
        "1 | round(2000000000, 'floor')",
        "[1] | slice(10 ** 9) | list",
        "[1] | batch(10 ** 9, 0) | list",
        "'a\\nb' | indent(10 ** 9)",
        "9 ** 9 ** 9",
    ],
)
def test_no_escape(stad: Path, run: Run, escape: str) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "ondertekening.html").write_text("{{ " + escape + " }}")
    result = run("build", "--html")
    assert result.code == 3
    assert "templates/ondertekening.html:1:" in result.err
    assert not (stad / "build").exists()


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ gemeente.naam.upper() }}", "VOORBEELDSTAD"),
        ("{% for naam, sectie in gemeente.secties.items() %}{{ naam }} {% endfor %}", "kern "),
        ("{{ gemeente['naam'] }} {{ brief.datum.jaar }}", "Voorbeeldstad 2026"),
        ("{{ brief.datum.eerste_dag.year }}", "2026"),
        ("{{ brief.datum | datum }}", "20 mei 2026"),
        ("{% set n = namespace(x=1) %}{% set n.x = n.x + 1 %}{{ n.x }}", "2"),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}", "ab"),
        ("{% for x in [1, 2] %}{{ loop.cycle('a', 'b') }}{{ loop.index }}{% endfor %}", "a1b2"),
        (
            "{% macro m(x) %}<{{ x }}>{{ caller() }}{% endmacro %}{% call m(1) %}y{% endcall %}",
            "<1>y",
        ),
        ("{{ '%05.1f' % 2.25 }} {{ 'x' | center(3) }}|", "002.2  x |"),
        ("{{ gemeente.college | map(attribute='naam') | join(', ') }}", "B. Burger"),
        (
            "{{ gemeente.college[0].naam_met_titel }} {{ programma.financiering.keys() | list }}",
            "Burger",
        ),
        (
            "{{ gemeente.college | selectattr('functie', 'eq', 'burgemeester') | list | length }}",
            "1",
        ),
        ("{{ 1250000 | euro }}", "€"),
    ],
)
def test_what_templates_do(stad: Path, run: Run, template: str, shown: str) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "ondertekening.html").write_text(f"<p>{template}</p>")
    result = run("build", "--html")
    assert (result.code, result.err) == (0, "")
    text = (stad / "build" / "2026-014.html").read_text().replace("\N{NO-BREAK SPACE}", " ")
    assert shown in text


def test_the_page_says_what_there_is() -> None:
    text = (ROOT / "docs" / "sjablonen.md").read_text()
    assert text == reference.page(), "voer `make docs` uit"
    dossier = Content(STAD).dossier("2026-014")
    assert set(reference.NAMES) == set(html.names(dossier))


def test_a_view_is_frozen() -> None:
    shown = view(Content(STAD).dossier("2026-014").brief.model)
    for change in (lambda: setattr(shown, "datum", 1), lambda: delattr(shown, "datum")):
        with pytest.raises(AttributeError):
            change()
    assert shown == view(Content(STAD).dossier("2026-014").brief.model)
    assert shown.datum is shown.datum


@pytest.mark.parametrize(
    ("template", "answer"),
    [
        (r"{{ '\ud800' }}", "een teken dat niet bestaat (U+D800)"),
        ("<p lang='{{ '\\udfff' }}'>x</p>", "een teken dat niet bestaat (U+DFFF)"),
        ("{{ _letter }}", "'_letter' kan niet in een sjabloon"),
        ("{{ _letter | string }}", "'_letter' kan niet in een sjabloon"),
        ("{% for i in range(3000) %}<div>{% endfor %}x", "zij zitten te diep in elkaar"),
        ("<style>p { transform: scale(0) rotate(1e999deg) }</style>", "niet te maken (ValueError"),
    ],
)
def test_what_no_page_can_have_is_said_of_the_templates(
    stad: Path, run: Run, template: str, answer: str
) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "briefhoofd.html").write_text(template)
    result = run("build")
    assert result.code == 3
    assert result.err.startswith("templates")
    assert answer in result.err


def test_a_view_that_is_printed_is_the_same_every_time(stad: Path, run: Run) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "briefhoofd.html").write_text("<p>{{ kenmerken }}{{ secties }}</p>")
    assert run("build", "--html").code == 0
    assert " at 0x" not in (stad / "build" / "2026-014.html").read_text()
