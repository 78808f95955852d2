"""The configuration of nginx for a folder of releases: complete, to be included in `http {}`.

No `try_files`: nginx finds folders' pages by itself, and the link is followed anew at each request.
"""

from __future__ import annotations

from msap.deploy.server import Server
from msap.publish.files.headers import ALWAYS_ASKED, BRIEF, CONTENT_NAMED, IMMUTABLE, REVALIDATED

_TEXT_TYPES = (
    "text/css text/csv text/calendar text/javascript application/javascript text/plain text/xml "
    "application/json application/geo+json application/manifest+json image/svg+xml"
)


def nginx_configuration(server: Server) -> str:
    """Write both servers: the plain one sends to the encrypted one, which serves the site.

    Whoever calls them by another name gets no answer. A `default_server` would say it as well, but
    there can be only one, and Debian's nginx comes with one.
    """
    port = server.https.rpartition(":")[2]
    origin = f"https://{server.name}" if port == "443" else f"https://{server.name}:{port}"
    asked = "\n".join(f'    "{server.base}{name}" "{REVALIDATED}";' for name in ALWAYS_ASKED)
    return f"""\
map $uri $msap_cache {{
    default "{BRIEF}";
    "~^{server.base}{CONTENT_NAMED}" "{IMMUTABLE}";
{asked}
}}

server {{
    listen {server.http};
    server_name {server.name};
    server_tokens off;
    if ($host != "{server.name}") {{
        return 444;
    }}
    return 301 {origin}$request_uri;
}}

server {{
    listen {server.https} ssl http2;
    server_name {server.name};
    server_tokens off;
    ssl_certificate {server.certificate};
    ssl_certificate_key {server.key};
    ssl_protocols TLSv1.2 TLSv1.3;
    if ($host != "{server.name}") {{
        return 444;
    }}

{_answers(server, server.current)}}}
"""


def scalingo_configuration(server: Server) -> str:
    """Write what Scalingo's nginx buildpack includes in its `server {}`: `nginx.conf`.

    The platform has the names, the certificate and the ports; `server.folder` is the site's.
    """
    asked = "".join(
        f'    if ($uri = "{server.base}{name}") {{ set $msap_cache "{REVALIDATED}"; }}\n'
        for name in ALWAYS_ASKED
    )
    return f"""\
    set $msap_cache "{BRIEF}";
    if ($uri ~ "^{server.base}{CONTENT_NAMED}") {{ set $msap_cache "{IMMUTABLE}"; }}
{asked}
    server_tokens off;
{_answers(server, str(server.folder))}"""


def _answers(server: Server, folder: str) -> str:
    """Write what both have: the policy, compression, and the files of a folder."""
    prefix = server.base.rstrip("/")
    outside = f"""
    location / {{
        return 404;
    }}
    location = {prefix} {{
        return 301 {server.base};
    }}"""
    static = "gzip_static on;" + (" brotli_static on;" if server.brotli else "")
    headers = "\n".join(
        f'    add_header {name} "{value}" always;' for name, value in server.headers.items()
    )
    where = f"alias {folder}/;" if server.base != "/" else f"root {folder};"
    return f"""\
{headers}
    # Without « always »: a missing file must not be remembered for a year.
    add_header Cache-Control $msap_cache;

    charset utf-8;
    charset_types {_TEXT_TYPES};
    gzip_vary on;
    {static}
    absolute_redirect off;
    error_page 404 {server.base}404.html;
    # A folder without a page: which folders there are is nobody's affair.
    error_page 403 =404 {server.base}404.html;

    location {server.base} {{
        {where}
        index index.html;
    }}
    location = {server.base}_headers {{
        return 404;
    }}
    location ~ \\.(gz|br)$ {{
        return 404;
    }}{outside if prefix else ""}
"""
