"""One file per paper. Papers get plain values and return bytes; they know no store and no screen."""

from reportlab import rl_config
from reportlab.lib.fonts import addMapping

# Platypus takes its base font from here when it is first imported; without this Helvetica slips in unembedded.
rl_config.canvas_basefontname = "SourceSansPro-Regular"
# Streams as they are, not once more written in letters.
rl_config.useA85 = 0
addMapping("SourceSansPro-Regular", 0, 0, "SourceSansPro-Regular")
addMapping("SourceSansPro-Regular", 0, 1, "SourceSansPro-It")
addMapping("SourceSansPro-Regular", 1, 0, "SourceSansPro-Semibold")
addMapping("SourceSansPro-Regular", 1, 1, "SourceSansPro-Bold")
addMapping("SourceSerifPro-Semibold", 0, 0, "SourceSerifPro-Semibold")
