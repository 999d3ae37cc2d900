"""Instellingen: one tab a subject."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.views.design.dress import column
from desktop.views.design.pages import Column, PageHead
from desktop.views.design.tokens import Space
from desktop.views.desk import Desk
from desktop.views.imports.panel import ImportPanel
from desktop.views.screen import Screen
from desktop.views.settings.about import AboutPanel
from desktop.views.settings.appearance import AppearancePanel
from desktop.views.settings.contributions import ContributionsPanel
from desktop.views.settings.exports import ExportPanel
from desktop.views.settings.norms import NormsPanel
from desktop.views.settings.region import RegionPanel
from desktop.views.settings.retention import RetentionPanel
from desktop.views.settings.safety import SafetyPanel
from desktop.views.settings.synonyms import SynonymsPanel
from desktop.views.settings.team import TeamPanel
from desktop.views.settings.terms import TermsPanel


class SettingsScreen(Screen):
    """Appearance, safety, region, import and export. Its thing is the name of a tab, such as ``import``.

    As ``import:FILE`` it holds that file against the store.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = QWidget()
        layout = column(page, gap=Space.L, edge=Space.XXL)
        layout.addWidget(PageHead(_("Settings"), _("Everything here is kept at once.")))
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._names: list[str] = []
        self.imports = ImportPanel(desk)
        self._add("appearance", _("Appearance"), AppearancePanel(desk))
        self._add("safety", _("Safety"), SafetyPanel(desk))
        self._add("team", _("Team"), TeamPanel(desk))
        self._add("region", _("Region"), RegionPanel(desk))
        self._add("norms", _("Norms"), NormsPanel(desk))
        self._add("terms", _("Terms"), TermsPanel(desk), RetentionPanel(desk))
        self._add("contribution", _("Contribution"), ContributionsPanel(desk))
        self._add("synonyms", _("Synonyms"), SynonymsPanel(desk))
        self._add("import", _("Import"), self.imports)
        self.exports = ExportPanel(desk)
        self._add("export", _("Export"), self.exports)
        self.about = AboutPanel(desk)
        self._add("about", _("About Naober"), self.about)
        layout.addWidget(self._tabs, 1)
        self.outer.addWidget(page)

    @override
    def open_thing(self, thing: str) -> None:
        name, _colon, file = thing.partition(":")
        super().open_thing(name)
        if name in self._names:
            self._tabs.setCurrentIndex(self._names.index(name))
        if file:
            self.imports.take_file(Path(file))

    def _add(self, name: str, title: str, *panels: QWidget) -> None:
        holder = Column(edge=0)
        holder.body.setContentsMargins(0, Space.L, 0, Space.L)
        for panel in panels:
            holder.body.addWidget(panel)
        holder.body.addStretch(1)
        self._names.append(name)
        self._tabs.addTab(holder, title)
