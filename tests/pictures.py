"""Pictures as people have them: those that a letter can carry, and those that it cannot."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 200 100">\n'
)


def svg(body: str, head: str = HEAD) -> bytes:
    return f"{head}{body}</svg>".encode()


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def halves(mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (24, 16), "red")
    image.paste((0, 0, 255), (0, 8, 24, 16))
    return image.convert(mode)


def turned() -> bytes:
    """A photo of a camera that was held on its side (EXIF says: turn it a quarter)."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    return written(halves(), "JPEG", exif=exif.tobytes())


def wide_profile() -> bytes:
    """The profile of sRGB with red and blue changed places, under another name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name in ("sRGB", "s\0R\0G\0B", "\0s\0R\0G\0B"):
        profile = profile.replace(name.encode(), name.replace("s", "x").encode())
    return profile.replace(b"rXYZ", b"qXYZ").replace(b"bXYZ", b"rXYZ").replace(b"qXYZ", b"bXYZ")


def png(depth: int, colour: int, row: bytes, interlaced: int = 0) -> bytes:
    """A PNG of one point, of a kind that Pillow does not write."""
    header = struct.pack(">IIBBBBB", 1, 1, depth, colour, 0, 0, interlaced)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" + row)), (b"IEND", b"")]
    data = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + data


def data_uri(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


_SMALL = data_uri(written(halves(), "PNG"))
_STOPS = '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="#00f"/>'
_LINE = 'gradientUnits="userSpaceOnUse" x1="0" x2="200"'

GOOD: dict[str, bytes] = {
    "vlakken.svg": svg('<rect width="90" height="90"/><circle r="25%" fill="#38617a80"/>'),
    "tekst.svg": svg(
        '<g font-size="12" font-family="Arial"><text x="9" y="20">Wijk <tspan font-weight="bold">'
        'vet</tspan></text><text x="90" y="40" text-anchor="middle" rotate="5">m</text></g>'
    ),
    "kort.svg": svg('<text x="9" y="50" style="font: 20px Arial">Kort</text>'),
    "stijl.svg": svg(
        "<style>/* a */ .a{fill:red!important} g > .b:not(.x){fill:hsl(10 20% 30%)}"
        "@media (prefers-color-scheme: dark) { .a { fill: white } }</style>"
        '<rect class="a" width="20" height="20"/><g><rect class="b" width="9" height="9"/></g>'
    ),
    "verloop.svg": svg(
        f'<linearGradient id="g" {_LINE}>{_STOPS}</linearGradient>'
        '<rect width="90" height="90" fill="url(#g)"/><circle r="40" fill="url(#g)"/>'
    ),
    "verloop-geerfd.svg": svg(
        f'<defs><linearGradient id="a">{_STOPS}</linearGradient>'
        f'<linearGradient id="g" xlink:href="#a" {_LINE}/></defs><circle r="40" fill="url(#g)"/>'
    ),
    "doorzichtig.svg": svg(
        '<g opacity=".5"><rect width="60" height="60"/><text y="80" font-size="20">a</text></g>'
        '<path d="M10 50H190" stroke="red" stroke-opacity="50%" stroke-width="9"/>'
    ),
    "uitsnede.svg": svg(
        '<clipPath id="c"><circle cx="50" cy="50" r="40"/></clipPath>'
        '<g clip-path="url(#c)"><rect width="200" height="100"/></g>'
    ),
    "patroon.svg": svg(
        '<pattern id="p" width="9" height="9" patternUnits="userSpaceOnUse"><path d="M0 0L9 9" '
        'stroke="red"/></pattern><rect width="90" height="90" fill="url(#p)" stroke="black"/>'
    ),
    "pijl.svg": svg(
        '<marker id="m" refX="5" refY="5" markerWidth="6" markerHeight="6" orient="auto">'
        '<path d="M0 0L10 5L0 10z"/></marker>'
        '<path d="M20 20H100V80" fill="none" stroke="black" marker-end="url(#m)"/>'
    ),
    "hergebruik.svg": svg(
        '<symbol id="s" viewBox="0 0 9 9"><rect width="9" height="9"/></symbol>'
        '<use xlink:href="#s" width="40" height="40"/><use href="#s" width="9" height="9" x="90"/>'
    ),
    "ingesloten.svg": svg(
        f'<image xlink:href="{_SMALL}" width="80" height="80"/>'
        f'<image href="{_SMALL[:60]}&#10;{_SMALL[60:]}" x="99" width="80" height="80"/>'
    ),
    "illustrator.svg": b"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
<!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY i "http://ns.adobe.com/Illustrator/10.0/">]>
<svg xmlns="&ns_svg;" xmlns:i="&i;" viewBox="0 0 9 9" width="9" height="9"><switch>
<foreignObject requiredExtensions="&i;" x="0" y="0" width="1" height="1"><i:pgfRef/></foreignObject>
<g i:extraneous="self"><rect width="9" height="9" fill="#DA0000"/></g></switch></svg>""",
    "inkscape.svg": b"""<svg width="210mm" height="99mm" viewBox="0 0 210 99"
 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
 xmlns="http://www.w3.org/2000/svg"><sodipodi:namedview pagecolor="#fff"><a/></sodipodi:namedview>
<g inkscape:label="Laag 1" transform="matrix(1,0,0,1,-9,-9),rotate(3)"><text xml:space="preserve"
 style="font-size:10.5px;font-family:sans-serif;-inkscape-font-specification:sans;fill:#000000"
 x="20" y="30"><tspan x="20" y="30" style="stroke-width:.26">Regel</tspan></text>
<path style="fill:none;stroke:#000;paint-order:markers fill stroke;font-size:medium;filter:none"
 d="m 10,80 180,0 c 1e1,-2 3-4.5.5,6z"/></g></svg>""",
    "foto.jpg": written(halves(), "JPEG"),
    "stapsgewijs.jpg": written(halves(), "JPEG", progressive=True),
    "grijs.jpg": written(halves("L"), "JPEG"),
    "gedraaid.jpg": turned(),
    "onzin.jpg": written(halves(), "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x77" * 40),
    "andere-kleuren.jpg": written(halves(), "JPEG", icc_profile=wide_profile()),
    "grijs.png": written(halves("L"), "PNG"),
    "zwartwit.png": written(halves("1"), "PNG"),
    "palet.png": written(halves("P"), "PNG"),
    "doorzichtig-palet.png": written(halves("P"), "PNG", transparency=0),
    "doorzichtig.png": written(halves("RGBA"), "PNG"),
    "doorzichtig-grijs.png": written(halves("LA"), "PNG"),
    "zestien.png": png(16, 2, b"\xff\xff\0\0\0\0"),
    "verweven.png": png(8, 2, b"\xff\0\0", interlaced=1),
    "beweegt.png": written(halves(), "PNG", save_all=True, append_images=[halves("L")]),
}

