"""`verify`: a note begins on the page of its call, also in PDFs that name it otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from breakages import _elements
from conftest import Change
from pikepdf import Array, Dictionary, Name, Pdf, String

from raadsbrief.verify.rules import verify

ASTRAY = "bladzijde 2: een voetnoot staat niet op de bladzijde van haar verwijzing"


def messages(path: Path) -> list[str]:
    return [found.message for found in verify(path)]


def other_names(opened: Pdf) -> None:
    """Let the notes have names that no link goes to, as other programs do."""
    for number, note in enumerate(_elements(opened, "Note")):
        note.ID = String(f"fn{number}")


def test_a_note_behind_the_text_that_calls_it(changed: Change) -> None:
    assert messages(changed(other_names)) == []


def test_a_note_far_behind_the_text_that_calls_it(changed: Change) -> None:
    def move(opened: Pdf) -> None:
        other_names(opened)
        text: Any = _elements(opened, "P")[-1]
        paragraph: Any = _elements(opened, "P")[0]
        text.S, text.ID = Name.Note, String("fn9")
        above = text.P
        above.K = Array([kid for kid in above.K if kid.objgen != text.objgen])
        siblings = paragraph.P
        kids = list(siblings.K)
        kids.insert([kid.objgen for kid in kids].index(paragraph.objgen) + 1, text)
        siblings.K, text.P = Array(kids), siblings

    assert ASTRAY in messages(changed(move))


def test_a_link_by_an_action_calls_a_note_too(changed: Change) -> None:
    def act(opened: Pdf) -> None:
        note, text = _elements(opened, "Note")[0], _elements(opened, "P")[-1]
        text.S, text.ID, note.S = Name.Note, note.ID, Name.P
        del note["/ID"]
        for annotation in opened.pages[0].Annots:
            if "/Dest" in annotation:
                annotation.A = Dictionary(S=Name.GoTo, D=annotation.Dest)
                del annotation["/Dest"]

    assert ASTRAY in messages(changed(act))


def test_a_second_call_may_stand_on_another_page(changed: Change) -> None:
    def call_again(opened: Pdf) -> None:
        name = _elements(opened, "Note")[0].ID
        for annotation in opened.pages[1].Annots:
            annotation.Dest = name
            del annotation["/A"]

    assert messages(changed(call_again)) == []
