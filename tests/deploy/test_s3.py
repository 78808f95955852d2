"""Publishing to object storage: moto's server, spoken to over HTTP like any other."""

import gzip
import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from msap.deploy.compression import compressed
from msap.deploy.manifest import PATH, read_manifest
from msap.deploy.s3 import NEXT, S3Target, content_type
from msap.errors import Refusal
from msap.publish.files.headers import BRIEF, IMMUTABLE, REVALIDATED
from msap.source.publication import S3Settings
from tests.deploy.sites import change_everything, digests, refusal_of, release_of

SECRET = "a-secret-key-that-nobody-should-read"  # noqa: S105 - that of the test's own store


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Start a store on a free port of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Make a bucket that holds somebody else's file, and empty it afterwards."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "an-access-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    made = boto3.resource("s3", endpoint_url=endpoint, region_name="us-east-1").Bucket("essai")
    made.create()
    made.put_object(Key="autre.txt", Body=b"not ours")
    yield made
    made.objects.all().delete()
    made.delete()


@pytest.fixture
def target(endpoint: str, bucket: object) -> S3Target:
    """Return the target of that bucket, below a prefix."""
    settings = {"bucket": "essai", "endpoint": endpoint, "region": "us-east-1", "prefix": "site"}
    return S3Target(S3Settings.model_validate(settings))


def bodies(bucket: Any) -> dict[str, bytes]:  # noqa: ANN401 - boto3 has no types
    """Return what a browser would read at each address of the site, compression undone."""
    found = {}
    for summary in bucket.objects.filter(Prefix="site/"):
        answer = summary.get()
        body = answer["Body"].read()
        encoded = answer.get("ContentEncoding") == "gzip"
        found[summary.key.removeprefix("site/")] = gzip.decompress(body) if encoded else body
    return found


def test_the_store_has_the_site(
    site: Path,
    tmp_path: Path,
    target: S3Target,
    bucket: Any,  # noqa: ANN401
) -> None:
    """Every file to the byte, with its type, its encoding and its lifetime."""
    assert target.live() is None
    release = compressed(release_of(site, None), tmp_path / "cache")
    target.publish(release)
    found = bodies(bucket)
    assert target.live() == release.manifest
    assert found.pop("manifest.json") == release.manifest.to_json()
    assert found == {path: (site / path).read_bytes() for path in digests(site)}
    style = next(path for path in found if path.endswith(".css"))
    expected = {
        "index.html": ("text/html; charset=utf-8", "gzip", BRIEF),
        style: ("text/css; charset=utf-8", "gzip", IMMUTABLE),
        "robots.txt": ("text/plain; charset=utf-8", None, BRIEF),
        "manifest.json": ("application/json", None, REVALIDATED),
    }
    for path, wanted in expected.items():
        answer = bucket.Object(f"site/{path}").get()
        given = (answer["ContentType"], answer.get("ContentEncoding"), answer["CacheControl"])
        assert given == wanted, path


