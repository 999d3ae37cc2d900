"""What the product asks: conditions of a heavy form, the way back from it, and who buys it for this municipality."""

from __future__ import annotations

from desktop.language import _
from desktop.models.draft import DraftPlus
from desktop.models.kinds import Destination
from desktop.models.labels import label
from desktop.models.region import Criterion, Product, RuleSetting
from desktop.rules.prompts.drafted import Asked, Drafted, same_name
from desktop.rules.prompts.phrases import either
from desktop.rules.said import is_said

ITSELF = ("itself", "zelf")
"""How a profile writes that a municipality buys a product itself."""


def plus_criteria_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks whether every condition of a heavy form holds; with one missing, the usual form fits."""
    product = case.product
    if product is None:
        return None
    missing = [c for c in _criteria(product) if not _holds(c, case.draft.plus)]
    if not missing:
        return None
    texts = "; ".join(c.text for c in missing)
    values = {"fields": tuple(c.field for c in missing)}
    if not product.heavy_form_of:
        return Asked(
            _(
                "{product} fits only when all conditions hold. Not yet: {criteria}.",
                product=product.name,
                criteria=texts,
            ),
            values=values,
        )
    text = _(
        "{product} fits only when all conditions hold. Not yet: {criteria}. Otherwise {usual} fits.",
        product=product.name,
        criteria=texts,
        usual=_name(case, product.heavy_form_of),
    )
    return Asked(text, values=values)


def step_down_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks where a heavy form leads back to; it must be a place that the region knows for it."""
    product = case.product
    if product is None or not _is_heavy(product):
        return None
    given, places = case.draft.plus.leads_back_to, _places(case, product)
    if is_said(given) and (not places or _plain(given) in {_plain(p) for pair in places for p in pair}):
        return None
    if not places:
        return Asked(_("{product} is the heavier form. Say where it leads back to.", product=product.name))
    text = _(
        "{product} is the heavier form. Say where it leads back to: {places}.",
        product=product.name,
        places=either([name for _id, name in places]),
    )
    return Asked(text, values={"places": tuple(place for place, _name_ in places)})


def purchased_elsewhere(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks why the region's way is taken, where the municipality buys this itself or with others."""
    name, lot = case.municipality, case.lot
    bought = next(
        (p for p in case.profile.purchases if _is_this(case, p.product) and case.in_municipality([p.municipality])),
        None,
    )
    if bought and same_name(bought.by) not in {*ITSELF, same_name(name)}:
        text = _(
            "{municipality} buys {product} through {by}. Explain why the region's way fits here, or take theirs.",
            municipality=name,
            product=case.product_name,
            by=bought.by,
        )
        return Asked(text, values={"by": bought.by})
    if bought:
        return Asked(
            _(
                "{municipality} buys {product} itself. Explain why the region's way fits here, or take theirs.",
                municipality=name,
                product=case.product_name,
            )
        )
    if lot and case.in_municipality(lot.not_bought_by):
        return Asked(
            _(
                "{municipality} does not share in the joint purchase of {lot}. "
                "Explain why the region's way fits here, or take theirs.",
                municipality=name,
                lot=lot.name,
            )
        )
    return None


def _criteria(product: Product) -> tuple[Criterion, ...]:
    """The product's own conditions; the two of the draft for a heavy form that lists none."""
    if product.criteria or not product.heavy_form_of:
        return product.criteria
    return (
        Criterion(field="unsafe_or_crisis", text=_("it is unsafe, or there is a crisis")),
        Criterion(field="little_control", text=_("the resident has little control over life for now")),
    )


def _holds(criterion: Criterion, plus: DraftPlus) -> bool:
    """The draft's answer to a condition; one that the draft has no place for cannot be held against it."""
    return bool(getattr(plus, criterion.field.removeprefix("plus."), True))


def _is_heavy(product: Product) -> bool:
    return bool(product.heavy_form_of or product.criteria)


def _is_this(case: Drafted, bought: str) -> bool:
    return bought == case.draft.product or (case.lot is not None and bought == case.lot.id)


def _places(case: Drafted, product: Product) -> list[tuple[str, str]]:
    return [(place, _name(case, place)) for place in product.steps_down_to]


def _plain(place: str) -> str:
    """An id and a name of a place in one form, so that ``voorliggend-veld`` is understood too."""
    return same_name(place.replace("-", " "))


def _name(case: Drafted, place: str) -> str:
    """How a product, segment or destination is called; its id when the profile does not know it."""
    if place in tuple(Destination):
        return label(Destination(place))
    known = {segment.id: segment.name for segment in case.profile.segments}
    return (known | {product.id: product.name for product in case.profile.products}).get(place, place)
