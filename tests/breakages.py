"""Ways to break a good PDF, one at a time, to see whether the checks can fail at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from raadsbrief.diagnostics import Code


@dataclass(frozen=True)
class Breakage:
    """One way to break a PDF, and who is to notice.

    `code` and `says` are our finding; `vera` is one of the rules of veraPDF that fail, None
    where veraPDF finds no fault.
    """

    name: str
    apply: Callable[[Pdf], None]
    code: Code
    says: str
    vera: str | None

    @property
    def file(self) -> str:
        """The name as a file name."""
        return self.name.replace("/", "-")


def _elements(pdf: Pdf, role: str) -> list[Any]:
    """All structure elements of one type, in reading order."""

    def walk(element: Object) -> Iterator[Object]:
        kids = element.get("/K")
        yield element
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    return [e for e in walk(pdf.Root.StructTreeRoot) if e.get("/S") == f"/{role}"]


def _edit_stream(pdf: Pdf, edit: Callable[[list[Any]], list[Any]]) -> None:
    """Change the instructions of the first page."""
    page = pdf.pages[0]
    instructions = edit(list(pikepdf.parse_content_stream(page)))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _is_marked(instruction: Any, artifact: bool) -> bool:
    operator = str(instruction.operator)
    return operator in ("BDC", "BMC") and (instruction.operands[0] == "/Artifact") == artifact


def _unmark(pdf: Pdf, artifact: bool) -> None:
    """Take the marks away from one piece of marked content, and leave what is in it."""

    def edit(instructions: list[Any]) -> list[Any]:
        start = next(i for i, found in enumerate(instructions) if _is_marked(found, artifact))
        depth, end = 1, start
        while depth:
            end += 1
            operator = str(instructions[end].operator)
            depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
        return instructions[:start] + instructions[start + 1 : end] + instructions[end + 1 :]

    _edit_stream(pdf, edit)


def _renumber(pdf: Pdf) -> None:
    """Give one piece of content a number that no element knows."""

    def edit(instructions: list[Any]) -> list[Any]:
        marked = next(found for found in instructions if _is_marked(found, artifact=False))
        marked.operands[1]["/MCID"] = 999
        return instructions

    _edit_stream(pdf, edit)


def _edit_xmp(pdf: Pdf, old: bytes, new: bytes) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    assert old in xmp
    pdf.Root.Metadata.write(xmp.replace(old, new))


def _attach(pdf: Pdf) -> None:
    pdf.attachments["brief.yaml"] = b"zaaknummer: 1"


def _script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('hallo')"))


def _fonts(pdf: Pdf) -> list[Any]:
    return list(pdf.pages[0].resources.Font.as_dict().values())


def _unembed(pdf: Pdf) -> None:
    for font in _fonts(pdf):
        descriptor = font.DescendantFonts[0].FontDescriptor
        for key in {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            del descriptor[key]


def _forget_characters(pdf: Pdf) -> None:
    for font in _fonts(pdf):
        del font["/ToUnicode"]


def _same_note_id(pdf: Pdf) -> None:
    for note in _elements(pdf, "Note"):
        note.ID = String("noot")


def _link_out_of_tree(pdf: Pdf) -> None:
    link = _elements(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary) or "/Obj" not in kid])


def _forget_owner(pdf: Pdf) -> None:
    """Let the parent tree forget to which element a piece of content belongs."""
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    owners = tree[int(pdf.pages[0].StructParents)]
    owners[0] = None


def _delete(pick: Callable[[Pdf], Any], key: str) -> Callable[[Pdf], None]:
    return lambda pdf: pick(pdf).__delitem__(key)


def _rename(role: str, to: str) -> Callable[[Pdf], None]:
    return lambda pdf: _elements(pdf, role)[0].__setitem__("/S", Name(f"/{to}"))


def _first(role: str) -> Callable[[Pdf], Any]:
    return lambda pdf: _elements(pdf, role)[0]


def _no_structure(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def _widen_cell(pdf: Pdf) -> None:
    _elements(pdf, "TD")[0].A = Dictionary(O=Name.Table, ColSpan=2)


def _title_in_info(pdf: Pdf) -> None:
    pdf.trailer.Info.Title = String("Iets anders")


def _move_text(nth: int, x: float, y: float) -> Callable[[Pdf], None]:
    """Move a piece of text on the first page, in px from the left and the top."""

    def edit(instructions: list[Any]) -> list[Any]:
        place = [i for i, one in enumerate(instructions) if str(one.operator) == "Tm"][nth]
        operands = [*list(instructions[place].operands)[:4], x, y]
        moved = pikepdf.ContentStreamInstruction(operands, pikepdf.Operator("Tm"))
        return [*instructions[:place], moved, *instructions[place + 1 :]]

    return lambda pdf: _edit_stream(pdf, edit)


def _paint(pdf: Pdf, content: bytes) -> None:
    """Paint something on the first page that is no part of its text."""
    pdf.pages[0].contents_add(b"/Artifact BMC q " + content + b" Q EMC")


def _smooth(pdf: Pdf) -> None:
    image = pdf.make_stream(
        b"\0\0\0",
        Type=Name.XObject,
        Subtype=Name.Image,
        Interpolate=True,
        Width=1,
        Height=1,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )
    pdf.pages[0].add_resource(image, Name.XObject, Name.Beeld)
    _paint(pdf, b"9 0 0 9 0 0 cm /Beeld Do")


def _note_elsewhere(pdf: Pdf) -> None:
    """Let a text on the second page be the note that the first page calls."""
    note, text = _elements(pdf, "Note")[0], _elements(pdf, "P")[-1]
    text.S, text.ID, note.S = Name.Note, note.ID, Name.P
    del note["/ID"]


def _head_last(pdf: Pdf) -> None:
    table = _elements(pdf, "Table")[0]
    kids = list(table.K)
    kids.append(kids.pop([str(kid.S) for kid in kids].index("/THead")))
    table.K = Array(kids)


_UA = b"<pdfuaid:part>1<"
_A = b"<pdfaid:conformance>A<"

BREAKAGES = (
    Breakage("no claim PDF/A", lambda p: _edit_xmp(p, _A, b"<pdfaid:conformance>B<"),
             Code.CLAIM, "PDF/A-2a", "2a 6.6.4-3"),
    Breakage("no claim PDF/UA", lambda p: _edit_xmp(p, _UA, b"<pdfuaid:part>2<"),
             Code.CLAIM, "PDF/UA-1", "ua1 5-2"),
    Breakage("no XMP", _delete(lambda p: p.Root, "/Metadata"), Code.CLAIM, "XMP", "2a 6.6.2.1-1"),
    Breakage("no title", _delete(lambda p: p.trailer.Info, "/Title"),
             Code.TITLE_AND_LANGUAGE, "geen titel", None),
    Breakage("two titles", _title_in_info, Code.TITLE_AND_LANGUAGE, "twee titels", None),
    Breakage("title not shown", _delete(lambda p: p.Root.ViewerPreferences, "/DisplayDocTitle"),
             Code.TITLE_AND_LANGUAGE, "DisplayDocTitle", "ua1 7.1-10"),
    Breakage("no language", _delete(lambda p: p.Root, "/Lang"),
             Code.TITLE_AND_LANGUAGE, "taal", "ua1 7.2-34"),
    Breakage("attachment", _attach, Code.NOT_ARCHIVABLE, "andere bestanden", "2a 6.8-5"),
    Breakage("script", _script, Code.NOT_ARCHIVABLE, "scripts", "2a 6.5.1-1"),
    Breakage("no output intent", _delete(lambda p: p.Root, "/OutputIntents"),
             Code.NOT_ARCHIVABLE, "OutputIntent", "2a 6.2.4.3-2"),
    Breakage("font not embedded", _unembed, Code.NOT_EMBEDDED, "zit niet in", "2a 6.2.11.4.1-1"),
    Breakage("font without characters", _forget_characters,
             Code.NOT_EMBEDDED, "ToUnicode", "ua1 7.21.7-1"),
    Breakage("not marked", _delete(lambda p: p.Root, "/MarkInfo"),
             Code.NO_TAGS, "geen tags", "ua1 6.2-1"),
    Breakage("no structure tree", _no_structure, Code.NO_TAGS, "geen tags", "ua1 7.1-11"),
    Breakage("unknown tag", _rename("P", "Alinea"), Code.NO_TAGS, "'Alinea'", "ua1 7.1-5"),
    Breakage("content without tag", lambda p: _unmark(p, artifact=False),
             Code.UNTAGGED, "bladzijde 1: er staat inhoud zonder tag", "ua1 7.1-3"),
    Breakage("page number without artifact", lambda p: _unmark(p, artifact=True),
             Code.UNTAGGED, "bladzijde 1: er staat inhoud zonder tag", "ua1 7.1-3"),
    Breakage("dangling MCID", _renumber, Code.UNTAGGED, "bladzijde 1: de tags", "ua1 7.1-3"),
    Breakage("parent tree forgets", _forget_owner,
             Code.UNTAGGED, "bladzijde 1: de tags", "ua1 7.1-3"),
    Breakage("figure without Alt", _delete(_first("Figure"), "/Alt"),
             Code.ALTERNATIVE, "bladzijde 2: een afbeelding", "ua1 7.3-1"),
    Breakage("figure without BBox", _delete(_first("Figure"), "/A"),
             Code.ALTERNATIVE, "BBox", None),
    Breakage("link without Contents", _delete(lambda p: p.pages[0].Annots[0], "/Contents"),
             Code.ALTERNATIVE, "bladzijde 1: een link", "ua1 7.18.5-2"),
    Breakage("link out of the tree", _link_out_of_tree, Code.STRUCTURE, "buiten zijn tag", None),
    Breakage("no tab order", _delete(lambda p: p.pages[0].obj, "/Tabs"),
             Code.STRUCTURE, "(Tabs)", "ua1 7.18.3-1"),
    Breakage("heading level skipped", _rename("H3", "H5"),
             Code.STRUCTURE, "niveau 5", "ua1 7.4.2-1"),
    Breakage("no H1", _rename("H1", "P"), Code.STRUCTURE, "als eerste kop", "ua1 7.4.2-1"),
    Breakage("note without ID", _delete(_first("Note"), "/ID"),
             Code.STRUCTURE, "ontbreekt", "ua1 7.9-1"),
    Breakage("notes with one ID", _same_note_id, Code.STRUCTURE, "niet uniek", "ua1 7.9-2"),
    Breakage("TH without Scope", _delete(_first("TH"), "/A"),
             Code.STRUCTURE, "(Scope)", "ua1 7.5-1"),
    Breakage("row too long", _widen_cell, Code.STRUCTURE, "niet even lang", "ua1 7.2-42"),
    Breakage("list item lost", _rename("LI", "P"), Code.STRUCTURE, "P in L", "ua1 7.2-19"),
    Breakage("CMYK", lambda p: _paint(p, b"0 1 1 0 k 0 0 9 9 re f"),
             Code.NOT_ARCHIVABLE, "bladzijde 1: er staan kleuren voor drukwerk (CMYK)",
             "2a 6.2.4.3-3"),
    Breakage("smoothed image", _smooth, Code.NOT_ARCHIVABLE, "(Interpolate)", "2a 6.2.8-3"),
    Breakage("note on another page", _note_elsewhere,
             Code.STRUCTURE, "bladzijde 2: een voetnoot staat niet op", None),
    Breakage("heads after rows", _head_last, Code.STRUCTURE, "(THead) komen na rijen", None),
    Breakage("table of heads alone", _rename("TBody", "THead"),
             Code.STRUCTURE, "alleen koppen", "ua1 7.2-11"),
    Breakage("text beside the page", _move_text(1, 900, 300),
             Code.MISPLACED, "bladzijde 1: tekst valt buiten de bladzijde: 'Een", None),
    Breakage("text above the page", _move_text(1, 300, -5),
             Code.MISPLACED, "bladzijde 1: tekst valt buiten de bladzijde: 'Een", None),
    Breakage("text in the margin", _move_text(1, 40, 300),
             Code.MISPLACED, "bladzijde 1: tekst loopt door in de marge: 'Een", None),
    Breakage("text over text", _move_text(1, 123, 181),
             Code.MISPLACED, "bladzijde 1: tekst staat over andere tekst", None),
)  # fmt: skip
