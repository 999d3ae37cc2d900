"""One file per paper. Papers get plain values and return bytes; they know no store and no screen."""

from reportlab import rl_config
from reportlab.lib.fonts import addMapping

# Platypus takes its base font from here when it is first imported; without this Helvetica slips in unembedded.
rl_config.canvas_basefontname = "OpenSans"
addMapping("OpenSans", 0, 0, "OpenSans")
addMapping("OpenSans", 0, 1, "OpenSans-Italic")
addMapping("OpenSans", 1, 0, "OpenSans-Semibold")
addMapping("OpenSans", 1, 1, "OpenSans-Bold")
addMapping("OpenSans-Light", 0, 0, "OpenSans-Light")
