"""The fields of the draft, from the head and the end of a document."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticCustomError

from raadsbrief.inlezen.huis import Huis, sleutel
from raadsbrief.inlezen.kenmerken import Hoofd
from raadsbrief.inlezen.proza import one_line
from raadsbrief.inlezen.slot import Slot
from raadsbrief.inlezen.stuk import plat, zonder_noten
from raadsbrief.inlezen.tabellen import kaal
from raadsbrief.model import Datum
from raadsbrief.model.written import genoteerd

_EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.\w+")
_PHONE = re.compile(r"(?<!\d)(?:\+31|\(?0\d{1,3}\)?|14)[\s-]?\d[\d\s-]{2,12}\d(?!\d)")
_NONE = frozenset(("", "geen", "nvt", "n v t", "niet van toepassing", "0"))
_LONGEST = 300  # of a line about someone
_ONE_LINE = ("genre", "kenmerk", "aanhef", "commissie", "afdeling")
_SEVERAL = ("portefeuillehouder", "portefeuille", "toezegging", "motie", "raadsvragen")
_FORMS = "JJJJ een jaar, # een cijfer"


def velden(
    hoofd: Hoofd, slot: Slot, huis: Huis, los: list[str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the fields that are known, and those to fill in with what to say of them."""
    found: dict[str, Any] = {}
    open_: dict[str, str] = {}
    said = {
        name: [one for one in values if plat(one).strip()] for name, values in hoofd.velden.items()
    }
    open_["datum"] = ", of haal weg: in het document staat geen datum"
    _number(said, huis, found, open_, los)
    _date(said, found, open_)
    for name in _ONE_LINE:
        if said.get(name):
            found[name] = kaal(" ".join(said[name]))
    for name in _SEVERAL:
        if values := [kaal(one) for one in said.get(name, ()) if sleutel(plat(one)) not in _NONE]:
            found[name] = values if len(values) > 1 else values[0]
    if said.get("onderwerp"):
        found["onderwerp"] = _line(" ".join(said["onderwerp"]))
    if values := [_line(one) for one in said.get("eerdere_besluiten", ())]:
        found["eerdere_besluiten"] = values if len(values) > 1 else values[0]
    _addressee(said, huis, found)
    _stellers(said, found, los)
    _annexes([*said.get("bijlagen", ()), *slot.bijlagen], found, open_)
    if hoofd.overige:
        found["overige_kenmerken"] = {
            label: _line(text) for label, text in hoofd.overige.items() if plat(text).strip()
        }
    _signed(slot, huis, found)
    for name in huis.gemeente.verplicht:
        if name not in found:
            open_.setdefault(name, "")
    return found, open_


def _line(text: str) -> str:
    """Put Markdown on one line, without notes, which a line cannot have."""
    return one_line(zonder_noten(text))


def _number(
    said: dict[str, list[str]],
    huis: Huis,
    found: dict[str, Any],
    open_: dict[str, str],
    los: list[str],
) -> None:
    form = huis.gemeente.zaaknummer
    numbers = [kaal(one) for one in said.get("zaaknummer", ())]
    if numbers:
        found["zaaknummer"] = numbers[0]
        los += [f"{form.label} {number}" for number in numbers[1:]]
    elif form.verplicht:
        shape = f", in de vorm {' of '.join(form.patroon)} ({_FORMS})" if form.patroon else ""
        open_["zaaknummer"] = f": het nummer uit uw zaaksysteem{shape}"


def _date(said: dict[str, list[str]], found: dict[str, Any], open_: dict[str, str]) -> None:
    for text in said.get("datum", ()):
        written = kaal(text)
        inside = re.search(
            r"\d{1,2}(?:\s+[a-z]+\.?\s+|[-/.]\d{1,2}[-/.])\d{4}", written, re.IGNORECASE
        )
        try:
            date = genoteerd(written) or genoteerd(inside[0] if inside else "") or ""
            Datum.read(date)
            found.setdefault("datum", date)
        except PydanticCustomError:
            open_["datum"] = f"; in het document staat: {written}"


