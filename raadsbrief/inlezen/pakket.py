"""A Word file before it is read: a zip of XML from a stranger, held to bounds and made plain.

Only the parts that hold text are passed on, without what commands, counts or hides: no macros, no
entities, no fields, and lists with the number that Word shows.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from raadsbrief.inlezen import nummering
from raadsbrief.inlezen.ooxml import ALTERNATIVES, M, V, W, on, strict_to_usual, text_of
from raadsbrief.inlezen.stuk import onleesbaar

# A letter of forty pages has 2 MB of XML in 15 parts; photos are what makes a file large.
_MOST_PARTS = 2_000
_MOST_XML = 20_000_000
_MOST_IN_ALL = 200_000_000
_MOST_ELEMENTS = 300_000
_MOST_FIELDS = 20
_SAVE = "open het in Word, kies Opslaan als, en bewaar het als Word-document (.docx)"
# Parts whose words are in the letter; the others of a package are passed over.
_WORDS = ("footnotes", "endnotes", "comments")
_TYPE = re.compile(r"/relationships/(\w+)$")


@dataclass
class Pakket:
    """What is left of a Word file: a plain one, and what stood around the text or was hidden."""

    docx: io.BytesIO
    randen: list[str] = field(default_factory=list)
    verborgen: list[str] = field(default_factory=list)
    wijzigingen: int = 0


def open_pakket(data: bytes, file: str) -> Pakket:
    """Make a Word file plain. Raises ContentError when it is none, or too much."""
    _refuse_others(data, file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Cleaner(archive, file).clean()
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "encrypted" in str(error):
            raise _locked(file) from None
        raise _damaged(file) from None
    except (etree.XMLSyntaxError, LookupError, ValueError, zipfile.LargeZipFile, *_ZLIB):
        raise _damaged(file) from None


def _zlib_errors() -> tuple[type[Exception], ...]:
    import lzma
    import zlib

    return (zlib.error, lzma.LZMAError)


_ZLIB = _zlib_errors()


def _damaged(file: str) -> Exception:
    return onleesbaar(file, "dit Word-bestand is beschadigd of niet compleet", _SAVE)


def _locked(file: str) -> Exception:
    hint = "open het in Word, haal bij Bestand, Info het wachtwoord eraf, en bewaar het opnieuw"
    return onleesbaar(file, "dit bestand zit op slot met een wachtwoord", hint)


def _refuse_others(data: bytes, file: str) -> None:
    """Name what is no .docx, and say what to do with it."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _locked(file)
        raise onleesbaar(file, "dit is een Word-bestand van voor 2007 (.doc)", _SAVE)
    if data.startswith(b"{\\rtf"):
        raise onleesbaar(file, "dit is een RTF-bestand", _SAVE)
    if data.startswith(b"%PDF"):
        raise onleesbaar(file, "dit is een PDF", "geef het bestand een naam die eindigt op .pdf")
    if not data.startswith(b"PK"):
        raise onleesbaar(file, "dit is geen Word-bestand", _SAVE)


