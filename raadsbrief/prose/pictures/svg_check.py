"""An SVG looked at before it is used: what WeasyPrint would leave out or draw wrongly is told.

WeasyPrint says nothing of what it does not know: it draws the rest. The rules here follow what
its `svg` folder does, and were held beside another renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from raadsbrief.prose.pictures import svg_style, svg_use
from raadsbrief.prose.pictures.svg import AS_PATHS, AS_PNG, Drawing, Fault, Node

# Elements whose kind is not known to WeasyPrint; what is in them is lost, or drawn as it stands.
_LOST = {
    "foreignObject": ("tekst in <foreignObject> komt niet op papier", AS_PATHS),
    "flowRoot": ("tekst in <flowRoot> komt niet op papier", AS_PATHS),
    "textPath": ("tekst langs een lijn (<textPath>) komt niet op haar plaats", AS_PATHS),
    "tref": ("tekst via <tref> komt niet op papier", AS_PATHS),
    "altGlyph": ("tekens via <altGlyph> komen niet op papier", AS_PATHS),
    "link": ("een stijlblad in een ander bestand (<link>) wordt niet gelezen", AS_PNG),
    **dict.fromkeys(
        ("script", "handler"),
        ("een script werkt niet op papier: wat het tekent, ontbreekt", AS_PNG),
    ),
    **dict.fromkeys(
        ("animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"),
        ("wat beweegt of verandert, kan niet op papier", AS_PNG),
    ),
}
_KNOWN = frozenset(
    """
    a circle clipPath color-profile defs desc ellipse filter font font-face font-face-src
    font-face-name font-face-uri font-face-format foreignObject g glyph hkern vkern image line
    linearGradient marker mask metadata missing-glyph path pattern polygon polyline
    radialGradient rect stop style svg switch symbol text title tspan use view cursor
    """.split()  # noqa: SIM905
)


def faults(drawing: Drawing) -> list[Fault]:
    """Find all that would not come on paper as it was drawn, in the order of the file."""
    found = [fault for rule in RULES for fault in rule(drawing)]
    return sorted(found, key=lambda fault: fault.line)


def elements(drawing: Drawing) -> Iterator[Fault]:
    """Elements that are not drawn, and those that nobody knows."""
    for node in drawing.nodes:
        if node.name in _LOST:
            if node.name != "foreignObject" or not _only_for_its_maker(node):
                yield Fault(node.line, *_LOST[node.name])
        elif node.name not in _KNOWN and not node.name.startswith("fe"):
            yield Fault(node.line, f"<{node.name}> komt niet op papier")


def _only_for_its_maker(node: Node) -> bool:
    """Tell whether an element asks for what only one program has, as Illustrator's own data."""
    return bool(node.attributes.get("requiredExtensions"))


def switches(drawing: Drawing) -> Iterator[Fault]:
    """Of a `<switch>` one is to be drawn; WeasyPrint draws all."""
    for node in drawing.nodes:
        if node.name == "switch":
            shown = [kid for kid in node.kids if not _only_for_its_maker(kid)]
            if len(shown) > 1 and not any(kid.name == "foreignObject" for kid in shown):
                yield Fault(node.line, "van een keuze (<switch>) komt alles over elkaar op papier")


RULES: tuple[Callable[[Drawing], Iterable[Fault]], ...] = (
    svg_use.size,
    svg_use.work,
    elements,
    switches,
    svg_style.numbers,
    svg_style.properties,
    svg_style.sheets,
    svg_style.words,
    svg_use.references,
    svg_use.stops,
)
