"""Invented people: residents of every age, and the colleagues who help them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop.models.kinds import Gender, Role
from desktop.models.people import Colleague, NetworkMember, Resident
from desktop.rules.bsn import WEIGHTS
from desktop.rules.dates import age_on, birthday
from desktop.services.demo.scene import Scene
from desktop.services.demo.spots import Spot, homes

TEST_NUMBERS = range(99_990_000, 100_000_000)
"""First eight digits of the official test BSNs, which nobody has; the ninth follows from them."""

_BETWEEN_BIRTHDAYS = 240
"""Days since the last birthday at most, so that nobody soon grows out of an age class."""

_TIMES = ((1960, "before_1960"), (1990, "before_1990"))

_DIGITS = 10_000

_MIDDLE, _OLDER = 30, 60
"""Years from which on someone has other people near."""


class People:
    """Makes people, each with another BSN while there are test numbers left."""

    def __init__(self, scene: Scene, spots: tuple[Spot, ...]) -> None:
        self.scene = scene
        self._homes = {m.name: homes(spots, m.name) for m in scene.profile.municipalities}
        numbers = list(test_numbers())
        scene.chance.shuffle(numbers)
        self._numbers: Iterator[str] = iter(numbers)

    def resident(self, municipality: str, birth_date: date, consultant: str) -> Resident:
        """Someone who lives in a municipality."""
        scene = self.scene
        gender = scene.one_of((Gender.FEMALE, Gender.MALE))
        first = scene.one_of(self._first_names(birth_date, gender))
        prefix, _bar, last = scene.one_of(scene.names.last_names["all"]).partition("|")
        home = scene.one_of(self._homes[municipality])
        return Resident(
            id=scene.new_id(),
            bsn=next(self._numbers, ""),
            first_names=first,
            initials=f"{first[0]}.",
            prefix=prefix,
            last_name=last,
            birth_date=birth_date,
            gender=gender,
            address=f"{scene.one_of(scene.names.streets['all'])} {scene.between(1, 180)}",
            postal_code=f"{home.code} {self._letters()}" if home.code else "",
            place=home.name,
            municipality=municipality,
            phone=fictional_phone(scene),
            consultant=consultant,
        )

    def aged(self, age: int) -> date:
        """A birth date of someone who is so old today."""
        return birthday(self.scene.today - timedelta(days=self.scene.between(0, _BETWEEN_BIRTHDAYS)), -age)

    def near(self, resident: Resident) -> Iterator[NetworkMember]:
        """Nobody, one or two people who are near."""
        scene, texts = self.scene, self.scene.stories.network
        age = age_on(resident.birth_date, scene.today) if resident.birth_date else _MIDDLE
        relations = texts.young if age < _MIDDLE else texts.middle if age < _OLDER else texts.older
        for _n in range(scene.one_of((0, 1, 1, 2))):
            scene_year = self.aged(scene.between(25, 75))
            gender = scene.one_of((Gender.FEMALE, Gender.MALE))
            yield NetworkMember(
                id=scene.new_id(),
                resident_id=resident.id,
                name=scene.one_of(self._first_names(scene_year, gender)),
                relation=scene.one_of(texts.of(gender, relations)),
                helps_with=scene.one_of(texts.helps_with),
                informal_carer=scene.happens(25),
                overburdened=scene.happens(6),
            )

    def _first_names(self, birth_date: date, gender: Gender) -> tuple[str, ...]:
        time = next((name for year, name in _TIMES if birth_date.year < year), "later")
        of_time = self.scene.names.first_names[time]
        return of_time.female if gender is Gender.FEMALE else of_time.male

    def _letters(self) -> str:
        return "".join(self.scene.one_of("ABCDEGHJKLNPRTVWXZ") for _n in range(2))


def test_numbers() -> Iterator[str]:
    """Every BSN that is meant for tests; about nine thousand."""
    for eight in TEST_NUMBERS:
        ninth = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, str(eight), strict=False)) % 11
        if ninth < 10:  # noqa: PLR2004 - one digit
            yield f"{eight}{ninth}"


def colleagues(scene: Scene, count: int) -> tuple[tuple[Colleague, ...], Colleague]:
    """Consultants, each for a municipality in turn, and a team lead for all."""
    known = scene.names.colleagues
    places = [municipality.name for municipality in scene.profile.municipalities]
    consultants = tuple(
        Colleague(
            id=scene.new_id(),
            name=known.names[n % len(known.names)] + (f" {n // len(known.names) + 1}" if n >= len(known.names) else ""),
            role=Role.CONSULTANT.value,
            municipality=places[n % len(places)],
        )
        for n in range(count)
    )
    return consultants, Colleague(id=scene.new_id(), name=known.team_lead, role=Role.TEAM_LEAD.value)


def fictional_phone(scene: Scene) -> str:
    """A number in the form of a Dutch one that is nobody's."""
    return f"055-555 {scene.between(0, _DIGITS - 1):04d}"