# What is refused: a part of the answer, and the line that it names.
BAD_SVG: dict[str, tuple[bytes, str, int]] = {
    "kapot": (b"<svg>\n<rect", "geen geldige SVG", 2),
    "anders": (b"<html></html>", "geen SVG", 1),
    "entiteit": (b"<!DOCTYPE svg [" + b"".join(
        b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10 if i else b"lol" * 99)
        for i in range(12)
    ) + b"]><svg>&l11;</svg>", "geen geldige SVG", 1),
    "diep": (svg("<g>" * 300 + "</g>" * 300), "te diep", 2),
    "foreignObject": (svg("\n<foreignObject><p>a</p></foreignObject>"), "<foreignObject>", 3),
    "terugval": (svg("<switch><foreignObject><p>a</p></foreignObject><text>b</text></switch>"),
                 "<foreignObject>", 2),
    "keuze": (svg('<switch><text systemLanguage="nl">a</text><text>b</text></switch>'), "keuze", 2),
    "boog": (svg('<text><textPath href="#x">a</textPath></text>'), "langs een lijn", 2),
    "script": (svg("<script>teken()</script>"), "script", 2),
    "beweging": (svg('<rect><animate attributeName="x"/></rect>'), "beweegt", 2),
    "vreemd": (svg("<kaart/>"), "<kaart>", 2),
    "stijlblad": (b'<?xml-stylesheet href="a.css"?>' + svg(""), "xml-stylesheet", 1),
    "import": (svg('<style>\n@import "a.css";</style>'), "@import", 3),
    "lettertype": (svg("<style>@font-face{src:url(a.woff)}</style>"), "@font-face", 2),
    "media": (svg("<style>@media print{rect{fill:red}}</style>"), "@media", 2),
    "selector": (svg("<style>a{}\na:nth-foo(2){fill:red}</style>"), "selector", 3),
    "lettergrootte": (svg('<text font-size="small">a</text>'), "lettergrootte", 2),
    "font": (svg('<text style="font:bold 20px Arial">a</text>'), "verkorte `font`", 2),
    "font-stijl": (svg("<style>.k{font:italic 13px sans-serif}</style><text>a</text>"),
                   "verkorte `font`", 2),
    "cmyk": (svg('<rect fill="device-cmyk(0 1 1 0)"/>'), "gewone kleur", 2),
    "icc": (svg('<rect style="fill:#CD853F icc-color(acme, 0.1, 0.4)"/>'), "gewone kleur", 2),
    "var": (svg('<rect fill="var(--kleur)"/>'), "gewone kleur", 2),
    "lab": (svg('<stop stop-color="lab(50% 20 20)"/>'), "gewone kleur", 2),
    "filter": (svg('<filter id="f"/><rect filter="url(#f)"/>'), "filter", 2),
    "mengen": (svg('<rect style="mix-blend-mode:multiply"/>'), "gemengd", 2),
    "halo": (svg('<text paint-order="stroke" stroke="white">a</text>'), "paint-order", 2),
    "doorhalen": (svg('<text text-decoration="line-through">a</text>'), "doorhalen", 2),
    "hoog": (svg('<text>m<tspan baseline-shift="super">2</tspan></text>'), "hoog of laag", 2),
    "staand": (svg('<text writing-mode="tb">a</text>'), "naar beneden", 2),
    "regel": (svg("<text>woord\nander</text>"), "aan elkaar", 2),
    "teken": (svg("<text>\U0001f600</text>"), "geen teken", 2),
    "achtergrond": (svg("", HEAD.replace("viewBox", 'style="background:#234" viewBox')),
                    "achtergrond", 1),
    "viewBox": (svg("", HEAD.replace("200 100", "a b")), "geen maat", 1),
    "viewBox-nul": (svg("", HEAD.replace("200 100", "0 100")), "geen maat", 1),
    "viewBox-min": (svg("", HEAD.replace("200 100", "-9 100")), "geen maat", 1),
    "maatloos": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "hoe groot", 1),
    "nul": (b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="9"/>', "hoe groot", 1),
    "procent": (b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="9">'
                b'<rect width="50%"/></svg>', "procenten", 1),
    "getal": (svg('<rect width="negen"/>'), "'negen' kan niet", 2),
    "oneindig": (svg('<rect width="1e999"/>'), "'1e999' kan niet", 2),
    "geen-getal": (svg('<circle r="nan"/>'), "'nan' kan niet", 2),
    "pad": (svg('<path d="M0 0 Lx"/>'), "kan niet bij d", 2),
    "extern": (svg('<image href="kaart.png"/>'), "ander bestand: 'kaart.png'", 2),
    "net": (svg('<image xlink:href="https://x.nl/a.png"/>'), "ander bestand", 2),
    "extern-use": (svg('<use href="a.svg#b"/>'), "ander bestand", 2),
    "extern-url": (svg('<rect fill="url(a.svg#b)"/>'), "ander bestand", 2),
    "ingesloten-cmyk": (svg(f'<image href="{data_uri(written(halves("CMYK"), "JPEG"))}"/>'),
                        "drukwerk", 2),
    "ingesloten-half": (svg(f'<image href="{_SMALL[:-60]}"/>'), "niet compleet", 2),
    "verloop-vlak": (svg(f'<linearGradient id="g">{_STOPS}</linearGradient>'
                         '<rect fill="url(#g)"/>'), "gradientUnits", 2),
    "verloop-draai": (svg(f'<linearGradient id="g" gradientTransform="rotate(9)" {_LINE}>{_STOPS}'
                          '</linearGradient><rect fill="url(#g)"/>'), "gradientTransform", 2),
    "verloop-lijn": (svg(f'<linearGradient id="g" {_LINE}>{_STOPS}</linearGradient>'
                         '<path d="M0 0H9" stroke="url(#g)"/>'), "dikte", 2),
    "verloop-twee": (svg(f'<linearGradient id="a">{_STOPS}</linearGradient><linearGradient id="g"'
                         f' href="#a" {_LINE}/><rect fill="url(#g)"/><rect style="fill:url(#g)"/>'),
                     "tweede keer", 2),
    "masker": (svg('<mask id="m"/><rect mask="url(#m)"/>'), "masker", 2),
    "uitsnede": (svg('<clipPath id="c" clipPathUnits="objectBoundingBox"/>'
                     '<rect clip-path="url(#c)"/>'), "uitsnede", 2),
    "uitsnede-gat": (svg('<clipPath id="c"><path clip-rule="evenodd"/></clipPath>'), "gat", 2),
    "patroon": (svg('<pattern id="p"/><rect fill="url(#p)"/>'), "vulpatroon", 2),
    "pijl": (svg('<marker id="m" orient="auto"/><polyline marker-end="url(#m)"/>'),
             "verkeerde kant", 2),
    "symbool": (svg('<symbol id="s" viewBox="0 0 9 9"/><use href="#s"/>'), "andere maat", 2),
    "entiteit-elders": (
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<text>&x;</text></svg>',
        "tekst uit een ander bestand: 'file:///etc/passwd'", 2),
    "entiteit-onbekend": (
        b'<!DOCTYPE svg SYSTEM "x.dtd"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        b"\n<text>&x;</text></svg>", "'&x;' niet uit", 2),
    "kring": (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "zichzelf", 2),
    "bom": (svg("".join(f'<g id="l{i}">' + f'<use href="#l{i - 1}"/>' * 10 + "</g>\n"
                        for i in range(1, 10)) + '<g id="l0"><rect/></g>'),
            "hoogstens 200.000", 10),
}  # fmt: skip
