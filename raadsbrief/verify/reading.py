"""What the rules look at: a finished PDF, its pages and its structure tree, read defensively.

The file may come from anywhere and be wrong in any way, so nothing here trusts a type, and
no walk through the objects can go round in circles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeGuard

import pikepdf

from raadsbrief.diagnostics import Code, ContentError, Diagnostic, reason

REMAKE = "maak de PDF opnieuw met `raadsbrief build` en bewerk het bestand daarna niet"
UNLOCK = "haal de beveiliging eraf: een archief mag die niet hebben"

# What reading a damaged PDF can raise. Wide, because every value may have any type; the
# tests see to it that a sound PDF raises nothing.
DAMAGE = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)

# An object's number and generation: the same for every mention of one object.
Reference = tuple[int, int]


@dataclass(eq=False)
class Element:
    """A structure element (ISO 32000-1, 14.7.2): its standard type, place and contents.

    `content` lists marked content as (page, MCID), `objects` the annotations it holds.
    Pages count from 1; None is a page that is not known.
    """

    role: str
    obj: Any
    page: int | None
    parent: Element | None
    kids: list[Element] = field(default_factory=list)
    content: list[tuple[int | None, int]] = field(default_factory=list)
    objects: list[Reference] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.kids))

    @property
    def where(self) -> int | None:
        """The first page that this element has something on."""
        for element in self.walk():
            if element.content:
                return element.content[0][0]
            if element.page is not None:
                return element.page
        return self.parent.page if self.parent else None

    def attribute(self, name: str) -> Any:
        """Return an attribute from /A, or None. Attribute classes (/C) are not looked up."""
        attributes = self.obj.get("/A")
        for owner in attributes if is_array(attributes) else [attributes]:
            if is_dictionary(owner) and name in owner:
                return owner.get(name)
        return None


@dataclass(frozen=True)
class Reading:
    """An open PDF, with the name that findings about it carry."""

    pdf: pikepdf.Pdf
    file: str

    def finding(
        self, code: Code, message: str, hint: str = REMAKE, page: int | None = None
    ) -> Diagnostic:
        """Make a finding, with the page number in front of the message where it is known."""
        place = f"bladzijde {page}: " if page else ""
        return Diagnostic(code, place + message, self.file, hint=hint)

    @cached_property
    def catalog(self) -> Any:
        """The document catalog (ISO 32000-1, 7.7.2)."""
        return self.pdf.Root

    @cached_property
    def pages(self) -> list[pikepdf.Page]:
        """All pages."""
        return list(self.pdf.pages)

    @cached_property
    def page_numbers(self) -> dict[Reference, int]:
        """The number of each page, from 1."""
        return {page.obj.objgen: number for number, page in enumerate(self.pages, 1)}

    @cached_property
    def tree(self) -> list[Element]:
        """The elements at the root of the structure tree, none when there is no tree."""
        return read_tree(self.catalog.get("/StructTreeRoot"), self.page_numbers)

    @cached_property
    def elements(self) -> list[Element]:
        """All structure elements in reading order."""
        return [element for root in self.tree for element in root.walk()]

    @cached_property
    def content(self) -> dict[int | None, set[int]]:
        """The MCIDs that the structure tree has on each page."""
        found: dict[int | None, set[int]] = {}
        for element in self.elements:
            for page, mcid in element.content:
                found.setdefault(page, set()).add(mcid)
        return found

    @cached_property
    def known(self) -> frozenset[Reference]:
        """The structure elements that are in the tree, by reference."""
        return frozenset(element.obj.objgen for element in self.elements)

    @cached_property
    def parent_tree(self) -> dict[int, Any]:
        """The parent tree (ISO 32000-1, 14.7.4.4): from content back to its element."""
        root = self.catalog.get("/StructTreeRoot")
        tree = root.get("/ParentTree") if is_dictionary(root) else None
        return dict(pikepdf.NumberTree(tree).items()) if is_dictionary(tree) else {}

    def annotations(self) -> Iterator[tuple[int, Any]]:
        """Yield every annotation with its page number."""
        for number, page in enumerate(self.pages, 1):
            annotations = page.obj.get("/Annots")
            for annotation in annotations if is_array(annotations) else []:
                if is_dictionary(annotation):
                    yield number, annotation


def open_pdf(path: Path) -> Reading:
    """Open a PDF. Raises ContentError when it is not there, not a PDF, locked or damaged."""
    file = path.as_posix()
    problem = _not_a_pdf(path)
    if problem is None:
        try:
            # No attempt at recovery: an archive has no use for half a file.
            pdf = pikepdf.open(path, attempt_recovery=False)
            if len(pdf.pages):
                return Reading(pdf, file)
            problem = _NO_PAGES
        except pikepdf.PasswordError:
            problem = _LOCKED
        except DAMAGE:
            problem = _DAMAGED
    raise ContentError([Diagnostic(Code.UNREADABLE, problem, file, hint=_HINTS.get(problem))])


_LOCKED = "dit PDF zit op slot met een wachtwoord"
_DAMAGED = "dit PDF is beschadigd of niet compleet"
_NO_PAGES = "dit PDF heeft geen bladzijden"
_MISSING = "dit bestand bestaat niet"
_FOLDER = "dit is een map"
_HINTS = {
    _LOCKED: UNLOCK,
    _DAMAGED: f"kopieer het opnieuw, of {REMAKE}",
    _NO_PAGES: REMAKE,
    _MISSING: "controleer de naam en de map",
    _FOLDER: "noem de PDF's in de map, bijvoorbeeld build/*.pdf",
}


def _not_a_pdf(path: Path) -> str | None:
    """Say why a path leads to no PDF, None when it does as far as the first bytes can tell."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except (FileNotFoundError, ValueError):  # ValueError: a name with a null byte
        return _MISSING
    except IsADirectoryError:
        return _FOLDER
    except OSError as error:
        return f"dit bestand kan niet gelezen worden ({reason(error)})"
    if not start:
        return "dit bestand is leeg"
    # ISO 19005-2, 6.1.2: the header starts at the first byte.
    return None if start.startswith(b"%PDF-") else "dit bestand is geen PDF"