class _Cleaner:
    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self._archive = archive
        self._file = file
        self._names = set(archive.namelist())
        self._left = _MOST_XML

    def clean(self) -> Pakket:
        """Read the parts that matter, and put them together anew."""
        self._refuse_too_much()
        main = self._main()
        relations = self._relations(main)
        part = dict(relations.values())
        styles, numbering = self._xml(part.get("styles")), self._xml(part.get("numbering"))
        found = Pakket(io.BytesIO())
        with zipfile.ZipFile(found.docx, "w") as plain:
            self._copy(plain, "[Content_Types].xml", "_rels/.rels", rels_of(main))
            self._copy(plain, part.get("styles", ""), part.get("numbering", ""))
            document = self._xml(main)
            lists = nummering.Nummering(styles, numbering)
            for name in (main, *(part[kind] for kind in _WORDS if kind in part)):
                root = document if name == main else self._xml(name)
                if root is not None:
                    _plain(root, found)
                    lists.mark(root)
                    plain.writestr(name, etree.tostring(root))
                    self._copy(plain, rels_of(name) if name != main else "")
            for kind, target in relations.values():
                if kind in ("header", "footer") and (root := self._xml(target)) is not None:
                    found.randen += _lines(root)
                elif kind == "image" and target in self._names:
                    plain.writestr(target, self._archive.read(target))
        found.randen = list(dict.fromkeys(found.randen))
        found.docx.seek(0)
        return found

    def _refuse_too_much(self) -> None:
        entries = self._archive.infolist()
        if "mimetype" in self._names and b"opendocument" in self._archive.read("mimetype")[:100]:
            raise onleesbaar(
                self._file, "dit is een bestand van LibreOffice (.odt)",
                "open het in LibreOffice of Word, en bewaar het als Word-document (.docx)",
            )  # fmt: skip
        if len(entries) > _MOST_PARTS or sum(one.file_size for one in entries) > _MOST_IN_ALL:
            raise self._too_large()

    def _too_large(self) -> Exception:
        hint = "kopieer de tekst naar een nieuw document, zonder de grootste afbeeldingen"
        return onleesbaar(self._file, "dit Word-bestand is te groot om in te lezen", hint)

    def _main(self) -> str:
        """Return the part with the text of the letter."""
        for kind, target in self._relations("").values():
            if kind == "officeDocument" and target in self._names and target.endswith(".xml"):
                root = self._xml(target)
                if root is not None and root.tag == W + "document":
                    return target
        if any(name.startswith(("xl/", "ppt/")) for name in self._names):
            raise onleesbaar(self._file, "dit is een rekenblad of presentatie", _SAVE)
        raise onleesbaar(self._file, "dit is geen Word-bestand", _SAVE)

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the kind and the target of each relation of a part that is in the package."""
        root = self._xml(rels_of(name))
        found = {}
        for one in () if root is None else root:
            kind = _TYPE.search(one.get("Type") or "")
            if kind and one.get("TargetMode") != "External":
                target = posixpath.join(posixpath.dirname(name), one.get("Target") or "")
                found[one.get("Id")] = kind[1], posixpath.normpath(target).lstrip("/")
        return found

    def _copy(self, plain: zipfile.ZipFile, *names: str) -> None:
        for name in names:
            root = self._xml(name)
            if root is not None:
                plain.writestr(name, etree.tostring(root))

    def _xml(self, name: str | None) -> Any:
        """Parse a part; None when it is not there. Every part counts for the bound."""
        if not name or name not in self._names:
            return None
        with self._archive.open(name) as stream:
            data = stream.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise self._too_large()
        if b"<!DOCTYPE" in data.replace(b"\0", b""):  # also in UTF-16; Word writes none
            raise _damaged(self._file)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(strict_to_usual(data), parser)
        if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
            raise self._too_large()
        if _fields_in_each_other(root) > _MOST_FIELDS:
            raise _damaged(self._file)
        return root


def rels_of(name: str) -> str:
    """Return the part that says what a part refers to."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _lines(root: Any) -> Iterator[str]:
    for paragraph in root.iter(W + "p"):
        if line := " ".join(text_of(paragraph, pages=False).split()):
            yield line


def _plain(root: Any, found: Pakket) -> None:
    """Make what the reader does not know into what it does; take out what is hidden."""
    found.wijzigingen += sum(1 for _ in root.iter(W + "ins", W + "del", W + "moveFrom"))
    for run in list(root.iter(W + "r")):
        vanish = run.find(f"{W}rPr/{W}vanish")
        if vanish is not None and on(vanish):
            if words := text_of(run).strip():
                found.verborgen.append(words)
            run.getparent().remove(run)
    for formula in list(root.iter(M + "oMath")):
        run = etree.Element(W + "r")
        etree.SubElement(run, W + "t").text = "".join(t.text or "" for t in formula.iter(M + "t"))
        formula.getparent().replace(formula, run)
    for box in list(root.iter(ALTERNATIVES)):
        _usual_box(box)
    for tag in ("fldSimple", "dir", "bdo", "rt", "ruby", "rubyBase", "subDoc"):
        for wrapper in list(root.iter(W + tag)):
            _unwrap(wrapper)
    for wrapper in list(root.iter(M + "oMathPara")):
        _unwrap(wrapper)


def _fields_in_each_other(root: Any) -> int:
    """Return how many fields are open at the same time; a letter has two or three."""
    depth = most = 0
    for one in root.iter(W + "fldChar"):
        kind = one.get(W + "fldCharType")
        depth = max(depth + {"begin": 1, "end": -1}.get(kind, 0), 0)
        most = max(most, depth)
    return most


def _usual_box(box: Any) -> None:
    """Give a text box the older form that stands beside it, where a program left that out."""
    words = [one for one in box.iter(W + "txbxContent") if _in_choice(one, box)]
    fallback = next((one for one in box if one.tag.endswith("}Fallback")), None)
    if fallback is None:
        fallback = etree.SubElement(box, re.sub("AlternateContent$", "Fallback", box.tag))
    if words and next(fallback.iter(W + "txbxContent"), None) is None:
        for one in words:
            picture = etree.SubElement(fallback, W + "pict")
            etree.SubElement(etree.SubElement(picture, V + "shape"), V + "textbox").append(one)
    if not len(fallback):
        for choice in box:
            if choice is not fallback:
                fallback.extend(list(choice))


def _in_choice(one: Any, box: Any) -> bool:
    for parent in one.iterancestors():
        if parent is box:
            return True
        if parent.tag.endswith("}Fallback"):
            return False
    return False


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)