def test_nothing_is_shown_before_what_it_needs(
    site: Path,
    target: S3Target,
    bucket: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Named files, pages, home page, manifest, and only then what leaves."""
    change_everything(site, 1)
    target.publish(release_of(site, None))
    change_everything(site, 2)
    (site / "label/index.html").unlink()
    calls: list[str] = []

    def note(params: dict[str, Any], model: Any, **_: object) -> None:  # noqa: ANN401
        calls.append(f"{model.name} {params.get('Key', '')}")

    target._client.meta.events.register("provide-client-params.s3", note)
    target.publish(release_of(site, target.live()))
    first, *order, last = [call for call in calls if call.startswith(("Put", "Delete"))]
    kinds = [
        0
        if "site/static/" in call
        else 2
        if call == "PutObject site/index.html"
        else 3
        if call == "PutObject site/manifest.json"
        else 4
        if call.startswith("DeleteObjects")
        else 1
        for call in order
    ]
    assert (first, last) == (f"PutObject site/{NEXT}", "DeleteObjects ")
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2, 3, 4}
    assert "site/label/index.html" not in {item.key for item in bucket.objects.all()}


def test_only_what_changed_is_sent_and_only_ours_removed(
    site: Path,
    target: S3Target,
    bucket: Any,  # noqa: ANN401
) -> None:
    """Other files of the bucket stay; style and script of former releases answer, then leave."""
    styles = []
    for number in range(7):
        change_everything(site, number)
        styles.append(next(path for path in digests(site) if "/site." in path and path[-1] == "s"))
        target.publish(release_of(site, target.live()))
    keys = {item.key for item in bucket.objects.all()}
    assert "autre.txt" in keys
    assert [f"site/{style}" in keys for style in styles] == [False] * 2 + [True] * 5
    (site / "annuaire/index.html").write_text("autre", encoding="utf-8")
    sent: list[str] = []
    target._client.meta.events.register(
        "provide-client-params.s3.PutObject", lambda params, **_: sent.append(params["Key"])
    )
    target.publish(release_of(site, target.live()))
    assert sent == [f"site/{NEXT}", "site/annuaire/index.html", "site/manifest.json"]
    assert {item.key for item in bucket.objects.all()} < keys


def test_a_refusal_keeps_the_secret(
    endpoint: str, site: Path, bucket: object, capfd: pytest.CaptureFixture[str]
) -> None:
    """A bucket that does not exist, a store that does not answer: the reason, never the key."""
    for settings in (
        {"bucket": "absent", "endpoint": endpoint, "region": "us-east-1"},
        {"bucket": "essai", "endpoint": "http://127.0.0.1:9", "region": "us-east-1"},
    ):
        target = S3Target(S3Settings.model_validate(settings))
        with pytest.raises(Refusal, match="stockage") as refused:
            target.publish(release_of(site, None))
        assert refused.value.__cause__ is None
        assert refused.value.__suppress_context__
        assert SECRET not in str(refused.value)
    assert SECRET not in "".join(capfd.readouterr())


def test_there_is_no_way_back_but_publishing(target: S3Target) -> None:
    """The refusal says what to do instead."""
    with pytest.raises(Refusal, match="commit"):
        target.rollback()


class Cut(BaseException):
    """The line is cut: nothing is sent or heard any more."""


def publish_until(target: S3Target, site: Path, event: str, count: int) -> bool:
    """Publish, and cut the line at a request, or once it was obeyed; tells whether it was cut."""
    sent = 0

    def note(**_: object) -> None:
        nonlocal sent
        sent += 1
        if sent > count:
            raise Cut

    release = release_of(site, target.live())
    target._client.meta.events.register(event, note)
    try:
        target.publish(release)
    except Cut:
        return True
    finally:
        target._client.meta.events.unregister(event, note)
    return False


def write_site(folder: Path, version: str) -> Path:
    """Write a site of a few files, of which each version has one more that others have not."""
    for path in (
        "index.html",
        "label/index.html",
        f"{version}/index.html",
        f"static/{version}.css",
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"{path} {version}", encoding="utf-8")
    return folder


def shown(bucket: Any) -> dict[str, bytes]:  # noqa: ANN401
    """Return what the site answers; all of it must be in its manifest, and nothing else lie there."""
    found = bodies(bucket)
    manifest = read_manifest(found.pop(PATH))
    assert manifest
    assert manifest.answering.keys() == found.keys()
    return found


@pytest.mark.parametrize("event", ["before-send.s3", "after-call.s3"])
def test_what_was_cut_is_repaired_by_the_next(
    event: str,
    tmp_path: Path,
    target: S3Target,
    bucket: Any,  # noqa: ANN401
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A, then B cut at each of its requests in turn, then A or C: all of that site, nothing of B's.

    But style and script of what pages may still ask for. And the same when two are cut.
    """
    sites = {name: write_site(tmp_path / name, name) for name in "abc"}
    count = 0
    while True:
        target.publish(release_of(sites["a"], target.live()))
        capsys.readouterr()
        is_cut = publish_until(target, sites["b"], event, count)
        if count % 3 == 2:
            publish_until(target, sites["c"], event, count // 2)
        capsys.readouterr()
        then = sites["ac"[count % 2]]
        has_begun = NEXT in bodies(bucket)
        release = release_of(then, target.live())
        assert ("n’est pas allée au bout" in capsys.readouterr().err) == has_begun
        target.publish(release)
        found = shown(bucket)
        wanted = {path: (then / path).read_bytes() for path in digests(then)}
        assert wanted.items() <= found.items(), count
        assert all(path.startswith("static/") for path in found.keys() - wanted.keys()), count
        if not is_cut:
            break
        count += 1
    assert count >= 10
    assert "autre.txt" in {item.key for item in bucket.objects.all()}


def test_words_after_a_failure_are_true(tmp_path: Path, target: S3Target) -> None:
    """Before the first word is left nothing has changed; afterwards something may have."""
    site = write_site(tmp_path / "a", "a")
    assert publish_until(target, site, "before-send.s3", 2)
    assert target.after_failure("") == "Ce qui est en ligne n’a pas changé."
    assert publish_until(target, site, "before-send.s3", 6)
    assert "peut-être déjà en ligne" in target.after_failure("")


def test_what_was_spoilt_in_the_store_is_repaired(
    tmp_path: Path,
    target: S3Target,
    bucket: Any,  # noqa: ANN401
) -> None:
    """A page that somebody changed or removed there, although nothing of the site has changed."""
    site = write_site(tmp_path / "a", "a")
    target.publish(release_of(site, None))
    bucket.put_object(Key="site/index.html", Body=b"spoilt")
    bucket.Object("site/label/index.html").delete()
    target.publish(release_of(site, target.live()))
    assert shown(bucket) == {path: (site / path).read_bytes() for path in digests(site)}


@pytest.mark.parametrize("name", ["index.html", PATH, NEXT])
def test_what_no_publication_sent_is_not_replaced(
    name: str,
    tmp_path: Path,
    target: S3Target,
    bucket: Any,  # noqa: ANN401
) -> None:
    """Somebody's object at an address of the site, before the first publication and after."""
    site = write_site(tmp_path / "a", "a")
    bucket.put_object(Key=f"site/{name}", Body=b"not ours")
    before = bodies(bucket)
    said = refusal_of(target, release_of(site, target.live()))
    assert re.search(f"déjà « {name} ».*« prefix »", said)
    assert bodies(bucket) == before
    assert "n’a pas changé" in target.after_failure("")
    bucket.Object(f"site/{name}").delete()
    target.publish(release_of(site, None))
    bucket.put_object(Key="site/b/index.html", Body=b"not ours")
    with pytest.raises(Refusal, match=r"b/index\.html"):
        target.publish(release_of(write_site(tmp_path / "b", "b"), target.live()))


def test_a_removal_that_the_store_refuses_is_said(
    tmp_path: Path,
    target: S3Target,
    bucket: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The store answers « 200 » and lists what it did not do: the next publication removes it."""
    target.publish(release_of(write_site(tmp_path / "a", "a"), None))
    refused = {"Errors": [{"Key": "site/a/index.html", "Code": "AccessDenied"}]}
    with monkeypatch.context() as patched:
        patched.setattr(target._client, "delete_objects", lambda **_: refused)
        release = release_of(write_site(tmp_path / "b", "b"), target.live())
        with pytest.raises(Refusal, match="AccessDenied"):
            target.publish(release)
    target.publish(release_of(tmp_path / "b", target.live()))
    assert "a/index.html" not in shown(bucket)


@pytest.mark.parametrize(
    "name,kind",
    [
        ("static/images/a-720.0123456789.webp", "image/webp"),
        ("images/a.avif", "image/avif"),
        ("images/a.jpg", "image/jpeg"),
        ("documents/a.odt", "application/vnd.oasis.opendocument.text"),
        ("documents/a.bizarre", "application/octet-stream"),
    ],
)
def test_types_are_known_on_a_bare_machine(
    monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    """Browsers show the type they are sent, and do not sniff: no list of the system is needed."""
    monkeypatch.setattr(mimetypes, "_db", mimetypes.MimeTypes(filenames=()))
    assert content_type(name) == kind
