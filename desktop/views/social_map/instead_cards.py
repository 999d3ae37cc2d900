"""Under a long wait: who can start sooner, and what the neighbourhood offers in the meantime. Each one act away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton

from desktop.language import _
from desktop.models.labels import label
from desktop.services.choices import ServiceChoice
from desktop.services.instead import Instead, Sooner
from desktop.services.weeks import weeks_text
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, RowButton
from desktop.views.design.cards import Card
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.indication.providers import STATUS_TONES, away_text
from desktop.views.social_map.words import measured_text

Opens = Callable[[str], None]


def sooner_card(instead: Instead, opens: Opens, chooses: Opens | None) -> Card:
    """Others of the same product in the same municipality; `chooses` puts one in the draft, where there is a draft."""
    card = Card(_("Who can start sooner"), gap=Space.S)
    products = ", ".join(instead.helps)
    where = instead.municipality
    told = (
        _("This provider takes nobody now for {products} in {municipality}.", products=products, municipality=where)
        if instead.takes_nobody
        else _("The wait here is long for {products} in {municipality}.", products=products, municipality=where)
    )
    card.body.addWidget(Text(told, "muted"))
    for one in instead.others:
        card.body.addLayout(_other(one, opens, chooses))
    if not instead.others:
        card.body.addWidget(Text(_("Of nobody else it is known that help starts sooner.")))
    return card


def meantime_card(instead: Instead, opens: Opens, puts: Opens | None) -> Card:
    """Community services; `puts` puts one on the plan, where it is searched for a resident."""
    card = Card(_("In the meantime, from the neighbourhood"), gap=Space.S)
    for service in instead.meantime:
        card.body.addLayout(_service(service, opens, puts))
    if not instead.meantime:
        card.body.addWidget(Text(_("The social map knows no service for this yet. Search with other words."), "muted"))
    return card


def _other(one: Sooner, opens: Opens, chooses: Opens | None) -> Beside:
    choice = one.choice
    help_in = weeks_text(choice.start_min, choice.start_max, choice.start_text)
    talk_in = weeks_text(choice.intake_min, choice.intake_max, choice.intake_text)
    waits = _("help: {wait}", wait=help_in) if help_in else _("first talk: {wait}", wait=talk_in) if talk_in else ""
    age = measured_text(choice.age_days, stale=choice.is_stale) if choice.age_days is not None else ""
    detail = " · ".join(filter(None, (one.help, waits, age, choice.where, away_text(choice.distance_km))))
    row = RowButton(title=choice.name, detail=detail, icon="provider", key=choice.provider_id)
    row.setObjectName(f"sooner-{choice.provider_id}")
    row.add_badge(Badge(label(choice.status), tone=STATUS_TONES[choice.status]))
    act = None
    if chooses is not None:
        act = Button(_("Choose in indication"), icon="indication")
        act.setAccessibleName(_("Choose {name} in the indication", name=choice.name))
        act.clicked.connect(partial(chooses, choice.provider_id))
    return _line(row, opens, act)


def _service(service: ServiceChoice, opens: Opens, puts: Opens | None) -> Beside:
    free = _("free of charge") if service.free_of_charge else ""
    detail = " · ".join(filter(None, (service.where, away_text(service.distance_km), free)))
    row = RowButton(title=service.name, detail=detail, icon="community", key=service.service_id)
    row.setObjectName(f"meantime-{service.service_id}")
    act = None
    if service.on_plan:
        row.add_badge(Badge(_("on the plan"), tone=Tone.GOOD))
    elif puts is not None:
        act = Button(_("Put on the plan"), icon="add")
        act.setAccessibleName(_("Put {name} on the plan", name=service.name))
        act.clicked.connect(partial(puts, service.service_id))
    return _line(row, opens, act)


def _line(row: RowButton, opens: Opens, act: QPushButton | None) -> Beside:
    row.clicked.connect(partial(opens, str(row.key)))
    line = Beside(gap=Space.S)
    line.put(row, letters=30, down=0.5)
    if act is not None:
        line.put(act, share=0, down=0.5)
    return line
