"""Values by key that can be taken back to how they were."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, which can be taken back to how they were."""

    def __init__(self, values: Mapping[K, V | None]) -> None:
        self._values = dict(values)
        self._before: list[tuple[K, V | None]] = []

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def get(self, key: K) -> V | None:
        """The value; None where there is none."""
        return self._values.get(key)

    def learn(self, value: V | None, key: K) -> None:
        """Keeps what was read; it stays true when other things are taken back."""
        self._values[key] = value

    def put(self, key: K, value: V) -> None:
        """Gives the key another value."""
        self._before.append((key, self._values.get(key)))
        self._values[key] = value

    def put_keys(self) -> list[K]:
        """The keys that were given another value since the beginning."""
        return list(dict.fromkeys(key for key, _value in self._before))

    def firsts(self) -> dict[K, V | None]:
        """By key that was given another value the one at the beginning."""
        found: dict[K, V | None] = {}
        for key, value in self._before:
            found.setdefault(key, value)
        return found

    def mark(self) -> int:
        """Names how it is now, for `back_to`."""
        return len(self._before)

    def back_to(self, mark: int) -> None:
        """Takes back what was put since."""
        while len(self._before) > mark:
            key, value = self._before.pop()
            self._values[key] = value
