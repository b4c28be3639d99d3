"""Word files as Word itself writes them, small enough to change in a test."""

from __future__ import annotations

import io
import zipfile
from html import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{rest}</w:style>'
    for key, name, rest in (
        ("Standaard", "Normal", ""),
        (
            "Kop1",
            "heading 1",
            '<w:basedOn w:val="Standaard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>',
        ),
        (
            "Kop2",
            "heading 2",
            '<w:basedOn w:val="Standaard"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>',
        ),
        ("KopBrief", "Kop van de brief", '<w:basedOn w:val="Kop1"/>'),
        ("Titel", "Title", ""),
        ("Citaat", "Quote", ""),
        ("Lijstalinea", "List Paragraph", '<w:basedOn w:val="Standaard"/>'),
        ("Opsomming", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    )
)
_FORMATS = {
    1: (("bullet", "\uf0b7"), ("bullet", "o"), ("bullet", "\uf0a7")),
    2: (("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3.")),
    3: (("lowerLetter", "%1)"),),
    4: (("decimal", "%1."), ("decimal", "%1.%2")),
    5: (("decimal", "Artikel %1:"),),
}
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{key}">'
    + "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    + "</w:abstractNum>"
    for key, levels in _FORMATS.items()
) + "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in _FORMATS)


def run(text: str, *look: str) -> str:
    """Write words that look like `b`, `i`, `u`, `vanish` and so on; tabs and lines as Word does."""
    looks = "".join(f"<w:{one}/>" for one in look)
    inner = escape(text, quote=False)
    for sign, tag in (("\t", "tab"), ("\n", "br")):
        inner = inner.replace(sign, f'</w:t><w:{tag}/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r>'


def para(text: str = "", style: str = "", num: tuple[int, int] | None = None, xml: str = "") -> str:
    """Write a paragraph: words, or runs as XML; `num` is its list and level."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    words = xml or (run(text) if text else "")
    return f'<w:p w:rsidR="00A1"><w:pPr>{properties}</w:pPr>{words}</w:p>'


def cell(inner: str, across: int = 1, down: str = "") -> str:
    """Write a cell; `down` is restart or continue where cells are merged."""
    merged = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    merged += f'<w:vMerge w:val="{down}"/>' if down else ""
    inner = inner if inner.startswith("<") else para(inner)
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{merged}</w:tcPr>{inner}</w:tc>'


def table(*rows: list[str]) -> str:
    """Write a table of texts, or of cells as XML."""
    written = (
        "<w:tr>" + "".join(one if one.startswith("<w:tc") else cell(one) for one in row) + "</w:tr>"
        for row in rows
    )
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{"".join(written)}</w:tbl>'


def field(instruction: str, shown: str) -> str:
    """Write a field as Word does: what it asks, and what it showed last."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(relation: str = "rIdP", alt: str = "") -> str:
    """Write a picture in a line."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Afbeelding 1" descr="{alt}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def note(number: int) -> str:
    """Write the call of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def docx(
    body: str,
    notes: tuple[str, ...] = (),
    header: str = "",
    footer: str = "",
    comments: tuple[str, ...] = (),
    links: tuple[str, ...] = (),
    files: dict[str, bytes] | None = None,
    extra: str = "",
) -> bytes:
    """Put a Word file together. Links are `rId1` and on; notes and comments count from 1."""
    parts = {"styles": STYLES, "numbering": NUMBERING}
    kinds = {"styles": "styles", "numbering": "numbering"}
    for name, inner in (("header1", header), ("footer1", footer)):
        if inner:
            parts[name], kinds[name] = inner, name[:-1]
    if notes:
        parts["footnotes"] = "".join(
            f'<w:footnote w:id="{i}">{para(xml="<w:r><w:footnoteRef/></w:r>" + run(" " + text))}'
            "</w:footnote>"
            for i, text in enumerate(notes, 1)
        )
        kinds["footnotes"] = "footnotes"
    if comments:
        parts["comments"] = "".join(
            f'<w:comment w:id="{i}" w:author="X">{para(text)}</w:comment>'
            for i, text in enumerate(comments, 1)
        )
        kinds["comments"] = "comments"
    tags = {"header1": "hdr", "footer1": "ftr"}
    relations = "".join(
        f'<Relationship Id="rIdX{i}" Type="{_R}/{kinds[name]}" Target="{name}.xml"/>'
        for i, name in enumerate(parts)
    ) + "".join(
        f'<Relationship Id="rId{i}" Type="{_R}/hyperlink" Target="{escape(url)}" '
        'TargetMode="External"/>'
        for i, url in enumerate(links, 1)
    )
    if files:
        relations += f'<Relationship Id="rIdP" Type="{_R}/image" Target="media/image1.png"/>'
    relations += extra
    package = "http://schemas.openxmlformats.org/package/2006"
    written: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body>"
        "</w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{relations}</Relationships>",
    }
    for name, inner in parts.items():
        tag = tags.get(name, name)
        written[f"word/{name}.xml"] = f"<w:{tag} {_SPACES}>{inner}</w:{tag}>"
    return zipped(written | dict(files or {}))


def zipped(files: dict[str, bytes | str]) -> bytes:
    """Put files in a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
