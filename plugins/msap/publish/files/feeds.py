"""Atom feeds (RFC 4287), by feedgenerator; XML cannot hold some of the characters nobody sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from html import escape
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from feedgenerator import Atom1Feed

from msap.publish.page import File
from msap.publish.site import Site
from msap.source.editorial_kinds import EditorialKind
from msap.source.text import visible

_LONGEST_FEED = 30


class FeedEntry(NamedTuple):
    """One entry of a feed; `author` is empty when it is the site's publisher."""

    title: str
    url: str
    summary: str
    published: date
    updated: date
    author: str = ""


def atom_feed(kind: EditorialKind[Any], entries: Sequence[FeedEntry], site: Site) -> list[File]:
    """Make the feed that follows the list of a kind from its entries, the newest first.

    Return none without entries: the date of an empty feed could only be invented. No date is after
    the day of the build, whatever was typed.
    """
    if not entries:
        return []
    feed = Atom1Feed(
        title=visible(f"{kind.title} – {site.network.site_title}"),
        link=site.absolute(kind.url),
        feed_url=site.absolute(kind.feed_url),
        feed_guid=_identifier(kind.feed_url, site),
        description="",
        language="fr",
        author_name=visible(site.network.publisher.name),
        feed_copyright=visible(site.network.data_licence),
    )
    for entry in entries[:_LONGEST_FEED]:
        feed.add_item(
            title=visible(entry.title),
            link=site.absolute(entry.url),
            description=escape(visible(entry.summary), quote=False),
            unique_id=_identifier(entry.url, site),
            pubdate=_moment(min(entry.published, site.today)),
            updateddate=_moment(min(entry.updated, site.today)),
            author_name=visible(entry.author) or None,
        )
    return [File(kind.feed_url, feed.writeString("utf-8").encode())]


def _identifier(url: str, site: Site) -> str:
    """Return an entry for ever, also when the site moves: a UUID of its address inside the site."""
    return uuid5(NAMESPACE_URL, f"{site.network.site_title}/{url}").urn


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
