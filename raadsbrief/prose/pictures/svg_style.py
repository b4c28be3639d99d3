"""What an SVG says of how it looks: numbers, properties, style sheets and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from raadsbrief.font import missing_characters, name_of
from raadsbrief.prose.pictures.svg import AS_PATHS, AS_PNG, TEXT, Drawing, Fault, Node, declarations

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_LENGTH = rf"{_NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|rem|%)?"
_ONE = re.compile(rf"\s*{_LENGTH}\s*")
_MANY = re.compile(rf"\s*(?:{_LENGTH}(?:\s*,\s*|\s+|(?=[+-])|$))*\s*")
_PLAIN = re.compile(rf"\s*{_NUMBER}%?\s*")
_PLAINS = re.compile(rf"\s*(?:{_NUMBER}(?:\s*,\s*|\s+|$))*")
_PATH = re.compile(r"\s*(?:[Mm][MmZzLlHhVvCcSsQqTtAa\d\s,.+\-eE]*)?|\s*none\s*")
_COMMAND = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*)")
# How many numbers each command of a path takes; the flags of an arc can stand against each other.
_TAKES = {"m": 2, "z": 0, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2}
_ANY_NUMBER = re.compile(_NUMBER)
_POINTS = re.compile(r"[\d\s,.+\-eE]*")
_TRANSFORM = re.compile(
    r"(?:[\s,]*(?:matrix|rotate|scale|skew|translate)[XY]?\s*\([^()]*\))*[\s,]*|none",
    re.IGNORECASE,
)
_ORIGIN = re.compile(rf"\s*{_NUMBER}(?:px)?[\s,]+{_NUMBER}(?:px)?\s*")
_HUGE = re.compile(r"\d{10}|[eE]\+?0*[1-9]\d")  # beyond what a page or a map can have

_GEOMETRY = frozenset(
    """
    x y width height cx cy r rx ry x1 y1 x2 y2 fx fy fr dx dy offset refX refY markerWidth
    markerHeight textLength startOffset
    """.split()  # noqa: SIM905
)


def numbers(drawing: Drawing) -> Iterator[Fault]:
    """Numbers that are none: WeasyPrint takes them for nothing, or stops half way."""
    for node in drawing.nodes:
        for name, value in node.attributes.items():
            pattern = _pattern(node, name)
            if pattern is not None and not _fits(pattern, value):
                shown = value.strip()[:30]
                message = f"'{shown}' kan niet bij {name} van <{node.name}>"
                yield Fault(
                    node.line, message, "verbeter het getal, of sla de afbeelding op als PNG"
                )


def is_path(value: str) -> bool:
    """Tell whether the `d` of a path can be drawn to its end."""
    return _fits(_PATH, value)


def _fits(pattern: re.Pattern[str], value: str) -> bool:
    """Tell whether a value can be read, and drawn to its end: `z 1` would be drawn for ever."""
    if not pattern.fullmatch(value) or _HUGE.search(value):
        return False
    return pattern is not _PATH or all(map(_is_whole, _COMMAND.finditer(value)))


def _is_whole(command: re.Match[str]) -> bool:
    """Tell whether a command of a path has its numbers, once or more often."""
    takes = _TAKES.get(command[1].lower())
    if takes is None:
        return bool(command[2].strip())
    count = len(_ANY_NUMBER.findall(command[2]))
    return count % takes == 0 and count > 0 if takes else count == 0


def _pattern(node: Node, name: str) -> re.Pattern[str] | None:
    if node.name.startswith("fe"):  # part of a filter, which is refused where it is used
        return None
    if name in ("rx", "ry") and node.attributes[name].strip() == "auto":
        return None
    if name in _GEOMETRY:
        return _MANY if node.name in TEXT else _ONE
    return {
        "d": _PATH,
        "points": _POINTS,
        "rotate": _PLAINS if node.name in TEXT else None,
        "gradientTransform": _TRANSFORM,
        "patternTransform": _TRANSFORM,
    }.get(name)


def _refuse(*fine: str) -> Callable[[str], bool]:
    return lambda value: value in fine


_COMMON = ("inherit", "initial", "unset")
_COLOURS = frozenset(("fill", "stroke", "stop-color", "color"))
_is_length = _ONE.fullmatch
_is_plain = _PLAIN.fullmatch
# A property: which of its values WeasyPrint draws, and what is wrong with others.
_PROPERTIES: dict[str, tuple[Callable[[str], object], str, str]] = {
    **dict.fromkeys(
        ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"),
        (_is_plain, "deze doorzichtigheid is geen getal", AS_PNG),
    ),
    "stroke-width": (_is_length, "deze lijndikte is geen getal", AS_PNG),
    "stroke-miterlimit": (_is_plain, "deze hoek is geen getal", AS_PNG),
    "stroke-dashoffset": (_is_length, "deze streepjes zijn geen getallen", AS_PNG),
    "stroke-dasharray": (
        lambda v: v == "none" or _MANY.fullmatch(v), "deze streepjes zijn geen getallen", AS_PNG
    ),
    "filter": (_refuse("none"), "een filter (schaduw, waas, kleur) komt niet op papier", AS_PNG),
    "mix-blend-mode": (_refuse("normal"), "kleuren worden niet gemengd", AS_PNG),
    "vector-effect": (_refuse("none"), "deze lijnen krijgen een andere dikte", AS_PNG),
    "clip-path": (lambda v: v == "none" or v.startswith("url("),
                  "dit wordt niet uitgesneden", AS_PNG),
    "animation": (_refuse("none"), "wat beweegt of verandert, kan niet op papier", AS_PNG),
    "transform": (_TRANSFORM.fullmatch, "deze verplaatsing is niet te lezen", AS_PNG),
    "transform-origin": (_ORIGIN.fullmatch, "deze draaiing komt op een andere plaats", AS_PNG),
    **dict.fromkeys(
        ("rotate", "scale", "translate", "offset-path"),
        (_refuse("none"), "deze verplaatsing wordt niet gevolgd", AS_PNG),
    ),
    **dict.fromkeys(
        ("background", "background-color"),
        (lambda v: _is_paper(v), "de achtergrond komt niet op papier",
         "teken de achtergrond als vlak, of sla de afbeelding op als PNG"),
    ),
}  # fmt: skip
# The same of words; other elements carry these too, and mean nothing by them.
_OF_WORDS: dict[str, tuple[Callable[[str], object], str, str]] = {
    "font-size": (_is_length, "deze lettergrootte is geen getal: de tekst valt weg",
                  "schrijf bijvoorbeeld font-size: 12px"),
    "font": (lambda v: _is_short_font(v), "door deze verkorte `font` valt de tekst weg",
             "schrijf font-size, font-weight en font-family apart, of zet tekst om naar paden"),
    "letter-spacing": (lambda v: v == "normal" or _is_length(v),
                       "deze ruimte is geen getal", AS_PATHS),
    **dict.fromkeys(
        ("text-decoration", "text-decoration-line"),
        (_refuse("none"), "onderstrepen en doorhalen komt niet op papier", AS_PATHS),
    ),
    "baseline-shift": (_refuse("baseline", "0", "0px", "0%"), "tekst hoog of laag komt op de regel",
                       AS_PATHS),
    "writing-mode": (_refuse("lr", "lr-tb", "horizontal-tb", "rl", "rl-tb"),
                     "tekst van boven naar beneden komt van links naar rechts", AS_PATHS),
}  # fmt: skip


def properties(drawing: Drawing) -> Iterator[Fault]:
    """Properties that WeasyPrint does not know, or not with this value."""
    with_words = _with_words(drawing)
    for node in drawing.nodes:
        own = node.properties
        if node.name in TEXT:  # here it is no property: it turns each letter
            own = {name: value for name, value in own.items() if name != "rotate"}
        yield from _wrong(own, node in with_words, node.line)


def _with_words(drawing: Drawing) -> set[Node]:
    """Return the nodes that words are in, at any depth."""
    found: set[Node] = set()
    for node in drawing.nodes:
        if node.name in TEXT and node.text.strip():
            above: Node | None = node
            while above is not None and above not in found:
                found.add(above)
                above = above.parent
    return found


def _wrong(own: dict[str, str], of_words: bool, line: int) -> Iterator[Fault]:
    """Find the properties with a value that is not drawn."""
    for name, value in own.items():
        lower = value.strip().lower()
        if lower in _COMMON and name not in _COLOURS:
            continue
        if name in _COLOURS:
            if not _is_colour(value.strip()):
                message = f"'{value.strip()[:40]}' is geen gewone kleur (RGB)"
                yield Fault(
                    line, message, "kies een kleur als #38617a, of sla de afbeelding op als PNG"
                )
            continue
        known = _PROPERTIES.get(name) or (_OF_WORDS.get(name) if of_words else None)
        if known and not known[0](lower):
            yield Fault(line, f"{name}: {lower[:40]}: {known[1]}", known[2])
        elif name == "paint-order" and _hides_fill(lower) and own.get("stroke", "") != "none":
            message = "de rand komt over de letters of het vlak heen, niet erachter (paint-order)"
            yield Fault(line, message, AS_PNG)


def _is_colour(value: str) -> bool:
    """Tell whether WeasyPrint draws a colour, and as a colour that PDF/A allows."""
    if match := re.fullmatch(r"url\([^()]*\)\s*(.*)", value):
        value = match[1] or "none"
    if value in ("none", "currentColor", "inherit", "context-fill", "context-stroke", ""):
        return True
    from tinycss2.color5 import parse_color

    colour = parse_color(value)
    if colour is None or isinstance(colour, str):
        return False
    return colour.space in ("srgb", "hsl", "hwb") and None not in list(colour)


def _is_paper(value: str) -> bool:
    """Tell whether a background looks as no background does."""
    from tinycss2.color5 import parse_color

    colour = parse_color(value)
    if colour is None or isinstance(colour, str):
        return value == "none"
    *channels, alpha = colour.to("srgb")
    return alpha == 0 or all(channel > 0.97 for channel in channels)


def _is_short_font(value: str) -> bool:
    """Tell whether WeasyPrint understands `font`: a size, then a family, and nothing else."""
    size, _, family = value.partition(" ")
    return bool(_is_length(size) and family.strip())


def _hides_fill(order: str) -> bool:
    words = order.split()
    return "stroke" in words and (
        "fill" not in words or words.index("stroke") < words.index("fill")
    )


# Rules in a style sheet that change nothing on paper.
_HARMLESS = frozenset(("charset", "namespace", "keyframes", "-webkit-keyframes", "page"))


def sheets(drawing: Drawing) -> Iterator[Fault]:
    """Style sheets: of some rules WeasyPrint reads nothing, of others nothing that follows."""
    has_text = drawing.has_text
    for node in drawing.nodes:
        if node.name == "style" and node.attributes.get("type", "text/css") == "text/css":
            yield from _sheet(node, has_text)


def _sheet(node: Node, has_text: bool) -> Iterator[Fault]:
    import cssselect2
    import tinycss2

    for rule in tinycss2.parse_stylesheet(node.text, skip_comments=True, skip_whitespace=True):
        line = node.line + rule.source_line - 1
        if rule.type == "qualified-rule":
            content = tinycss2.parse_blocks_contents(rule.content)
            yield from _wrong(declarations(content), has_text, line)
            try:
                cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                selector = tinycss2.serialize(rule.prelude).strip()[:40]
                yield Fault(line, f"de selector '{selector}' werkt hier niet")
            if any(one.type == "qualified-rule" for one in content):
                yield Fault(line, "een stijl in een stijl wordt niet gelezen")
        elif rule.type == "at-rule":
            preference = "prefers-" in tinycss2.serialize(rule.prelude)  # of a screen
            if rule.lower_at_keyword not in _HARMLESS and not preference:
                yield Fault(line, *_at_rule(rule.lower_at_keyword))
        elif rule.type == "error":
            yield Fault(line, "dit stijlblad is niet te lezen")


def _at_rule(name: str) -> tuple[str, str]:
    if name == "font-face":
        return "een lettertype in de afbeelding (@font-face) wordt niet gebruikt", AS_PATHS
    return f"@{name} in een stijlblad wordt niet gelezen", AS_PNG


_MOST_WORDS = 20_000  # characters: WeasyPrint sets each on its own


def words(drawing: Drawing) -> Iterator[Fault]:
    """Words that lose a character or a space."""
    budget = _MOST_WORDS
    for node in drawing.nodes:
        if node.name not in TEXT:
            continue
        budget -= len(node.text)
        if budget < 0:
            yield Fault(node.line, "er staat te veel tekst in deze afbeelding", AS_PATHS)
            return
        for character in missing_characters(node.text):
            message = f"het lettertype heeft geen teken {name_of(character)}"
            yield Fault(node.line, message, AS_PATHS)
        if re.search(r"\S[\n\r]+\S", node.text) and not _keeps_spaces(node):
            message = (
                "twee woorden komen aan elkaar: er staat geen spatie aan het eind van de regel"
            )
            yield Fault(
                node.line, message, "zet de tekst op één regel, of een spatie voor de nieuwe"
            )


def _keeps_spaces(node: Node | None) -> bool:
    while node is not None:
        if "space" in node.attributes:
            return node.attributes["space"] == "preserve"
        node = node.parent
    return False
