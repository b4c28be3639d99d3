"""What Markdown allows and a letter does not, and what a reader could not hear or follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from markdown_it.token import Token

from raadsbrief.content.attachments import AttachmentError
from raadsbrief.diagnostics import Problem
from raadsbrief.prose import labels
from raadsbrief.prose.address import is_address
from raadsbrief.prose.checking import as_typed, losses, shapes
from raadsbrief.prose.checking.checked import Checked, first, parsed, problem
from raadsbrief.prose.pictures import images

# Link texts that say nothing when a screen reader lists the links (WCAG 2.1, 2.4.4).
_EMPTY_WORDS = frozenset(
    [
        "hier",
        "klik hier",
        "klik",
        "lees meer",
        "lees verder",
        "meer",
        "meer informatie",
        "meer lezen",
        "link",
        "deze link",
        "via deze link",
        "website",
        "deze website",
        "download",
        "document",
        "bekijk",
        "bekijk hier",
    ]
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # BCP 47, the plain part


_BULLETS = "•▪◦●\uf0b7"  # the last one is what Word's own bullet becomes when it is pasted
_TYPED_MARK = re.compile(
    rf"([A-Za-z][.)]|\([A-Za-z0-9]{{1,2}}\)|[{_BULLETS}·–—]|[1-9][0-9]?(\.[1-9][0-9]?)+\.?"
    r"|[1-9][0-9]{0,2}[.)]"
    r"|[ivx]+[.)])[ \t]"
)
_BULLET_IN_LINE = re.compile(rf"(?<=\s)[{_BULLETS}](?=\s)")

# Most texts are paragraphs, or items behind dashes, of words with perhaps some emphasis. No rule
# has anything to find there: every block but those begins with a sign, every label is a word or
# number before `.` or `)`, items begin with a word and stand below a blank line or a colon, and
# all else within a line takes one of the signs left out here.
_SIGNS = rf"\n\r\t<`&\]\\{_BULLETS}*_~^=|"
_INSIDE = rf"[^\W_](?:[^{_SIGNS}{{]*[\w.:;,!?%)])?"
_REST = (
    rf"(?:[^{_SIGNS}{{]|\{{(?![.#])"
    rf"|(?<![\w*])\*\*{_INSIDE}\*\*(?![\w*])|(?<![\w*])\*{_INSIDE}\*(?![\w*]))*"
)
_WORD = r"[^\W\d_]+\b(?![.)][ \t])"
_LINE = rf"(?: *['\"‘“]?(?:{_WORD}|\d+\b(?![.)])){_REST}| *)"
_ITEM = rf" {{0,16}}[-*+] +['\"‘“]?{_WORD}{_REST}"  # not as deep as Markdown loses it
_ITEMS = rf"(?:\A|(?<=\n\n)|(?<=:\n)){_ITEM}(?:\n{_ITEM})*"
_WORDS_ALONE = re.compile(rf"(?:{_LINE}|{_ITEMS})(?:\n(?:{_LINE}|{_ITEMS}))*")
_NOT_ALONE = re.compile(r"\S {3,}\S|\s:[a-z]")  # columns of spaces, and :smile:


def check(text: str, folder: Path, is_line: bool) -> list[Problem]:
    """Find what a letter cannot have. `folder` is where images are; a line has no blocks."""
    return [] if is_words_alone(text) else check_fully(text, folder, is_line)


def is_words_alone(text: str) -> bool:
    """Tell whether there is nothing to find, without the time that it takes to parse a text."""
    return _WORDS_ALONE.fullmatch(text) is not None and not _NOT_ALONE.search(text)


def check_fully(text: str, folder: Path, is_line: bool) -> list[Problem]:
    """Parse a text, and apply every rule."""
    checked = parsed(text, folder, is_line)
    found = [problem for rule in RULES for problem in first(rule(checked))]
    return found or list(losses.lost(checked))


_INSTEAD: tuple[tuple[str, str], ...] = (
    (
        "br|p|div|hr|span",
        "haal het weg: na een witregel begint een alinea, na een `\\` aan het eind een regel",
    ),
    ("a", "schrijf een link als [tekst](https://adres)"),
    ("ul|ol|li", "begin elk punt van een lijst op een eigen regel, met `- `"),
    ("h[1-6]", "schrijf een tussenkop als `## tekst`"),
    ("img|svg", "schrijf een afbeelding als ![wat erop te zien is](beelden/naam.svg)"),
    ("table|thead|tbody|tr|t[hd]", "schrijf een tabel met | tussen de cellen, of als blok `tabel`"),
    ("sub|sup", "gebruik het kleine cijfer zelf: CO₂, m²"),
    ("b|strong|i|em|u|mark", "schrijf nadruk als *tekst* of **tekst**"),
    ("!--.*", "haal het weg; een opmerking staat in YAML achter #, buiten de tekst"),
)


def _instead_of(mark: str) -> str:
    """Tell how a letter does what someone wants of HTML."""
    for tags, hint in _INSTEAD:
        if re.match(rf"<({tags})\b|<({tags})$", mark, re.IGNORECASE):
            return hint
    return "haal het weg; horen de haken bij de tekst, schrijf dan \\<"


def _html(checked: Checked) -> Iterator[Problem]:
    blocks = [(token, [token]) for token in checked.tokens if token.type == "html_block"]
    for parent, children in [*blocks, *checked.lines()]:
        for token in children:
            if token.type in ("html_block", "html_inline") and not _closes(checked, token):
                mark = token.content.strip().split("\n")[0]
                hint = _instead_of(mark)
                yield problem(checked.find(mark, parent), mark, "HTML kan niet in tekst", hint)


def _closes(checked: Checked, token: Token) -> bool:
    """Tell a closing tag whose opening tag is told."""
    name = re.match(r"</(\w+)", token.content)
    return name is not None and re.search(rf"<{name[1]}\b", checked.text) is not None


def _code_and_rules(checked: Checked) -> Iterator[Problem]:
    blocks = [(token, [token]) for token in checked.tokens if token.map]
    for parent, children in [*blocks, *checked.lines()]:
        for token in children:
            if token.type in ("fence", "hr", "code_inline"):
                line = checked.source_lines[token.map[0]].strip() if token.map else ""
                mark = line or token.markup
                message = f"'{mark}' kan niet in tekst: een brief heeft geen code of lijnen"
                yield problem(checked.find(mark, parent), mark, message, "haal het weg")


def _broken_links(checked: Checked) -> Iterator[Problem]:
    """A link that Markdown does not take for one would be printed with its brackets."""
    for parent, children in checked.lines():
        for token in children:
            for match in re.finditer(r"\]\(\S*", token.content if token.type == "text" else ""):
                message = "dit lijkt een link, maar het adres klopt niet"
                hint = "schrijf [tekst](https://adres), zonder spaties in het adres"
                if image := re.search(r"!\[[^\]]*$", token.content[: match.start()]):
                    message = "dit lijkt een afbeelding, maar de naam van het bestand klopt niet"
                    hint = _image_hint(image[0], token.content[match.start() :])
                yield problem(checked.find(match[0], parent), match[0], message, hint)


def _image_hint(start: str, rest: str) -> str:
    """Say how to write an image whose name has a space."""
    name = re.match(r'\]\(\s*([^"<>()]*?)\s*(?=["()]|$)', rest)
    shown = name[1] if name and name[1] else "beelden/kaart.png"
    return f"zet om een naam met spaties < en >: {start}](<{shown}>)"


def _heading_levels(checked: Checked) -> Iterator[Problem]:
    """Levels go down one at a time, from the highest that the text has (PDF/UA-1, 7.4.2)."""
    headings = [token for token in checked.tokens if token.type == "heading_open"]
    level = min((int(token.tag[1]) for token in headings), default=1) - 1
    for token in headings:
        own = int(token.tag[1])
        if own > level + 1:
            message = (
                f"deze tussenkop slaat een niveau over: {'#' * own} na {'#' * level or 'niets'}"
            )
            hint = f"gebruik {'#' * (level + 1)}"
            yield problem(checked.find("#" * own, token), "#" * own, message, hint)
        level = own


def _images(checked: Checked) -> Iterator[Problem]:
    for parent, children in checked.lines():
        for token in children:
            if token.type == "image":
                start = checked.find("![", parent)
                source = str(token.attrs["src"])
                if not token.content.strip():
                    message = "deze afbeelding heeft geen beschrijving"
                    hint = (
                        "zet tussen de rechte haken wat erop te zien is: ![Kaart van de wijk](...)"
                    )
                    yield problem(start, "![", message, hint)
                try:
                    images.load(checked.folder, images.file_name(checked.folder, source))
                except AttachmentError as error:
                    typed = [one for one in (source, unquote(source)) if one in checked.text]
                    mark = typed[0] if typed else "!["
                    # A name with spaces is an address only between < and >.
                    proposed = re.sub(r"'([^']* [^']*)'\?$", r"'<\1>'?", error.hint or "")
                    yield problem(checked.find(mark, parent), mark, str(error), proposed or None)


def _table_heads(checked: Checked) -> Iterator[Problem]:
    """Every column but the first says what stands in it (WCAG 2.1, 1.3.1), above some rows."""
    tokens = checked.tokens
    for i, token in enumerate(tokens):
        if token.type == "thead_open":
            end = [t.type for t in tokens].index("thead_close", i)
            row = tokens[i:end]
            heads = [row[j + 1].content for j, cell in enumerate(row) if cell.type == "th_open"]
            if not any(heads) or not all(heads[1:]):
                message = "deze tabel heeft een kolom zonder kop"
                yield problem(checked.find("|", token), "|", message, "geef elke kolom een kop")
            if tokens[end + 1].type == "table_close":
                message = "deze tabel heeft koppen, en geen enkele rij"
                hint = "zet onder de streepjes minstens één rij, of haal de tabel weg"
                yield problem(checked.find("|", token), "|", message, hint)


def _table_rows(checked: Checked) -> Iterator[Problem]:
    """A cell beyond the heads would be lost, without anyone seeing it."""
    lines, heads = checked.source_lines, 0
    for token in checked.tokens:
        if token.type == "thead_open":
            heads = 0
        heads += token.type == "th_open"
        in_body = token.type == "tr_open" and heads and token.map
        if in_body and _cells(lines[in_body[0]]) > heads:
            row = lines[in_body[0]].strip()
            message = f"deze rij heeft {_cells(row)} cellen, de tabel {heads} koppen"
            hint = "haal de cel weg, of voeg een kop toe; `|` in een cel schrijft u als `\\|`"
            yield problem(checked.find(row, token), row, message, hint)


def _cells(row: str) -> int:
    """Count the cells in a line of a table: `| a | b |` and `a | b` have two."""
    inner = re.sub(r"^[\s>]*\|?|\|?\s*$", "", row)
    return len(re.findall(r"(?<!\\)\|", inner)) + 1


def _no_table(checked: Checked) -> Iterator[Problem]:
    """Lines between bars are no table to Markdown when the line of dashes does not fit."""
    for token, _ in checked.lines():
        rows = [row.strip() for row in token.content.split("\n")]
        if len(rows) > 1 and all(len(row) > 1 and row[0] == row[-1] == "|" for row in rows[-2:]):
            row = next(row for row in rows if row[0] == row[-1] == "|")
            message = "dit wordt geen tabel: de rij met streepjes mist, of past niet bij de koppen"
            hint = f"zet onder de koppen: |{'---|' * _cells(row)}"
            yield problem(checked.find(row, token), row, message, hint)


def _links(checked: Checked) -> Iterator[Problem]:
    for parent, children in checked.lines():
        for i, token in enumerate(children):
            if token.type != "link_open":
                continue
            words = _words(children[i + 1 :])
            if words.strip(" .:>").casefold() in _EMPTY_WORDS or not words.strip():
                message = f"deze link zegt niet waar hij heen gaat: '{words}'"
                hint = "schrijf als tekst van de link wat de lezer daar vindt"
                yield problem(checked.find(f"[{words}", parent), f"[{words}]", message, hint)
            address = str(token.attrs["href"])
            is_fact = "x" * 7 in address  # a filler; the fact itself has been looked at
            if not is_fact and not is_address(address):
                message = f"'{address}' is geen adres waar een brief naar kan verwijzen"
                hint = "schrijf het hele adres, bijvoorbeeld https://www.voorbeeldstad.nl"
                yield problem(checked.find(f"({address}", parent) + 1, address, message, hint)


def _words(tokens: Sequence[Token]) -> str:
    words = ""
    for token in tokens:
        if token.type == "link_close":
            break
        words += " " if token.type == "softbreak" else token.content
    return words


def _notes(checked: Checked) -> Iterator[Problem]:
    for parent, children in checked.lines():
        for token in children:
            for match in re.finditer(
                r"\[\^([^\]\s]+)\]", token.content if token.type == "text" else ""
            ):
                message = f"de noot '{match[1]}' bestaat niet"
                hint = f"schrijf haar onder de tekst: [^{match[1]}]: ..."
                yield problem(checked.find(match[0], parent), match[0], message, hint)
    for label, number in checked.footnotes.items():
        if number < 0:
            mark = f"[^{label.removeprefix(':')}]"
            message = f"nergens in de tekst staat {mark}, dus deze noot komt niet in de brief"
            yield problem(
                checked.find(f"{mark}:"), mark, message, "verwijs ernaar, of haal haar weg"
            )


def _bullets(checked: Checked) -> Iterator[Problem]:
    """Lines that begin with a bullet of Word are no list to Markdown: they run together."""
    breaks = labels.number(checked.text).breaks  # told below
    for parent, children in checked.lines():
        if parent.map and breaks.keys() & set(range(*parent.map)):
            continue
        begins = [
            match[0]
            for before, token in zip([None, *children], children, strict=False)
            if (before is None or before.type in ("softbreak", "hardbreak"))
            and (match := _TYPED_MARK.match(token.content))
        ]
        # Two in one line come from Word by way of a text that has no `|` above it.
        in_line = _BULLET_IN_LINE.findall(parent.content)
        if len(in_line) > 1 and not begins:
            begins = in_line
        if len(begins) > 1 or (begins and begins[0][0] in _BULLETS):
            message = f"'{begins[0].strip()}' begint geen lijst: de regels komen achter elkaar"
            hint = "begin elk punt met `- `, `1. `, `1.1 ` of `a. `, na een witregel"
            yield problem(checked.find(begins[0], parent), begins[0].strip(), message, hint)


def _labels(checked: Checked) -> Iterator[Problem]:
    """A list counts on: after b. comes c., and after 1.2 comes 1.3."""
    for i, (label, before) in labels.number(checked.text).breaks.items():
        start = checked.line_start(i) + checked.source_lines[i].index(label.text)
        message = f"'{label.text}' volgt niet op '{before.text}'"
        hint = f"het volgende punt is '{before.next}'"
        yield problem(start, label.text, message, hint)


def _languages(checked: Checked) -> Iterator[Problem]:
    for parent, children in checked.lines():
        for token in children:
            language = token.attrs.get("lang")
            if language is not None and not _LANGUAGE.fullmatch(str(language)):
                message = f"'{language}' is geen taalcode"
                hint = "bijvoorbeeld en, de, fr of tr"
                yield problem(checked.find(str(language), parent), str(language), message, hint)


RULES: tuple[Callable[[Checked], Iterable[Problem]], ...] = (
    _html,
    _code_and_rules,
    _broken_links,
    _heading_levels,
    _images,
    _table_heads,
    _table_rows,
    _no_table,
    _links,
    _notes,
    _bullets,
    _labels,
    _languages,
    *as_typed.RULES,
    *shapes.RULES,
)
