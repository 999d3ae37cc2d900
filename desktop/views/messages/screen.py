"""Berichten: what providers must be told, what they ask, and what could not be taken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Law, MessageState
from desktop.services.allocation_messages import MessagesWritten, write_messages
from desktop.services.incoming_lines import Settled
from desktop.services.incoming_messages import MessageRead, read_message, set_done, try_again
from desktop.services.message_words import reason_text
from desktop.services.messages_page import MessagesPage, messages_page
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import SearchField
from desktop.views.design.focus import kept_focus
from desktop.views.design.pages import Page
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.messages.lines import not_taken, to_answer, to_hand_on, to_tell
from desktop.views.screen import Screen

SHOWN = 40
"""Lines of a kind at the most; how many more there are is said under them."""

LETTERS = 36
"""Room of the search: what it asks for, with its marks at both ends."""

FEW = 8
"""So many lines in all are overseen without a search."""


@dataclass(frozen=True)
class FilesRead:
    """What came of several files."""

    done: tuple[MessageRead, ...]
    faults: tuple[RuleBroken | WorldFault, ...]


def read_files(workplace: Workplace, paths: Sequence[Path]) -> tuple[FilesRead, ChangeSet]:
    """Each file by itself: one that cannot be opened does not keep the others."""
    done: list[MessageRead] = []
    faults: list[RuleBroken | WorldFault] = []
    for path in paths:
        try:
            done.append(read_message(workplace, path))
        except (RuleBroken, WorldFault) as fault:
            faults.append(fault)
    changes = ChangeSet()
    for one in done:
        changes |= one.changes
    return FilesRead(tuple(done), tuple(faults)), changes


def write_files(workplace: Workplace, law: Law, folder: Path) -> tuple[MessagesWritten, ChangeSet]:
    """What came of writing, with what was touched."""
    done = write_messages(workplace, law, folder)
    return done, done.changes


class MessagesScreen(Screen):
    """Three cards, what a person must answer first."""

    kinds: ClassVar[tuple[str, ...]] = (
        "allocation", "care_message", "care_message_line", "indication", "decision", "resident", "provider",
        "trajectory", "case_file", "warm_handover",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._folder = ""
        """Name of the folder that was written to last."""
        page = Page(_("Messages"), "")
        self._head, self._column = page.head, page.column
        self._page: MessagesPage | None = None
        self._search = SearchField(_("Search a message"), placeholder=_("Client, provider or file"))
        self._search.setObjectName("messages-search")
        self._search.setMinimumWidth(LETTERS * self.fontMetrics().averageCharWidth())
        self._search.textChanged.connect(self._show)
        page.head.buttons.addWidget(self._search)
        read = PrimaryButton(_("Read messages …"), icon="import")
        read.setObjectName("messages-read")
        read.clicked.connect(self._on_read)
        page.head.buttons.addWidget(read)
        self._answer = self._card(page.body, _("Waits for an answer"))
        self._tell = self._card(page.body, _("To be told to providers"), self._write_buttons())
        self._refused = self._card(page.body, _("Not taken over"))
        page.body.addStretch(1)
        self.outer.addWidget(page)

    @override
    def reload(self) -> None:
        self.ask(partial(messages_page, self.desk.workplace), self._on_page, key="messages")

    def read_paths(self, paths: Sequence[Path]) -> None:
        """Reads these files and says what came of them."""
        self.act(partial(read_files, self.desk.workplace, tuple(paths)), self._on_files)

    def write_to(self, law: Law, folder: Path) -> None:
        """Writes what must be told to this folder."""
        self._folder = folder.name
        self.act(partial(write_files, self.desk.workplace, law, folder), self._on_written)

    @staticmethod
    def _card(body: QVBoxLayout, title: str, above: QWidget | None = None) -> QVBoxLayout:
        card = Card(title, gap=Space.L)
        if above is not None:
            card.body.addWidget(above)
        lines = column(gap=Space.L)
        card.body.addLayout(lines)
        body.addWidget(card)
        return lines

    def _write_buttons(self) -> QWidget:
        self._writes = {
            Law.WMO: Button(_("Write Wmo messages …"), icon="export"),
            Law.JEUGDWET: Button(_("Write youth help messages …"), icon="export"),
        }
        for law, button in self._writes.items():
            button.setObjectName(f"write-{law.lower()}")
            button.clicked.connect(partial(self._on_write, law))
        holder = QWidget()
        inside = column(holder, gap=Space.L)
        inside.addWidget(
            Text(_("Naober puts the messages in a folder that you choose. You send them on from there."), "muted")
        )
        inside.addWidget(Flowing(*self._writes.values()))
        return holder

    def _on_page(self, page: MessagesPage) -> None:
        ready = sum(page.ready(law) for law in self._writes)
        said = (
            ngettext("1 request waits for an answer", "{n} requests wait for an answer", len(page.to_answer)),
            ngettext("1 handover is asked for", "{n} handovers are asked for", len(page.to_hand_on)),
            ngettext("1 message is ready to be written", "{n} messages are ready to be written", ready),
        )
        counts = (len(page.to_answer), len(page.to_hand_on), ready)
        waits = [text for text, count in zip(said, counts, strict=True) if count]
        self._head.say(_("Messages"), " · ".join(waits) or _("Nothing waits for you here."))
        for law, button in self._writes.items():
            button.setEnabled(page.ready(law) > 0)
        self._page = page
        self._search.setVisible(sum(counts[:2]) + len(page.to_tell) + len(page.not_taken) > FEW)
        self._show()

    @override
    def search_here(self) -> None:
        self._search.setFocus()

    def _show(self) -> None:
        """Of what was read, what the search asks for."""
        if self._page is None:
            return
        navigator, today = self.desk.navigator, self.desk.workplace.today
        asked = self._search.text().strip()
        page = self._page.about(asked) if asked else self._page
        nothing = _("Nothing here names “{text}”.", text=asked)
        with kept_focus(self._column):
            self._fill(
                self._answer,
                [
                    to_answer(one, today, partial(navigator.open_case, one.case_id), partial(self._done, one.line_id))
                    for one in page.to_answer[:SHOWN]
                ]
                + [
                    to_hand_on(one, partial(navigator.open_case, one.case_id), partial(self._done, one.line_id))
                    for one in page.to_hand_on[:SHOWN]
                ],
                len(page.to_answer) + len(page.to_hand_on),
                nothing if asked else _("No provider waits for an answer."),
            )
            in_order = sorted(page.to_tell, key=lambda one: bool(one.problem))
            self._fill(
                self._tell,
                [to_tell(one, partial(navigator.open_case, one.case_id)) for one in in_order[:SHOWN]],
                len(in_order),
                nothing if asked else _("Everything that was granted stands in a message."),
            )
            self._fill(
                self._refused,
                [
                    not_taken(one, partial(self._again, one.line_id), partial(self._done, one.line_id))
                    for one in page.not_taken[:SHOWN]
                ],
                len(page.not_taken),
                nothing if asked else _("All that came in was taken over."),
            )

    @staticmethod
    def _fill(lines: QVBoxLayout, shown: list[QWidget], total: int, nothing: str) -> None:
        clear(lines)
        for one in shown:
            lines.addWidget(one)
        if not shown:
            lines.addWidget(Text(nothing, "muted"))
        if total > len(shown):
            lines.addWidget(Text(ngettext("and 1 more", "and {n} more", total - len(shown)), "muted"))

    def _done(self, line_id: str) -> None:
        self.act(partial(set_done, self.desk.workplace, line_id), said=_("Put down as handled"))

    def _again(self, line_id: str) -> None:
        self.act(partial(try_again, self.desk.workplace, line_id), self._on_again)

    def _on_again(self, answer: object) -> None:
        settled = answer[0] if isinstance(answer, tuple) else None
        if isinstance(settled, Settled):
            refused = settled.state is MessageState.REFUSED
            said = reason_text(settled.reason) if refused else _("Taken over")
            self.desk.navigator.say(said, icon="caution" if refused else "check")

    def _on_read(self) -> None:
        dialog = QFileDialog(self, _("Choose the messages to read"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("Messages (*.xml)"), _("All files (*)")])
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, names: list[str]) -> None:
        self.read_paths([Path(name) for name in names])

    def _on_write(self, law: Law) -> None:
        dialog = QFileDialog(self, _("Choose the folder to put the messages in"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(partial(self._on_folder, law))
        dialog.open()

    def _on_folder(self, law: Law, name: str) -> None:
        self.write_to(law, Path(name))

    def _on_files(self, answer: object) -> None:
        read = answer[0] if isinstance(answer, tuple) else None
        if not isinstance(read, FilesRead):
            return
        done = read.done
        taken, same = sum(one.new + one.changed for one in done), sum(one.same for one in done)
        left = sum(len(one.rejected) for one in done)
        told = {
            ngettext("1 line taken over", "{n} lines taken over", taken): taken,
            ngettext("1 line told nothing new", "{n} lines told nothing new", same): same,
            ngettext("1 line not taken over", "{n} lines not taken over", left): left,
        }
        parts = [text for text, count in told.items() if count]
        faults = [explain(fault) for fault in read.faults]
        bad = faults or any(one.rejected for one in done)
        said = ", ".join(parts) or ("" if faults else _("There was nothing in it"))
        self.desk.navigator.say(". ".join(filter(None, (said, *faults))), icon="caution" if bad else "check")

    def _on_written(self, answer: object) -> None:
        done = answer[0] if isinstance(answer, tuple) else None
        if not isinstance(done, MessagesWritten):
            return
        said = ngettext(
            "1 message stands in the folder {folder}",
            "{n} messages stand in the folder {folder}",
            len(done.written),
            folder=self._folder,
        )
        out = ngettext("1 is left out", "{n} are left out", len(done.left_out)) if done.left_out else ""
        self.desk.navigator.say(", ".join(filter(None, (said, out))), icon="export")
