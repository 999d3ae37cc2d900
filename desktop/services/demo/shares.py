"""Who uses what: dividing published totals over people, so that every total comes out to the unit.

A region publishes clients and indications per product, and how many clients have two or three and more indications. The
totals leave much open; what is chosen here is one way in which all of them are true at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from desktop.models.faults import RuleBroken
from desktop.services.demo.demand import Demand, Offer

Share = dict[Offer, int]
"""One client's indications in the year, counted by offer; every count is at least one."""

TWO = 2
"""Above it a client counts as having three or more."""


def share_out(demand: Demand) -> list[Share]:
    """One share per client, in no meaningful order.

    Raises:
        RuleBroken: ``figures-contradict`` when the totals cannot all be true at once.
    """
    shares = _holders(demand)
    renewals = Counter({use.offer: use.indications - use.clients for use in demand.uses})
    if min(renewals.values(), default=0) < 0:
        raise _contradiction("fewer indications than clients")
    if demand.two is None:
        _spread(shares, renewals)
    else:
        _Division(shares, renewals).fit(demand.two, demand.three_or_more)
    return shares


def _holders(demand: Demand) -> list[Share]:
    """Everyone gets a first offer, and the other places go round a second time: nobody gets one twice."""
    number = demand.clients
    places = [use.offer for use in sorted(demand.uses, key=lambda u: -u.clients) for _n in range(use.clients)]
    if len(places) < number or any(use.clients > number for use in demand.uses):
        raise _contradiction("clients by product against clients by age")
    shares: list[Share] = [{} for _n in range(number)]
    for place, offer in enumerate(places):
        shares[place % number][offer] = 1
    return shares


def _spread(holders: Iterable[Share], renewals: Counter[Offer]) -> None:
    """Renewals go round over who uses the offer; what nobody uses stays."""
    for offer in list(renewals):
        users = [s for s in holders if offer in s]
        for n in range(renewals[offer] if users else 0):
            users[n % len(users)][offer] += 1
            renewals[offer] -= 1


class _Division:
    """Divides renewals so that exactly so many clients end with two indications, and so many with three or more.

    Clients of one offer are renewed once (they end with two) or twice (three); the offers take turns in proportion to
    their renewals, so that no client gets all of them. Clients of two offers have two already.
    """

    def __init__(self, shares: list[Share], renewals: Counter[Offer]) -> None:
        self.renewals = renewals
        self.double = [s for s in shares if len(s) > 1]
        self.single: dict[Offer, list[Share]] = {}
        for share in shares:
            if len(share) == 1:
                self.single.setdefault(next(iter(share)), []).append(share)
        self.weight = Counter(renewals)
        self.heavy: list[Share] = [s for s in self.double if len(s) > TWO]

    def fit(self, two: int, more: int) -> None:
        """Raises ``figures-contradict`` when it cannot be done."""
        self._renew_doubles(two)
        for _n in range(more - len(self.heavy)):
            self.heavy.append(self._renew(2, self.renewals))
        for _n in range(two - len(self.double) + sum(1 for s in self.heavy if len(s) > 1)):
            self._renew(1, self._without_heavy() or self.renewals)
        _spread(self.heavy, self.renewals)
        if self.renewals.total() or len(self.heavy) != more:
            raise _contradiction("indications against clients with several")

    def _renew_doubles(self, two: int) -> None:
        """Those who must have more: where nobody else uses the offer, and where too many use two offers."""
        for offer in [o for o, count in self.renewals.items() if not self.single.get(o)]:
            while self.renewals[offer]:
                self._lift(offer, min(TWO, self.renewals[offer]))
        while len(self.double) - len(self.heavy) > two:
            self._lift(max(self.renewals, key=lambda o: self.renewals[o]), 1)

    def _lift(self, offer: Offer, count: int) -> None:
        share = next((s for s in self.double if offer in s and s not in self.heavy), None)
        if share is None or self.renewals[offer] < count:
            raise _contradiction("clients with several")
        share[offer] += count
        self.renewals[offer] -= count
        self.heavy.append(share)

    def _renew(self, count: int, among: Iterable[Offer]) -> Share:
        """Renews the next client of one offer so many times."""
        able = [o for o in among if self.single.get(o) and self.renewals[o] >= count]
        if not able:
            raise _contradiction("clients with several")
        offer = max(able, key=lambda o: self.renewals[o] / self.weight[o])
        share = self.single[offer].pop()
        share[offer] += count
        self.renewals[offer] -= count
        return share

    def _without_heavy(self) -> list[Offer]:
        """Offers with renewals left that nobody with three or more could take."""
        return [o for o, n in self.renewals.items() if n and not any(o in s for s in self.heavy)]


def _contradiction(what: str) -> RuleBroken:
    return RuleBroken("figures-contradict", "figures", what=what)
