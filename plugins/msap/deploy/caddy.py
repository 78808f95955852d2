"""The configuration of Caddy for a folder of releases: a whole Caddyfile, certificates included."""

from __future__ import annotations

from msap.deploy.server import Server
from msap.publish.files.headers import ALWAYS_ASKED, BRIEF, CONTENT_NAMED, IMMUTABLE, REVALIDATED

_INNER = "/_headers *.gz *.br"


def caddy_configuration(server: Server, *, tls: str = "") -> str:
    """Write the site's blocks; Caddy gets certificates by itself.

    Whoever calls by another name gets no answer. Plain requests are redirected here: once a block
    takes all names, Caddy may put its own redirection after it.

    `tls` names other certificates, as Caddy's directive takes them. Only files that are there get
    a lifetime: a missing one must not be remembered for a year.
    """
    headers = "\n".join(f'\t\t{name} "{value}"' for name, value in server.headers.items())
    asked = " ".join(f"/{name}" for name in ALWAYS_ASKED)
    prefix = server.base.rstrip("/")
    outside = f"\tredir {prefix} {server.base} 301\n\thandle {{\n\t\terror 404\n\t}}\n"
    handled = f"handle_path {prefix}/*" if prefix else "handle"
    certificates = f"\ttls {tls}\n" if tls else ""
    return f"""\
(policy) {{
\theader {{
{headers}
\t\t-Server
\t}}
}}

{server.name} {{
{certificates}{outside if prefix else ""}	import policy
\t{handled} {{
\t\troot * {server.current}
\t\t@named {{
\t\t\tpath /{CONTENT_NAMED}*
\t\t\tnot path {asked}
\t\t\tfile
\t\t}}
\t\t@asked path {asked}
\t\t@others {{
\t\t\tnot path /{CONTENT_NAMED}* {asked} {_INNER}
\t\t\tfile {{path}} {{path}}/index.html
\t\t}}
\t\theader @named Cache-Control "{IMMUTABLE}"
\t\theader @asked Cache-Control "{REVALIDATED}"
\t\theader @others Cache-Control "{BRIEF}"
\t\t@inner path {_INNER}
\t\terror @inner 404
\t\tfile_server {{
\t\t\tprecompressed br gzip
\t\t}}
\t}}
\thandle_errors {{
\t\timport policy
\t\troot * {server.current}
\t\trewrite * /404.html
\t\tfile_server
\t}}
}}

http://{server.name} {{
\tredir https://{server.name}{{uri}} 301
}}

http:// https:// {{
\tabort
}}
"""
