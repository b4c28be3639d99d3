"""Lists, tables, notes and images that do not come out as they look in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markdown_it.token import Token

from raadsbrief.diagnostics import Problem
from raadsbrief.prose import lists, markdown
from raadsbrief.prose.checking.checked import Checked, problem

_LISTS = ("bullet_list_open", "ordered_list_open")
# Behind a plus any number, behind a dash an amount: `- 12 woningen` is an item.
_SIGNED = {
    "+": re.compile(r"[€$]?\s?\d"),
    "-": re.compile(r"€|\d[\d.,]*-?\s*(?:$|[%‰°€]|euro\b|procent|m(?:ln|ld)\b|milj|graden)"),
}
_COLUMNS = re.compile(r"\S(?:[ ]*\t\s*| {3,})\S")
_MARKS = re.compile(r"\*\S|(?<!\w)_\w|\]\(|`|\]\{|\[\^")


def _counting(checked: Checked) -> Iterator[Problem]:
    """A list of 1., 2. and 4. would be printed as 1, 2 and 3."""
    for item, number in lists.miscounted(checked.tokens):
        typed = f"{item.info}{item.markup}"
        message = f"'{typed}' wordt in de brief '{number}{item.markup}': de lijst telt door"
        hint = f"schrijf {number}{item.markup}, of zet een zin tussen twee lijsten"
        yield problem(checked.find(typed, item), typed, message, hint)


def _lone_items(checked: Checked) -> Iterator[Problem]:
    """A minus, a plus or a number at the head of a line begins a list, and then means that."""
    tokens = checked.tokens
    for i, token in enumerate(tokens):
        if token.type not in _LISTS or not token.map or _count(tokens[i:]) != 1:
            continue
        item = tokens[i + 1]
        words = tokens[i + 3].content if len(tokens) > i + 3 else ""
        mark = "label" not in item.meta and f"{item.info}{item.markup}"
        if not mark:
            continue
        start = checked.find(mark, token)
        if _interrupts(checked, i):
            message = f"'{mark}' begint hier een lijst, midden in de tekst"
            hint = f"zet '{mark}' op de regel ervoor, of een witregel boven de lijst"
            yield problem(start, mark, message, hint)
        elif item.markup in _SIGNED and _SIGNED[item.markup].match(words):
            message = f"'{mark}' begint hier een lijst: de lezer ziet geen '{mark}'"
            hint = f"schrijf `\\{mark}` voor een getal, of `* ` voor een lijst met één punt"
            yield problem(start, mark, message, hint)


def _count(tokens: Sequence[Token]) -> int:
    """Count the items of the list that these tokens begin with."""
    level, items = tokens[0].level, 0
    for token in tokens[1:]:
        if token.level == level and token.nesting < 0:
            break
        items += token.type == "list_item_open" and token.level == level + 1
    return items


def _interrupts(checked: Checked, i: int) -> bool:
    """Tell whether a list begins right under the line of a sentence that goes on."""
    tokens = checked.tokens
    if i < 2 or tokens[i - 1].type != "paragraph_close" or tokens[i - 1].hidden:
        return False
    before = tokens[i - 2]
    is_next = before.map is not None and tokens[i].map is not None
    ends = before.content.rstrip().endswith((":", ";", ".", "!", "?"))
    return is_next and before.map[1] == tokens[i].map[0] and not ends  # type: ignore[index]


def _more_than(checked: Checked) -> Iterator[Problem]:
    """`> 50 woningen` is a quotation to Markdown."""
    for i, token in enumerate(checked.tokens):
        if token.type == "blockquote_open":
            inline = next((one for one in checked.tokens[i:] if one.type == "inline"), None)
            words = inline.content if inline is not None else ""
            if re.match(r"=|[€$]?\s?\d", words) and "\n" not in words:
                message = "'>' begint hier een citaat: de lezer ziet geen '>'"
                hint = "schrijf 'meer dan', of `\\>`"
                yield problem(checked.find(">", token), ">", message, hint)


def _too_deep(checked: Checked) -> Iterator[Problem]:
    """Markdown does not read what is in more than nine lists or quotations, one in the other."""
    for token in checked.tokens:
        if _is_unread(token) and token.map:
            line = checked.text.split("\n")[token.map[0]].strip()
            message = "dit zit te diep: in meer dan negen andere lijsten of citaten"
            yield problem(checked.find(line, token), line, message, "zet het een niveau hoger")
            return


def _is_unread(token: Token) -> bool:
    """Tell whether Markdown passes over what is in an item or quotation."""
    is_container = token.type in ("list_item_open", "blockquote_open")
    return is_container and token.level + 1 >= markdown.parser().options["maxNesting"]


_EMPTY = {
    "list_item": "dit punt is leeg",
    "blockquote": "dit citaat is leeg",
    "heading": "deze tussenkop is leeg",
    "footnote": "deze noot is leeg",
    "tr": "deze rij is leeg",
}


def _empty(checked: Checked) -> Iterator[Problem]:
    """A mark with nothing behind it would be printed alone."""
    opened: list[tuple[Token, bool]] = []
    for token in checked.tokens:
        kind, _, end = token.type.rpartition("_")
        if kind in _EMPTY and end == "open":
            opened.append((token, False))
        elif kind in _EMPTY and end == "close" and opened:
            opening, has_words = opened.pop()
            if not has_words and not _is_unread(opening):
                yield from _told_empty(checked, opening, kind)
            elif opened:
                opened[-1] = (opened[-1][0], True)
        elif token.type == "inline" and token.content.strip() and opened:
            opened[-1] = (opened[-1][0], True)


def _told_empty(checked: Checked, opening: Token, kind: str) -> Iterator[Problem]:
    if kind == "footnote":
        mark = f"[^{opening.meta['label']}]"
        yield problem(checked.find(f"{mark}:"), mark, _EMPTY[kind], "schrijf de noot erachter")
        return
    if kind == "tr" and any(one.type == "th_open" for one in _row(checked, opening)):
        return  # told as columns without a head
    line = opening.map[0] if opening.map else 0
    mark = checked.source_lines[line].strip() or "-"
    hint = "schrijf er iets in, of haal het weg"
    yield problem(checked.find(mark, opening), mark, _EMPTY[kind], hint)


def _row(checked: Checked, opening: Token) -> list[Token]:
    begin = next(i for i, one in enumerate(checked.tokens) if one is opening)
    end = next(i for i in range(begin, len(checked.tokens)) if checked.tokens[i].type == "tr_close")
    return list(checked.tokens[begin:end])


def _pasted_tables(checked: Checked) -> Iterator[Problem]:
    """Columns between tabs, spaces or bars run together to one sentence."""
    tokens = checked.tokens
    for i, token in enumerate(tokens):
        if token.type != "inline" or tokens[i - 1].type != "paragraph_open":
            continue
        lines = token.content.split("\n")
        rows = [line for line in lines if _COLUMNS.search(line)]
        bars = [line for line in lines if re.search(r"\S[ \t]*(?<!\\)\|[ \t]*\S", line)]
        is_row = any(line.strip().count("\t") > 1 for line in rows)
        if len(rows) > 1 or is_row or len(bars) > 1:
            first = (rows or bars)[0].strip()
            if len(rows) < 2 and not is_row and all(b.strip()[0] == "|" for b in bars):
                continue  # told where the line of dashes is missed
            message = "dit lijkt een tabel, maar de kolommen komen achter elkaar"
            hint = "zet `|` om de cellen en `|---|---|` onder de koppen, of gebruik `tabel:`"
            yield problem(checked.find(first, token), first, message, hint)


def _notes_with_blocks(checked: Checked) -> Iterator[Problem]:
    """A note is words: a list or table in it would lose its marks."""
    inside = False
    for token in checked.tokens:
        inside = (inside or token.type == "footnote_open") and token.type != "footnote_close"
        is_block = token.type in (*_LISTS, "table_open", "blockquote_open", "heading_open")
        if inside and is_block and token.map:
            line = checked.source_lines[token.map[0]].strip()
            message = "een noot is gewone tekst, zonder lijst, tabel of kop"
            yield problem(checked.find(line, token), line, message, "schrijf het als zin")


def _definitions(checked: Checked) -> Iterator[Problem]:
    """`[Let op]: dit` says to Markdown where a link leads, and is in no letter."""
    references = checked.env.get("references", {})
    lost = [one for label, one in references.items() if label not in checked.used]
    for reference in [*lost, *checked.env.get("duplicate_refs", [])]:
        line = checked.source_lines[reference["map"][0]].strip()
        place = checked.text.find(line, checked.line_start(reference["map"][0]))
        message = "dit komt niet in de brief: Markdown leest het als adres bij een link"
        yield problem(place, line, message, f"schrijf `\\{line[:20]}`")
    seen: set[str] = set()
    for match in re.finditer(r"^[ >]*\[\^([^\]\s]+)\]:", checked.text, re.MULTILINE):
        if match[1] in seen and f":{match[1]}" in checked.footnotes:
            message = f"de noot '{match[1]}' staat er twee keer: een ervan komt niet in de brief"
            yield problem(match.start(), match[0], message, "geef haar een ander nummer")
        seen.add(match[1])


def _captions(checked: Checked) -> Iterator[Problem]:
    """The caption of an image is printed as it is, and only where the image stands alone."""
    for parent, children in checked.bare.lines():
        for token in children:
            title = str(token.attrs.get("title", "")) if token.type == "image" else ""
            mark = _MARKS.search(title)
            if title and len(children) > 1:
                message = "dit bijschrift komt niet in de brief: de afbeelding staat in een zin"
                hint = "zet de afbeelding in een alinea alleen"
                yield problem(checked.bare.find(title, parent), title, message, hint)
            elif mark:
                message = "een bijschrift is gewone tekst: opmaak komt zo in de brief"
                hint = "haal de opmaak weg, of zet de zin onder de afbeelding"
                place = checked.bare.find(title, parent) + mark.start()
                yield problem(place, mark[0], message, hint)


def _boxes(checked: Checked) -> Iterator[Problem]:
    """`- [ ] taak` has a box in other dialects."""
    for i, token in enumerate(checked.bare.tokens):
        words = (
            checked.bare.tokens[i + 2].content
            if token.type == "list_item_open" and (i + 2 < len(checked.bare.tokens))
            else ""
        )
        match = re.match(r"\[[ xX]\](?=\s)", words)
        if match:
            hint = "schrijf ☐ of ☑"
            message = f"'{match[0]}' wordt geen vakje: het komt zo in de brief"
            yield problem(checked.bare.find(match[0], token), match[0], message, hint)


RULES: tuple[Callable[[Checked], Iterable[Problem]], ...] = (
    _counting,
    _lone_items,
    _more_than,
    _too_deep,
    _empty,
    _pasted_tables,
    _notes_with_blocks,
    _definitions,
    _captions,
    _boxes,
)
