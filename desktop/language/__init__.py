"""The words of the program: Dutch first, English switchable, one catalogue for screens and papers.

The code speaks short, clear English; the Dutch stands in ``resources/locale/nl/LC_MESSAGES/naober.po``. The language in
force belongs to the running context, so a paper can be printed in English while the screen stays Dutch.
"""

from desktop.language.words import LANGUAGES, N_, _, ngettext, speak, speaking, spoken

__all__ = ["LANGUAGES", "N_", "_", "ngettext", "speak", "speaking", "spoken"]
