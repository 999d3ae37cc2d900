"""One file per paper. Papers get plain values and return bytes; they know no store and no screen."""

from reportlab import rl_config
from reportlab.lib.fonts import addMapping

# Platypus takes its base font from here when it is first imported; without this Helvetica slips in unembedded.
rl_config.canvas_basefontname = "OpenSans"
for _bold, _italic, _face in (
    (0, 0, "OpenSans"),
    (0, 1, "OpenSans-Italic"),
    (1, 0, "OpenSans-Semibold"),
    (1, 1, "OpenSans-Bold"),
):
    addMapping("OpenSans", _bold, _italic, _face)
addMapping("OpenSans-Light", 0, 0, "OpenSans-Light")
