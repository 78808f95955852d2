"""The pages the law asks for: legal notices, personal data, terms of use, accessibility.

Their facts come from `data/network.yml`, which the build refuses when one is missing.
"""

from __future__ import annotations

from typing import NamedTuple

from msap.domain.addresses import outward
from msap.domain.own_pages import ACCESSIBILITY, LEGAL_NOTICES, PRIVACY, TERMS
from msap.publish.directory import Directory
from msap.publish.page import Link, Page
from msap.publish.site import Site, Sources
from msap.publish.wording.contact_details import DescriptionItem
from msap.publish.wording.dates import date_words
from msap.publish.wording.typography import NBSP, typeset
from msap.source.network import Conformity, Network, Organisation

_OPEN_LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
_LEVELS = {
    Conformity.FULL: "totalement conforme",
    Conformity.PARTIAL: "partiellement conforme",
    Conformity.NONE: "non conforme",
}


class LegalNoticesView(NamedTuple):
    """Who publishes the site, who answers for it, who hosts it, where its code is."""

    publisher: tuple[DescriptionItem, ...]
    director: str
    host: tuple[DescriptionItem, ...]
    repository: str
    report: Link


class PrivacyView(NamedTuple):
    """Who answers for personal data, and where to write."""

    publisher: str
    address: str
    contact: Link


class TermsView(NamedTuple):
    """Under which licence texts and data may be used again; `licence_url` may be empty."""

    licence: str
    licence_url: str
    credit: str
    repository: str
    report: Link


class AccessibilityView(NamedTuple):
    """The statement of RGAA 4.1: what was declared, on what day, and whom to tell."""

    publisher: str
    address: str
    site_title: str
    site_url: str
    level: str
    method: str
    issues: tuple[str, ...]
    tools: tuple[str, ...]
    date: str
    contact: Link


def pages(_directory: Directory, _sources: Sources, site: Site) -> list[Page]:
    """Make the four pages."""
    return legal_pages(site)


def legal_pages(site: Site) -> list[Page]:
    """Make the four pages."""
    network = site.network
    return [
        _notices(network),
        _privacy(network),
        _terms(network),
        _accessibility(site),
    ]


def _notices(network: Network) -> Page:
    return Page(
        url=LEGAL_NOTICES.url,
        template="mentions_legales.html",
        title=LEGAL_NOTICES.title,
        description="Qui publie ce site, qui en répond et qui l’héberge.",
        view=LegalNoticesView(
            _organisation(network.publisher),
            typeset(network.publisher.director),
            _organisation(network.host),
            outward(network.repository),
            _mail(network.report_email),
        ),
    )


def _privacy(network: Network) -> Page:
    return Page(
        url=PRIVACY.url,
        template="donnees_personnelles.html",
        title=PRIVACY.title,
        description="Ce site n’utilise ni cookie ni mesure d’audience. Vos droits, et à qui écrire.",
        view=PrivacyView(
            typeset(network.publisher.name),
            typeset(network.publisher.address),
            _mail(network.privacy_contact),
        ),
    )


def _terms(network: Network) -> Page:
    is_open = network.data_licence.casefold().startswith("licence ouverte")
    return Page(
        url=TERMS.url,
        template="conditions.html",
        title=TERMS.title,
        description="Réutiliser les textes, les données et le code de ce site.",
        view=TermsView(
            typeset(network.data_licence),
            _OPEN_LICENCE if is_open else "",
            typeset(f"{network.site_title} ({network.publisher.name})"),
            outward(network.repository),
            _mail(network.report_email),
        ),
    )


def _accessibility(site: Site) -> Page:
    declared = site.network.accessibility
    level = _LEVELS[declared.level]
    return Page(
        url=ACCESSIBILITY.url,
        template="accessibilite.html",
        title=ACCESSIBILITY.title,
        description=f"Ce site est {level} avec le RGAA 4.1. Défauts connus, contact et recours.",
        view=AccessibilityView(
            typeset(site.network.publisher.name),
            typeset(site.network.publisher.address),
            typeset(site.network.site_title),
            site.url,
            level,
            typeset(" ".join(declared.method.split())),
            tuple(typeset(" ".join(issue.split())) for issue in declared.known_issues),
            tuple(typeset(tool) for tool in declared.tested_with),
            date_words(declared.date),
            _mail(declared.contact),
        ),
        modified=declared.date,
    )


def _organisation(body: Organisation) -> tuple[DescriptionItem, ...]:
    """Show what is known of a body."""
    items = [DescriptionItem("Nom", typeset(body.name))]
    if body.legal_form:
        items.append(DescriptionItem("Forme", typeset(body.legal_form)))
    items.append(DescriptionItem("Adresse", typeset(body.address)))
    if body.phone:
        digits = body.phone.replace(" ", "")
        items.append(DescriptionItem("Téléphone", body.phone.replace(" ", NBSP), f"tel:{digits}"))
    if body.email:
        items.append(DescriptionItem("Courriel", body.email, f"mailto:{body.email}"))
    if body.website:
        items.append(DescriptionItem("Site internet", body.website, outward(body.website)))
    return tuple(items)


def _mail(address: str) -> Link:
    return Link(address, f"mailto:{address}")
