"""Keeping the supply right, act by act: import of a list and its way back, doubles made one, and export."""

from __future__ import annotations

from pathlib import Path

from desktop.language import _
from desktop.views.design.buttons import QuietButton
from desktop.views.tour.hand import Hand
from desktop.views.tour.script import Guide


def import_guide(hand: Hand, guide: Guide, folder: Path) -> None:
    """Imports a list nobody knows the columns of: they are told once, then what would happen, and then that."""
    path = folder / guide.file
    path.write_text(guide.text.lstrip(), encoding="utf-8")
    hand.press(_("Settings"))
    hand.show_tab(_("Import"))
    hand.choose(_("What is in it"), guide.kind)
    hand.press(_("Choose a file …"))
    hand.write("fileNameEdit", str(path))
    hand.enter("fileNameEdit")
    hand.wait_for(lambda: hand.sees(_("Check the file")), "the columns")
    for column, goal in guide.columns.items():
        hand.choose(_("What {column} is", column=column), goal)
    hand.look("inlezen-kolommen")
    hand.press(_("Check the file"))
    hand.wait_for(lambda: hand.sees(_("Import")), "the dry run")
    hand.look("inlezen-proef")
    hand.press(_("Import"))
    hand.look("inlezen-gedaan")


def take_back(hand: Hand) -> None:
    """Takes back the list that was imported last."""
    hand.press(_("Settings"))
    hand.show_tab(_("Import"))
    hand.press(_("Take back …"))
    hand.look("inlezen-terug-vraag")
    hand.press(_("Yes, take it back"))
    hand.look("inlezen-teruggedraaid")


def add_double(hand: Hand, fields: dict[str, str]) -> None:
    """Types a service that is there already; the warning is seen, and it is saved all the same."""
    hand.press(_("Social map"))
    hand.press("add-entry")
    for name, text in fields.items():
        hand.write(f"entry-{name}", text)
    hand.look("dubbel-gewaarschuwd")
    hand.press("save-entry")


def merge(hand: Hand) -> None:
    """Makes the open entry one with its double."""
    hand.press("correct-entry")
    offers = [one for one in hand.window.findChildren(QuietButton) if one.objectName().startswith("merge-")]
    hand.press(next(one.objectName() for one in offers if one.isVisible()))
    hand.look("samenvoegen")
    hand.press("merge-entries")
    hand.look("samengevoegd")


def undo(hand: Hand) -> None:
    """Takes the last act back, from the message about it."""
    hand.press(_("Undo"))
    hand.look("samenvoegen-ongedaan")


def export_map(hand: Hand, folder: Path) -> Path:
    """Writes the social map as a workbook."""
    path = folder / "sociale-kaart.xlsx"
    path.unlink(missing_ok=True)
    hand.press(_("Settings"))
    hand.show_tab(_("Export"))
    hand.look("exporteren")
    hand.press(_("Choose where to …"))
    hand.write("fileNameEdit", str(path))
    hand.enter("fileNameEdit")
    hand.wait_for(path.exists, "the workbook")
    hand.look("export-gedaan")
    return path
