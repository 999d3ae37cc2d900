"""A region of one municipality, small enough to break one thing at a time."""

SMALL = """\
id = "klein-gebied"
name = "Klein Gebied"
document = "Verzonnen inkoopplan"
dated = 2025-02-03
referrers = ["court"]
municipalities = [{ name = "Kleindorp", cbs_code = "9999", province = "Verzonnen" }]
life_domains = [{ id = "wonen", name = "Wonen", area = "housing" }]
figures = [{ id = "clients", year = 2024, value = 3, unit = "clients", source = { paragraph = "2" } }]

[[lots]]
id = "wmo"
name = "Wmo"
law = "WMO"
funding = "effort"
share_of_money = 100
source = { paragraph = "1" }

[lots.contract]
start = 2025-01-01
end = 2028-12-31
source = { paragraph = "4" }

[[segments]]
id = "S"
name = "Iedereen"
lot = "wmo"
age_from = 18
age_to = 99
source = { paragraph = "1" }

[[products]]
id = "hulp"
name = "Hulp"
lot = "wmo"
law = "WMO"
segments = ["S"]
temporary = true
max_days = 60
steps_down_to = ["community-service"]
source = { paragraph = "1" }

[[products.criteria]]
field = "plus.unsafe_or_crisis"
text = "het is onveilig"

[[rules]]
code = "evaluation-missing"
level = "block"
numbers = { days = 90 }
source = { paragraph = "3" }

[[rules]]
code = "too-many-carers"
level = "inform"
numbers = { carers = 2 }
products = ["hulp"]
source = { paragraph = "3" }

[[own_prompts]]
code = "praat-eerst"
level = "inform"
field = "end"
text = "Praat eerst met de buren."
source = { paragraph = "5" }

[[boundaries]]
law = "WLZ"
when = "other-law"
text = "Kijk eerst naar de Wlz."
source = { paragraph = "6" }
"""
"""Valid as it stands."""
