"""Mutants for some minutes; a content with an answer that was not seen before is changed further.

That guides the search as coverage would, and costs nothing: a tracer makes a check five times as
slow, and the answers of the program are many and precise.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from .attempt import Attempt, attempt
from .corpus import World
from .mutate import mutant
from .shrink import shrunk

# Of so many mutants one is made into a PDF, which takes ten times as long as to check it.
BUILD_EVERY = 25
_MOST_KEPT = 3000
# How often a mutant comes of a content that can be built, of one with templates of its own, of one
# that cannot be built (what is wrong already keeps the rest from being looked at), and of a mutant
# that had a new answer.
_SHARES = (60, 10, 10, 20)


@dataclass
class Search:
    """A search: what it began with, what it tried, and what it found."""

    right: list[World]
    wrong: list[World]
    folder: Path
    seed: int
    say: Callable[[str], None] = print
    shrinking: float = 30  # seconds to make one case small
    tried: int = 0
    built: int = 0
    answers: set[str] = field(default_factory=set)
    found: dict[str, World] = field(default_factory=dict)  # by the kind of fault, made small

    def run(self, seconds: float, at_most: int | None = None) -> None:
        """Try mutants until the time is over, or so many have been tried."""
        random = Random(self.seed)
        grown: list[World] = []
        until = time.monotonic() + seconds
        own = [
            world for world in self.right if any(name.startswith("templates/") for name in world)
        ]
        plain = [world for world in self.right if world not in own]
        waiting = [*self.right, *self.wrong]
        while time.monotonic() < until and (at_most is None or self.tried < at_most):
            if waiting:  # as they are, first
                world, is_new = waiting.pop(), False
            else:
                pool = random.choices((plain, own, self.wrong or plain, grown or plain), _SHARES)[0]
                world, is_new = mutant(random, random.choice(pool or plain), self.right), True
            done = self._try(world, random)
            if is_new and not done.answers <= self.answers and len(grown) < _MOST_KEPT:
                grown.append(world)
            self.answers |= done.answers

    def _try(self, world: World, random: Random) -> Attempt:
        build = random.randrange(BUILD_EVERY) == 0
        done = attempt(world, self.folder / "proef", build)
        self.tried += 1
        self.built += build
        for fault, kind in zip(done.faults, map(_kind_of, done.faults), strict=True):
            if kind not in self.found:
                self.found[kind] = world
                self.say(f"gevonden na {self.tried}: {fault}")
                self.found[kind] = self._small(world, kind, build)
                self._keep(kind, fault)
        if self.tried % 500 == 0:
            self.say(
                f"{self.tried} geprobeerd, {self.built} gebouwd, {len(self.answers)} antwoorden"
            )
        return done

    def _small(self, world: World, kind: str, build: bool) -> World:
        if kind.startswith("het duurt"):
            return world  # to see it again takes as long each time

        def is_wrong(smaller: World) -> bool:
            return kind in attempt(smaller, self.folder / "proef", build).kinds

        return shrunk(world, is_wrong, self.shrinking)

    def _keep(self, kind: str, fault: str) -> None:
        """Write a content in a folder of its own, with what goes wrong in it."""
        folder = self.folder / f"geval-{self.seed}-{len(self.found):02}"
        for name, data in self.found[kind].items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (folder / "waarom.txt").write_text(f"{fault}\n", "utf-8", "backslashreplace")


def _kind_of(fault: str) -> str:
    (kind,) = Attempt(faults=[fault]).kinds
    return kind
