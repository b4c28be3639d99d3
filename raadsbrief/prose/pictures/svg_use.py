"""What an SVG uses of itself or of other files, how large it is, and how much work it takes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from raadsbrief import budgets
from raadsbrief.prose.pictures.svg import Drawing, Fault, Node

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_SIZE = re.compile(rf"\s*({_NUMBER})(?:px|pt|pc|mm|cm|in|em|ex|rem)?\s*")
_BOX = re.compile(rf"\s*{_NUMBER}(?:[\s,]+{_NUMBER}){{3}}\s*")

_MOST_DRAWN = budgets.DRAWN.most
_MOST_SEARCHED = budgets.SEARCHED
_MOST_POINTS = budgets.POINTS.most
_CIRCLE = 1 << 40  # more than any count: this element uses itself

# Attributes and properties that can use another element.
_USING = frozenset(
    """
    fill stroke clip-path mask marker marker-start marker-mid marker-end
    """.split()  # noqa: SIM905
)
_URL = re.compile(r"url\(\s*[\"']?(.*?)[\"']?\s*\)")


def size(drawing: Drawing) -> Iterator[Fault]:
    """An image without a size of its own comes in a size that nobody chose, or not at all."""
    root = drawing.root
    own = root.properties
    box = own.get("viewBox")
    hint = "sla de SVG opnieuw op met een viewBox, breedte en hoogte"
    if box is not None:
        sides = (
            [float(one) for one in re.split(r"[\s,]+", box.strip())] if _BOX.fullmatch(box) else []
        )
        if len(sides) != 4 or not 0 < sides[2] < 1e9 or not 0 < sides[3] < 1e9:
            yield Fault(root.line, f'viewBox="{box[:40]}" is geen maat', hint)
            return
    for name in ("width", "height"):
        value = own.get(name, "100%")
        found = _SIZE.fullmatch(value)
        fits = found is not None and 0 < float(found[1]) < 1e9
        if not fits and (box is None or not re.fullmatch(r"\s*\d+(\.\d*)?%\s*|auto", value)):
            yield Fault(root.line, f"deze SVG zegt niet hoe groot zij is ({name})", hint)
            return

    if box is None and any("%" in value for value in _measures(drawing)):
        yield Fault(root.line, "zonder viewBox komen maten in procenten anders op papier", hint)


def _measures(drawing: Drawing) -> Iterator[str]:
    for node in drawing.nodes[1:]:
        yield from (node.properties.get(name, "") for name in ("x", "y", "width", "height", "r"))


def work(drawing: Drawing) -> Iterator[Fault]:
    """What takes more work than a page is worth: elements that use elements that use elements."""
    counts: dict[Node, int] = {}
    used = Counter[str]()
    for node in reversed(drawing.nodes):  # from below
        total = _weight(node) + sum(counts.get(kid, 1) for kid in node.kids)
        for name in _used(node):
            used[name] += 1
            total += _drawn(drawing, name, counts, {node})
        counts[node] = total
        if total > _MOST_DRAWN:
            message = budgets.DRAWN.message(total)
            if total > _CIRCLE:
                message = "deze SVG is te groot om te tekenen, of gebruikt zichzelf"
            yield Fault(node.line, message)
            return
    if len(used) * len(drawing.nodes) > _MOST_SEARCHED:
        most = _MOST_SEARCHED // len(drawing.nodes)
        budget = replace(budgets.DRAWN, most=most, wat="gebruikte delen")
        yield Fault(1, budget.message(len(used)))
    for node in drawing.nodes:
        runs = re.split(r"[A-DF-Za-df-z]", node.attributes.get("d", ""))
        longest = max(map(len, [*runs, node.attributes.get("points", "")]))
        if longest > _MOST_POINTS:
            yield Fault(node.line, budgets.POINTS.message(longest))


def _weight(node: Node) -> int:
    """Count an element, and its points as the elements that take as long to draw."""
    own = node.attributes
    return 1 + (len(own.get("d", "")) + len(own.get("points", ""))) // 100


def _drawn(drawing: Drawing, name: str, counts: dict[Node, int], around: set[Node]) -> int:
    """Count what is drawn for one use of an element; too many when it uses itself."""
    target = drawing.by_id.get(name)
    if target is None:
        return 0
    if target in counts:  # what stands below has been counted
        return counts[target]
    if target in around or len(around) > 50:
        return _CIRCLE + 1
    total = 0
    for node in target.walk():
        total += _weight(node)
        for other in _used(node):
            total += _drawn(drawing, other, counts, around | {target})
            if total > _MOST_DRAWN:
                return total
    counts[target] = total
    return total


def _used(node: Node) -> Iterator[str]:
    """Yield the names of the elements that one uses; a marker once for each of its points."""
    if node.name == "use":
        href = node.attributes.get("href", "")
        if href.startswith("#"):
            yield href[1:]
    own = node.properties
    for name in sorted(_USING & own.keys()):
        for target in _URL.findall(own[name]):
            times = 1
            if name.startswith("marker"):
                times = len(re.findall(r"[\d.]+", own.get("d", own.get("points", "")))) // 2 + 1
            for _ in range(times):
                yield target.removeprefix("#")


def references(drawing: Drawing) -> Iterator[Fault]:
    """Other files, and uses of elements that WeasyPrint draws otherwise."""
    for node in drawing.nodes:
        href = node.attributes.get("href", "").strip()
        if node.name == "use":
            yield from _use(drawing, node, href)
        elif node.name in ("image", "feImage") and not href.startswith("data:"):
            message = f"deze SVG haalt een afbeelding uit een ander bestand: '{href[:60]}'"
            hint = "sluit de afbeelding in bij het opslaan, of sla het geheel op als PNG"
            yield Fault(node.line, message, hint)
        if node.properties.get("clip-rule") == "evenodd" and node.inside("clipPath"):
            yield Fault(node.line, "een gat in een uitsnede (clip-rule) gaat verloren")
    for name, target, user, line in _urls(drawing):
        if not target.startswith("#"):
            yield Fault(line, f"deze SVG gebruikt een ander bestand: '{target[:60]}'")
        elif (used := drawing.by_id.get(target[1:])) is not None:
            otherwise = _drawn_otherwise(drawing, name, used, user)
            if otherwise:
                yield Fault(line, otherwise)


def _use(drawing: Drawing, node: Node, href: str) -> Iterator[Fault]:
    if not href.startswith("#"):
        yield Fault(node.line, f"deze SVG gebruikt een ander bestand: '{href[:60]}'")
        return
    target = drawing.by_id.get(href[1:])
    sized = "width" in node.attributes and "height" in node.attributes
    if target and target.name in ("symbol", "svg") and "viewBox" in target.attributes and not sized:
        message = "dit symbool (<use>) komt in een andere maat op papier"
        hint = "geef <use> een width en height, of sla de afbeelding op als PNG"
        yield Fault(node.line, message, hint)


def _urls(drawing: Drawing) -> Iterator[tuple[str, str, Node | None, int]]:
    """Yield each use of an element by a property: property, target, user if known, and line."""
    for node in drawing.nodes:
        for name in sorted(_USING & node.properties.keys()):
            for target in _URL.findall(node.properties[name]):
                yield name, target, node, node.line
        if node.name == "style":
            for found in re.finditer(
                r"([\w-]+)\s*:[^;{}]*?url\(\s*[\"']?(.*?)[\"']?\s*\)", node.text
            ):
                if found[1] in _USING:
                    line = node.line + node.text[: found.start()].count("\n")
                    yield found[1], found[2], None, line


def _drawn_otherwise(drawing: Drawing, name: str, used: Node, by: Node | None) -> str | None:
    """Say what goes wrong where one element uses another, None when nothing does."""
    own = used.attributes
    if used.name in ("linearGradient", "radialGradient"):
        return _gradient(drawing, name, used)
    own_units = own.get("patternUnits") == "userSpaceOnUse"
    if used.name == "pattern" and ("href" in own or not own_units):
        return "dit vulpatroon (<pattern>) komt anders op papier"
    if used.name == "clipPath" and own.get("clipPathUnits") == "objectBoundingBox":
        return "deze uitsnede (<clipPath>) komt ergens anders op papier"
    if used.name == "clipPath" and any(node.name == "text" for node in used.walk()):
        return "letters als uitsnede (<clipPath>) gaan niet"
    if used.name == "mask":
        return "wat achter een masker (<mask>) ligt, komt anders op papier"
    if used.name == "marker" and "auto" in own.get("orient", ""):
        backwards = own["orient"] == "auto-start-reverse" and name != "marker-end"
        if backwards or by is None or not _is_straight(by):
            return "de pijlpunten aan een lijn (<marker>) wijzen de verkeerde kant op"
    return None


def _is_straight(node: Node) -> bool:
    """Tell whether WeasyPrint knows the direction of a line."""
    curves = re.search("[CcSsQqTtAa]", node.attributes.get("d", ""))
    return node.name == "line" or (node.name == "path" and not curves)


def _gradient(drawing: Drawing, name: str, used: Node) -> str | None:
    if name == "stroke":
        return "een lijn met een kleurverloop verliest haar dikte"
    chain = [used]
    while (parent := drawing.by_id.get(_inherits(chain[-1]))) is not None and parent not in chain:
        chain.append(parent)
    units = next((one.attributes[_UNITS] for one in chain if _UNITS in one.attributes), None)
    if units != "userSpaceOnUse":
        return "een kleurverloop (gradientUnits) verdwijnt in sommige PDF-lezers"
    if any("gradientTransform" in one.attributes for one in chain):
        return "een gedraaid kleurverloop (gradientTransform) komt met gaten op papier"
    return None


_UNITS = "gradientUnits"


def _inherits(node: Node) -> str:
    """Return the name of the gradient that one takes its colours from."""
    return node.attributes.get("href", "").strip().removeprefix("#")


def stops(drawing: Drawing) -> Iterator[Fault]:
    """Colours that one gradient takes from another are gone the second time it is used."""
    times = Counter(target for _, target, _, _ in _urls(drawing))
    repeated = {drawing.by_id.get(_inherits(one)) for one in drawing.nodes if one.name == "use"}
    for name, target, node, line in _urls(drawing):
        used = drawing.by_id.get(target[1:])
        if used is None or used.kids or not _inherits(used) or name == "stroke":
            continue
        above: Node | None = node
        while above is not None and above not in repeated:
            above = above.parent
        if times[target] > 1 or node is None or above is not None:
            yield Fault(line, "een kleurverloop dat vaker voorkomt, valt de tweede keer weg")
            return
