"""What the network offers everywhere, apart from what the record of a place says of itself."""

from __future__ import annotations

from msap.source.msap import Msap, Status
from msap.source.network import Offer, OfferedPartner


def promised_partners(msap: Msap, offer: Offer | None) -> tuple[OfferedPartner, ...]:
    """Return the partners that the network offers in a place and its record does not speak of.

    A record may say more of a partner than the network, or that it is withdrawn; what is not open
    yet, or no more, offers nothing.
    """
    if offer is None or msap.status is not Status.OPEN:
        return ()
    spoken = {*(partner.id for partner in msap.partners or ()), *msap.withdrawn.partners}
    return tuple(partner for partner in offer.partners if partner.id not in spoken)


def promised_services(msap: Msap, offer: Offer | None) -> tuple[str, ...]:
    """Return the keys of the services that the network offers and the record does not speak of."""
    if offer is None or msap.status is not Status.OPEN:
        return ()
    spoken = {*(msap.services or ()), *msap.withdrawn.services}
    return tuple(key for key in offer.services if key not in spoken)


def announced_partners(msap: Msap, offer: Offer | None) -> tuple[str, ...]:
    """Return the keys of the partners of the network's offer that the record itself names."""
    offered = {partner.id for partner in offer.partners} if offer else set()
    return tuple(partner.id for partner in msap.partners or () if partner.id in offered)


def partners_there(msap: Msap, offer: Offer | None) -> tuple[str, ...] | None:
    """Return the keys of all partners, those of the record first; None where nothing is known."""
    promised = tuple(partner.id for partner in promised_partners(msap, offer))
    if msap.partners is None:
        return promised or None
    return (*dict.fromkeys(partner.id for partner in msap.partners), *promised)