def _addressee(said: dict[str, list[str]], huis: Huis, found: dict[str, Any]) -> None:
    lines = [
        re.sub(r"^aan\b\s*:?\s*", "", kaal(one), flags=re.IGNORECASE) for one in said.get("aan", ())
    ]
    lines = [line for line in lines if line]
    usual = [re.sub(r"^aan\s+", "", one, flags=re.IGNORECASE) for one in huis.gemeente.aan or ()]
    if lines and sleutel(" ".join(lines)) != sleutel(" ".join(usual)):
        found["aan"] = lines if len(lines) > 1 else lines[0]
    if found.get("aanhef") and sleutel(found["aanhef"]) == sleutel(huis.gemeente.aanhef or ""):
        del found["aanhef"]


def _stellers(said: dict[str, list[str]], found: dict[str, Any], los: list[str]) -> None:
    people: list[dict[str, str]] = []
    lines = [kaal(one) for name in ("steller", "telefoon", "email") for one in said.get(name, ())]
    for line in lines:
        if len(line) > _LONGEST:
            los.append(line)
            continue
        email, phone = _EMAIL.search(line), _PHONE.search(line)
        name = line
        for part in (email, phone):
            name = name.replace(part[0], "") if part else name
        name = re.sub(r"\b(?:tel(?:efoon)?|e-?mail|t|e)\s*[.:]", "", name, flags=re.IGNORECASE)
        name = re.sub(r"[()<>,;|/ ]+$|^[()<>,;|/ ]+|\(\s*\)", "", name).strip()
        if (
            name
            and (not people or not (email or phone) or "naam" in people[-1])
            and any(map(str.isalpha, name))
        ):
            people.append({"naam": name})
        elif not people:
            people.append({})
        for key, part in (("telefoon", phone), ("email", email)):
            if part:
                people[-1].setdefault(key, part[0].strip())
    named = [one["naam"] if len(one) == 1 else one for one in people if "naam" in one]
    los += [" ".join(one.values()) for one in people if "naam" not in one]
    if named:
        found["steller"] = named if len(named) > 1 else named[0]


def _annexes(lines: list[str], found: dict[str, Any], open_: dict[str, str]) -> None:
    titles = []
    for line in lines:
        for one in line.split("; "):
            title = re.sub(
                r"^\s*(?:[-•*]|\d{1,2}\\?[.)]|[Bb]ijlage\s+\d{1,2}\s*:)\s+", "", _line(one)
            )
            title = title.strip().rstrip(";")
            if sleutel(plat(title)) in _NONE:
                continue
            if re.fullmatch(r"\d{1,2}", title):
                open_["bijlagen"] = f": de titels; volgens het document zijn het er {title}"
            else:
                titles.append(title)
    if titles:
        found["bijlagen"] = titles
        open_.pop("bijlagen", None)


def _signed(slot: Slot, huis: Huis, found: dict[str, Any]) -> None:
    """Name who signed and how it was closed, where that is otherwise than usual."""
    usual = [sleutel(line) for line in huis.gemeente.afsluiting or ()]
    if slot.afsluiting and sleutel(" ".join(slot.afsluiting)) != " ".join(usual).strip():
        lines = slot.afsluiting
        found["afsluiting"] = lines if len(lines) > 1 else lines[0]
    signers = [
        _signer(name, function, huis, found.get("datum")) for name, function in slot.tekenaars
    ]
    functies = huis.gemeente.ondertekening.functies if huis.gemeente.ondertekening else ()
    if signers and [_same(one) for one in signers] != [_same(one) for one in functies]:
        found["ondertekening"] = signers


def _same(one: Any) -> str:
    if isinstance(one, str):
        return sleutel(re.sub(r"^de\s+", "", one, flags=re.IGNORECASE))
    if isinstance(one, dict):
        return sleutel(f"{one.get('naam', '')} {one.get('functie', '')}")
    return sleutel(f"{one.naam or ''} {one.functie or ''}")


def _signer(name: str, function: str, huis: Huis, date: str | None) -> Any:
    """Name someone by the function in the college, if that gives the same name."""
    member = huis.bestuurder(name) if name else None
    own = sleutel(re.sub(r"^de\s+", "", function, flags=re.IGNORECASE))
    if member is not None and (not own or own == sleutel(member.functie)):
        on = Datum.read(date) if date else None
        holders = huis.gemeente.in_functie(member.functie, on)
        if holders == [member]:
            return member.functie
        if on is None or member.in_functie(on):
            return member.naam
    signer = {"naam": name, "functie": re.sub(r"^de\s+", "", function, flags=re.IGNORECASE)}
    return {key: value for key, value in signer.items() if value}
