"""The question to the social map, to keep under a name and to ask again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.views.social_map.asking import Asked
from desktop.views.social_map.question_bar import QuestionBar


class KeptQuestion:
    """Of a search for a resident neither the place nor the age is kept, and both stay when it is asked again."""

    def __init__(self, bar: QuestionBar, is_for_someone: Callable[[], bool]) -> None:
        self._bar, self._is_for_someone = bar, is_for_someone

    def filters(self) -> Mapping[str, Any]:
        """With the words."""
        asked = self._bar.asked
        plain = replace(asked, near="", age=None) if self._is_for_someone() else asked
        return {"text": self._bar.search_field.text().strip(), **plain.kept()}

    def put_filters(self, asked: Mapping[str, Any]) -> None:
        """Sets them so."""
        wanted, here = Asked.of(asked), self._bar.asked
        if self._is_for_someone():
            wanted = replace(wanted, near=here.near, near_if_known=here.near_if_known, age=here.age)
        self._bar.search_field.setText(str(asked.get("text", "")))
        self._bar.begin(wanted)
        self._bar.asked_anew.emit()
