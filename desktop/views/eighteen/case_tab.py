"""The tab of a case for who turns eighteen: the same plan as beside the board."""

from __future__ import annotations

from typing_extensions import override

from desktop.models.kinds import Law
from desktop.rules.dates import age_on
from desktop.rules.eighteen.standing import BEGINS_AT
from desktop.rules.prompts.youth import LAST_AGE
from desktop.services.case_reading import CasePage
from desktop.views.cases.panel import Panel
from desktop.views.eighteen.detail import YouthDetail
from desktop.views.screen import Screen


class Eighteen(Panel):
    """The line of time, the plan with its steps, and what stands around it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.detail = YouthDetail(screen, in_case=True)
        self.body.addWidget(self.detail, 1)

    @override
    def is_for(self, page: CasePage) -> bool:
        """A case of youth help of who is between sixteen and twenty-three: for them the board has a plan."""
        birth = page.resident.birth_date
        if page.case.law is not Law.JEUGDWET or birth is None:
            return False
        return BEGINS_AT <= age_on(birth, self.workplace.today) < LAST_AGE

    @override
    def draw(self, page: CasePage) -> None:
        self.detail.show_case(page.case.id)

    @override
    def forget(self) -> None:
        super().forget()
        self.detail.show_line(None)
