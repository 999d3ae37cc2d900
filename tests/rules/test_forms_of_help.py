"""What one provider offers together."""

from desktop.rules.forms_of_help import acts_of, light_and_heavy, youth_and_wmo
from tests.helpers.region_drafts import PROFILES


def test_the_usual_form_counts_only_with_its_heavy_form() -> None:
    profile = PROFILES["oldambt-stadskanaal"]
    assert light_and_heavy(profile, {"begeleiding-regulier", "begeleiding-plus"}) == ("begeleiding-regulier",)
    assert light_and_heavy(profile, {"begeleiding-regulier"}) == ()
    assert light_and_heavy(profile, {"begeleiding-plus"}) == ()


def test_both_acts_are_needed_for_youth_and_wmo() -> None:
    assert youth_and_wmo(("WMO", "JEUGDWET", "WLZ"))
    assert not youth_and_wmo(("WMO",))
    assert not youth_and_wmo(())


def test_a_lot_tells_its_act_where_a_region_names_no_products() -> None:
    profile = PROFILES["achterhoek"]
    assert not profile.products
    assert acts_of(profile, (), {"wmo-begeleiding", "beschermd-wonen"}, {""}) == ("WMO",)
    assert acts_of(profile, ("WLZ",), {"jeugdhulp"}, ()) == ("WLZ", "JEUGDWET")
    assert acts_of(profile, (), {"", "nergens"}, ()) == ()


def test_a_product_tells_its_act_where_the_lot_is_not_said() -> None:
    assert acts_of(PROFILES["oldambt-stadskanaal"], (), {""}, {"begeleiding-regulier"}) == ("WMO",)
