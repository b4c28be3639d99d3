"""The XMP packet of the letter: what the file is, and which standards it claims to meet."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

# PDF/A (ISO 19005-2, 6.6.2.3.1) knows pdfaid but not pdfuaid, so the claim of PDF/UA
# (ISO 14289-1, 5) comes with a description of its own schema.
_CLAIMS = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def packet(metadata: Any, producer: str) -> bytes:
    """Write one complete RDF from what WeasyPrint's DocumentMetadata read in the HTML head.

    An `rdf:RDF` of our own next to WeasyPrint's would not do: readers take the first.
    """
    m = metadata
    described = [
        *_described("dc", "http://purl.org/dc/elements/1.1/", _dublin_core(m)),
        *_described("xmp", "http://ns.adobe.com/xap/1.0/", _dates(m)),
        *_described("pdf", "http://ns.adobe.com/pdf/1.3/", _producer(m, producer)),
    ]
    namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    body = "\n".join([_CLAIMS.strip(), *described])
    return f'<rdf:RDF xmlns:rdf="{namespace}">\n{body}\n</rdf:RDF>'.encode()


def _described(prefix: str, namespace: str, properties: dict[str, str]) -> list[str]:
    if not properties:
        return []
    lines = [f"<{prefix}:{name}>{value}</{prefix}:{name}>" for name, value in properties.items()]
    start = f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">'
    return [start, *lines, "</rdf:Description>"]


def _dublin_core(m: Any) -> dict[str, str]:
    properties = {"format": "application/pdf"}
    if m.title:
        properties["title"] = _alternatives(m.title)
    if m.authors:
        properties["creator"] = _list("Seq", m.authors)
    if m.description:
        properties["description"] = _alternatives(m.description)
    if m.keywords:
        properties["subject"] = _list("Bag", m.keywords)
    if m.lang:
        properties["language"] = _list("Bag", [m.lang])
    return properties


def _dates(m: Any) -> dict[str, str]:
    found = {
        "CreatorTool": m.generator,
        "CreateDate": m.created,
        "ModifyDate": m.modified,
        "MetadataDate": m.modified,
    }
    return {name: _xml(value) for name, value in found.items() if value}


def _producer(m: Any, producer: str) -> dict[str, str]:
    found = {"Producer": producer, "Keywords": ", ".join(m.keywords)}
    return {name: _xml(value) for name, value in found.items() if value}


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(text)}</rdf:li></rdf:Alt>'


def _list(kind: str, texts: list[str]) -> str:
    items = "".join(f"<rdf:li>{_xml(text)}</rdf:li>" for text in texts)
    return f"<rdf:{kind}>{items}</rdf:{kind}>"


def _xml(text: str) -> str:
    """Escape text, without the control characters that XML 1.0 (2.2) has no way to write."""
    allowed = (c for c in text if (c >= " " and c not in "\ufffe\uffff") or c in "\t\n\r")
    return escape("".join(allowed))
