"""Parts of a YAML file by its lines, so that layout and comments stay as they were."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from raadsbrief.yaml.nodes import Source

# Every line that a draft adds for its author begins so; the next draft does not copy them.
MARK = "# concept:"
_SCHEMA = "# yaml-language-server:"


def end_line(node: Node) -> int:
    """Return the line after a node, from 0; a collection ends where its last value does."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_line(last[1] if isinstance(last, tuple) else last)
    end = node.end_mark
    return int(end.line + bool(end.column))


def is_lines(node: Node | None) -> bool:
    """Tell whether a collection is written over lines, not between brackets."""
    return isinstance(node, MappingNode | SequenceNode) and not node.flow_style


def begin_line(source: Source, parent: Node, i: int) -> int:
    """Return the line on which an entry of a collection begins, from 0."""
    entry = parent.value[i]
    if isinstance(entry, tuple):
        return int(entry[0].start_mark.line)
    line, dash = entry.start_mark.line, parent.start_mark.column
    while line > parent.start_mark.line and source.lines[line][dash : dash + 1] != "-":
        line -= 1
    return int(line)


def entry_lines(source: Source, parent: Node, i: int) -> list[str]:
    """Return the lines of an entry of a collection, with the comments right above it."""
    first = begin_line(source, parent, i)
    entry = parent.value[i]
    value = entry[1] if isinstance(entry, tuple) else entry
    last = max(end_line(value), first + 1)
    return [*_above(source, parent, i, first), *_trimmed(source.lines[first:last])]


def _above(source: Source, parent: Node, i: int, first: int) -> list[str]:
    """Return the comments above an entry that are about it."""
    if i == 0 and first == parent.start_mark.line and parent is not source.root:
        after = first
        while after and source.lines[after - 1].lstrip().startswith("#"):
            after -= 1
    elif i == 0:
        after = 0
    else:
        before = parent.value[i - 1]
        after = end_line(before[1] if isinstance(before, tuple) else before)
        after = max(after, begin_line(source, parent, i - 1) + 1)
    lines = source.lines[after:first]
    if i == 0 and parent is source.root:  # the head of the file is about that file
        blank = [n for n, line in enumerate(lines) if not line.strip()]
        lines = lines[blank[-1] + 1 :] if blank else []
    return without_marks([line for line in lines if line.lstrip().startswith("#")])


def without_marks(comments: Sequence[str]) -> list[str]:
    """Leave out what an earlier draft added, and the old blocks that it showed under a mark."""
    kept, ours = [], False
    for line in comments:
        ours = ours or line.lstrip().startswith(MARK)
        if not ours and not line.lstrip().startswith(_SCHEMA):
            kept.append(line)
    return kept


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = [line.rstrip("\r") for line in lines]
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def text_of(source: Source, node: Node) -> str:
    """Return the text of a value as it stands in the file, when it stands between brackets."""
    text = source.text[node.start_mark.index : node.end_mark.index]
    return re.sub(r"\n[ \t]*", "\n        ", text.strip())


def words_of(node: Node | None) -> str:
    """Return all texts in a node, for whoever looks for words."""
    if isinstance(node, ScalarNode):
        return str(node.value)
    if isinstance(node, MappingNode):
        return "\n".join(words_of(value) for _, value in node.value)
    return "\n".join(map(words_of, node.value)) if isinstance(node, SequenceNode) else ""


def remark(text: str, indent: int = 0) -> list[str]:
    """Write something for the author of a draft, on lines that are not too long."""
    begin = f"{' ' * indent}{MARK} "
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
    lines = textwrap.wrap(
        plain, 98 - indent - len(MARK), break_long_words=False, break_on_hyphens=False
    )
    return [begin + ("  " if n and plain.startswith("- ") else "") + line
            for n, line in enumerate(lines)]  # fmt: skip


def as_comment(lines: Sequence[str], indent: int) -> list[str]:
    """Write lines as a comment that an editor can undo; they keep their layout."""
    cut = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [f"{' ' * indent}# {line[cut:]}".rstrip() for line in lines]
