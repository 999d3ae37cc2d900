"""Around a provider: whom one reaches there, whom it works with, and whether it is a strategic partner."""

from __future__ import annotations

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.purchasing import Cooperation, ProviderContact
from desktop.models.social_map import Provider
from desktop.rules.contracts import check_cooperation
from desktop.rules.permissions import Act, require
from desktop.services.guards import filled, only
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.merged import family

CONTACT_FIELDS = ("name", "role", "phone", "email", "note")
COOPERATION_FIELDS = ("partner_id", "kind", "products", "start", "end", "note")


def add_contact(workplace: Workplace, provider_id: str, **fields: object) -> tuple[str, ChangeSet]:
    """Writes down whom one reaches at a provider; returns its id.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, ``required`` (name), or a field's limit.
    """
    require(workplace.role, Act.CHANGE_PROVIDERS)
    only(fields, CONTACT_FIELDS)
    filled("name", fields.get("name"))
    contact = validated(ProviderContact, {"provider_id": provider_id, **fields})
    with workplace.work(N_("Add contact of provider")) as work:
        work.get(Provider, provider_id)
        work.add(contact)
        return contact.id, work.commit()


def change_contact(workplace: Workplace, contact_id: str, **fields: object) -> ChangeSet:
    """Puts a contact right.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, ``required`` (name), or a field's limit.
    """
    require(workplace.role, Act.CHANGE_PROVIDERS)
    only(fields, CONTACT_FIELDS)
    if "name" in fields:
        filled("name", fields["name"])
    with workplace.work(N_("Change contact of provider")) as work:
        work.change(ProviderContact, contact_id, **fields)
        return work.commit()


def remove_contact(workplace: Workplace, contact_id: str) -> ChangeSet:
    """Takes a contact away.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``.
    """
    require(workplace.role, Act.CHANGE_PROVIDERS)
    with workplace.work(N_("Remove contact of provider")) as work:
        work.remove(ProviderContact, contact_id)
        return work.commit()


def add_cooperation(workplace: Workplace, provider_id: str, **fields: object) -> tuple[str, ChangeSet]:
    """Writes down that a provider works with another; returns its id.

    Raises:
        RuleBroken: ``not-allowed``; ``required`` (partner_id); ``gone`` when either provider is; ``partner-is-self``
            (partner_id); ``ends-before-start`` (end); ``product-unknown`` (products); ``already-together`` (partner_id)
            when it was written down before and has not ended.
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    only(fields, COOPERATION_FIELDS)
    filled("partner_id", fields.get("partner_id"))
    together = validated(Cooperation, {"provider_id": provider_id, **fields})
    check_cooperation(together)
    if set(together.products) - {product.id for product in workplace.profile.products}:
        raise RuleBroken("product-unknown", "products")
    with workplace.work(N_("Add cooperation")) as work:
        for one in (provider_id, together.partner_id):
            work.get(Provider, one)
        ours, theirs = family(work.connection, provider_id), family(work.connection, together.partner_id)
        if ours == theirs:
            raise RuleBroken("partner-is-self", "partner_id")
        known = work.find(Cooperation, provider_id=ours, partner_id=theirs)
        if any(one.kind is together.kind and (one.end is None or one.end >= workplace.today) for one in known):
            raise RuleBroken("already-together", "partner_id")
        work.add(together)
        return together.id, work.commit()


def end_cooperation(workplace: Workplace, cooperation_id: str) -> ChangeSet:
    """Says that two providers work together until today and no longer.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``.
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    with workplace.work(N_("End cooperation")) as work:
        together = work.get(Cooperation, cooperation_id)
        if together.start is not None and together.start > workplace.today:
            work.remove(Cooperation, cooperation_id)
        else:
            work.change(Cooperation, cooperation_id, end=workplace.today)
        return work.commit()


def name_strategic_partner(workplace: Workplace, provider_id: str, *, is_partner: bool) -> ChangeSet:
    """Says whether the region names a provider its strategic partner.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``.
    """
    require(workplace.role, Act.CHANGE_PROVIDERS)
    with workplace.work(N_("Name strategic partner")) as work:
        work.change(Provider, provider_id, strategic_partner=is_partner)
        return work.commit()
