"""Make the word list and the grammar lexicon of `raadsbrief check` from their packages.

    python .tools/woordenlijst.py DUTCH ENGLISH DUTCH_DICT TARGET

DUTCH is `usr/share/dict/dutch` of the Debian package wdutch (OpenTaal), ENGLISH the list of
wamerican-small (SCOWL), and DUTCH_DICT is `dutch.dict` of the Python package
lingotweaker-data-nl (the part-of-speech dictionary of LanguageTool, an automaton in the format
CFSA2). `make words` fetches all three. The results
are `woorden.xz` and `samenstellingen.bloom`; `raadsbrief/taal/lexicon.py` reads them, and tells
what the letters mean. The same input gives the same bytes.
"""

from __future__ import annotations

import lzma
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from raadsbrief.taal.words.lexicon import bloom_bits

# The tags of LanguageTool, by how they begin, and the letters that they become; the first that
# fits counts. What is absent, such as the forms of `gij`, is left out.
LETTERS = (
    ("ZNW:EKV:VRK", "hv"), ("ZNW:MRV:VRK", "mv"),
    ("ZNW:EKV:DE_", "d"), ("ZNW:EKV:HET", "h"), ("ZNW:EKV", "dh"), ("ZNW:MRV", "m"),
    ("ENM:BEZ", ""), ("ENM", "N"),
    ("BNW:VGR:ONV", "c"), ("BNW:OVR:ONV", "s"), ("BNW:STL:VRB", "B"), ("BNW:VGR:VRB", "B"),
    ("BNW:OVR:VRB", "B"), ("BNW:STL:ONV", "b"), ("BNW:STL:EKV", "b"), ("BNW:STF", "b"),
    ("BNW:ALR:VRB", "B"), ("BNW:ALR:ONV", "s"), ("BNW:STL:MRV", "u"), ("BNW:STL:IET", "y"),
    ("WKW:INF:ZNW", "k"), ("WKW:TGW:INF", "i"), ("WKW:TGW:1EP", "p"), ("WKW:TGW:3EP", "t"),
    ("WKW:VLT:1EP", "q"), ("WKW:VLT:INF", "w"), ("WKW:ODW:ONV", "o"), ("WKW:ODW:VRB", "O"),
    ("WKW:VTD:ONV", "f"), ("WKW:VTD:VRB", "F"), ("WKW:VTD:ZNW", "u"), ("WKW:AWS", "j"),
    ("BYW", "x"), ("VRZ", "z"), ("VGW", "g"), ("VNW", "r"), ("GET", "n"), ("TSW", "j"),
)  # fmt: skip
BITS_PER_WORD = 10  # of the Bloom filter: wrong once in about 120 words


def main() -> None:
    """Read the three sources and write the two files."""
    list_path, english_path, dict_path, target = map(Path, sys.argv[1:])
    tags = read_tags(dict_path.read_bytes())
    listed = read_list(list_path.read_text(encoding="utf-8"))
    forms = {form: "".join(sorted(tags.get(form, ()))) for form in listed}
    forms |= {
        form: "".join(sorted(letters))
        for form, letters in tags.items()
        if form not in forms and letters - set("dhmvusy") and re.search(r"\w", form)
    }
    compounds = sorted(
        form for form, letters in tags.items() if form not in forms and letters <= set("dh")
    )
    english = read_list(english_path.read_text(encoding="utf-8"))
    dutch = {plain(form) for form in forms} | set(compounds)
    forms |= {word: "E" for word in english if plain(word) not in dutch}
    lines = sorted(f"{form}\t{letters}".encode() for form, letters in forms.items())
    (target / "woorden.xz").write_bytes(lzma.compress(b"\n".join(lines), preset=9))
    (target / "samenstellingen.bloom").write_bytes(bloom(compounds))
    print(f"{len(lines)} vormen, {len(compounds)} samenstellingen")


def plain(word: str) -> str:
    """Return a word without accents: `coordinator` is a slip in Dutch, and no English."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def read_list(text: str) -> set[str]:
    """Return the words of the list; of an entry of several words, its words in small letters."""
    listed = set()
    for entry in text.splitlines():
        words = entry.split()
        listed |= {word for word in words if len(words) == 1 or word.islower()}
    return {word for word in listed if re.search(r"[^\W\d_]", word)}


def read_tags(data: bytes) -> dict[str, set[str]]:
    """Return the letters of every form; an entry of the automaton is `form~lemma~tag`."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries(data):
        form, _, tag = entry.decode().split("~")
        letters = next((letters for begin, letters in LETTERS if tag.startswith(begin)), "")
        if letters and " " not in form:
            found[form] |= set(letters)
    return found


def entries(data: bytes) -> Iterator[bytes]:
    """Yield the entries of an automaton in the format CFSA2, in their order."""
    if data[:5] != b"\\fsa\xc6":
        sys.exit("geen automaat van de soort CFSA2")
    labels = data[8 : 8 + data[7]]
    arcs = data[8 + data[7] :]
    nodes: dict[int, list[tuple[int, bool, int]]] = {}

    def node(offset: int) -> list[tuple[int, bool, int]]:
        if offset not in nodes:
            nodes[offset] = read_node(arcs, labels, offset)
        return nodes[offset]

    word = bytearray()
    (_, _, root), *_ = node(0)
    stack = [iter(node(root))]
    while stack:
        for label, is_final, target in stack[-1]:
            word.append(label)
            if is_final:
                yield bytes(word)
            if target:
                stack.append(iter(node(target)))
                break
            word.pop()
        else:
            stack.pop()
            del word[-1:]


def read_node(arcs: bytes, labels: bytes, at: int) -> list[tuple[int, bool, int]]:
    """Return the arcs of a node: label, whether a word ends there, and the node it leads to.

    The first byte of an arc holds flags (the target follows this node, last arc, final) and the
    number of its label; number 0 means that the label itself follows.
    """
    found = []
    while True:
        flags = arcs[at]
        at += 1
        label = labels[flags & 31]
        if not flags & 31:
            label = arcs[at]
            at += 1
        target = -1
        if not flags & 0x80:
            target = shift = 0
            while True:
                target |= (arcs[at] & 127) << shift
                shift += 7
                at += 1
                if arcs[at - 1] < 128:
                    break
        found.append((label, bool(flags & 0x20), target))
        if flags & 0x40:
            return [(label, final, at if to == -1 else to) for label, final, to in found]


def bloom(words: list[str]) -> bytes:
    """Return a Bloom filter of some words."""
    size = math.ceil(len(words) * BITS_PER_WORD / 8)
    bits = bytearray(size)
    for word in words:
        for bit in bloom_bits(word, size * 8):
            bits[bit >> 3] |= 1 << (bit & 7)
    return bytes(bits)


if __name__ == "__main__":
    main()
