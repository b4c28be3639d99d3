"""The way of the data: a module imports only from layers below its own."""

from __future__ import annotations

import ast
from pathlib import Path

from conftest import ROOT

PACKAGE = ROOT / "raadsbrief"
LAYERS = (
    {"__main__"},
    {"cli"},
    {"usage", "building", "checking", "handleiding"},
    {"prepare"},
    {"uitvoer"},
    {"pipeline", "herstel"},
    {"renderers"},
    {"publish", "pdf", "verify", "uitleg"},
    {"jobs"},
    {"html", "checks", "schema", "reeks", "aanvaarding", "taal"},
    {"grafiek"},
    {"tabel"},
    {"prose", "blok_checks", "form_checks", "college_checks", "feit_checks", "tekst_checks"},
    {"blokken"},
    {"expressions", "markdown_check"},
    {"form"},
    {"facts", "markdown", "images", "template_errors", "font"},
    {"lists"},
    {"content", "attachments"},
    {"woordenlijst"},
    {"decode", "dutch", "labels"},
    {"mistakes"},
    {"source"},
    {"nodes", "model"},
    {"recall"},
    {"inputs", "plan"},
    {"manifest"},
    {"digests"},
    {"resources", "stack", "outcome"},
    {"diagnostics", "yaml_errors"},
    {"__init__"},
)


def layer(module: str) -> int:
    (found,) = [i for i, modules in enumerate(LAYERS) if module in modules]
    return found


def imports(path: Path) -> set[str]:
    """The modules of the package that a file imports, by the first name below the package."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "raadsbrief":
            parts = (node.module or "").split(".")
            names = [alias.name for alias in node.names]
            found |= (
                {parts[1]} if len(parts) > 1 else {n if is_module(n) else "__init__" for n in names}
            )
    return found


def is_module(name: str) -> bool:
    return (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir()


def modules() -> dict[str, list[Path]]:
    """The files of each module; a package within the package counts as one."""
    found = {path.stem: [path] for path in PACKAGE.glob("*.py")}
    packages = (path.parent for path in PACKAGE.glob("*/__init__.py"))
    return found | {package.name: list(package.glob("*.py")) for package in packages}


def test_every_module_has_a_layer() -> None:
    assert set(modules()) == set().union(*LAYERS)


def test_imports_point_downwards() -> None:
    checked = 0
    for module, paths in modules().items():
        for imported in set().union(*map(imports, paths)) - {module}:
            assert layer(imported) > layer(module), f"{module} imports {imported}"
            checked += 1
    assert checked > 30


def test_modules_fit_in_a_head() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert len(path.read_text().splitlines()) <= 350, path