def read_tree(root: Any, pages: dict[Reference, int]) -> list[Element]:
    """Read a structure tree with its types mapped to standard ones (ISO 32000-1, 14.8.4)."""
    if not is_dictionary(root):
        return []
    roles = root.get("/RoleMap")
    top: list[Element] = []
    seen: set[Reference] = set()
    todo: list[tuple[Any, Element | None]] = [(kid, None) for kid in reversed(_kids(root))]
    while todo:
        obj, parent = todo.pop()
        if not is_dictionary(obj):
            if isinstance(obj, int) and parent is not None:
                parent.content.append((parent.page, obj))
            continue
        if "/S" not in obj:
            _add_reference(obj, parent, pages)
            continue
        if obj.objgen != (0, 0) and obj.objgen in seen:
            continue  # one element in two places, or a circle
        seen.add(obj.objgen)
        element = Element(_standard(obj.get("/S"), roles), obj, _page(obj, pages), parent)
        (top if parent is None else parent.kids).append(element)
        todo.extend((kid, element) for kid in reversed(_kids(obj)))
    return top


def _add_reference(obj: Any, parent: Element | None, pages: dict[Reference, int]) -> None:
    """Add what a marked-content or object reference points at to the element it is in."""
    if parent is None:
        return
    mcid, target = obj.get("/MCID"), obj.get("/Obj")
    if isinstance(mcid, int):
        parent.content.append((_page(obj, pages) or parent.page, mcid))
    elif is_dictionary(target):
        parent.objects.append(target.objgen)


def _kids(obj: Any) -> list[Any]:
    kids = obj.get("/K")
    return list(kids) if is_array(kids) else [] if kids is None else [kids]


def _page(obj: Any, pages: dict[Reference, int]) -> int | None:
    page = obj.get("/Pg")
    return pages.get(page.objgen) if is_dictionary(page) else None


def _standard(role: Any, roles: Any) -> str:
    """Follow the role map from a type to the standard one, at most a few steps."""
    name = str(role)
    for _ in range(8):
        if name in STANDARD_ROLES or not is_dictionary(roles) or name not in roles:
            break
        name = str(roles.get(name))
    return name.removeprefix("/")


def is_array(obj: object) -> TypeGuard[Any]:
    """Tell whether an object is a PDF array."""
    return isinstance(obj, pikepdf.Array)


def is_dictionary(obj: object) -> TypeGuard[Any]:
    """Tell whether an object is a PDF dictionary, or a stream, which has one."""
    return isinstance(obj, pikepdf.Dictionary | pikepdf.Stream)


def number(obj: object, default: int = 0) -> int:
    """Return a whole number, or the default when it is anything else."""
    return obj if isinstance(obj, int) else default


def text(obj: object) -> str:
    """Return a text string without spaces around it, empty when it is anything else."""
    return str(obj).strip() if isinstance(obj, pikepdf.String | str) else ""


def per_page(
    reading: Reading, code: Code, message: str, pages: Iterable[int | None], hint: str = REMAKE
) -> Iterator[Diagnostic]:
    """Yield one finding for each page on which a mistake was made, however often."""
    for page in sorted(set(pages), key=lambda page: page or 0):
        yield reading.finding(code, message, hint, page)


# ISO 32000-1, 14.8.4.2 to 14.8.4.5.
STANDARD_ROLES = frozenset(
    """
    /Document /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private
    /H /H1 /H2 /H3 /H4 /H5 /H6 /P /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot
    /Span /Quote /Note /Reference /BibEntry /Code /Link /Annot
    /Ruby /RB /RT /RP /Warichu /WT /WP /Figure /Formula /Form
    """.split()  # noqa: SIM905
)
