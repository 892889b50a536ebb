"""The security headers of every kind of page: the one source for every server of ours.

The CDN adds them in production and the local gateway on this machine. Functions set only what
depends on the answer. All of them replace what an origin sent, caching too: what a door says of
that is for the edge alone (functions/web/at_edge.py), and browsers keep no page of the forum.
"""

from routes import door_for

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'none'; frame-src 'none'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
# Pages that keep a copy of help on the device (site/pages/offline.py says what is kept). A worker's
# address must come from a Trusted Types policy, and `trusted-types 'none'` lets nobody make one; so
# these pages may make one policy, of this name, and it knows one address (assets/js/keep-help.js).
KEEP_HELP = ("/help/", "/grounding/", "/breathing/", "/safety-plan/")
WORKER = {
    "worker-src 'none'": "worker-src 'self'",
    "trusted-types 'none'": "trusted-types leanto-offline",
}
# Pages whose words are for the device alone: the browser itself refuses to send a form from there.
DEVICE_ONLY = ("/safety-plan/", "/professional-sheet/")
NO_FORM = {"form-action 'self'": "form-action 'none'"}
STRICT_TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains"

# Everything a page could ask for that browsers can be told to refuse.
OFF = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
# The joining page has a button that copies the account key; nothing can be read back.
OURS = ("clipboard-write",)
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-Frame-Options": "DENY",
}


def headers_for(path: str, *, secure: bool) -> dict[str, str]:
    """The headers of the page at a path. `secure` is false only on plain-http localhost."""
    door = door_for(path)
    policy = content_security_policy(path)
    found = {
        "Content-Security-Policy": policy + "; upgrade-insecure-requests" if secure else policy,
        **EVERYWHERE,
        "Permissions-Policy": permissions(passkeys=door == "staff"),
        "Cache-Control": caching(path, door),
    }
    if door:
        found["X-Robots-Tag"] = "noindex, noarchive"
    if secure:
        found["Strict-Transport-Security"] = STRICT_TRANSPORT_SECURITY
    return found


def content_security_policy(path: str) -> str:
    """The policy of a page; all but a few have the same."""
    changes = WORKER if path.startswith(KEEP_HELP) else {}
    changes = changes | NO_FORM if path in DEVICE_ONLY else changes
    policy = CONTENT_SECURITY_POLICY
    for usual, here in changes.items():
        policy = policy.replace(usual, here)
    return policy


def permissions(*, passkeys: bool) -> str:
    """The Permissions-Policy; passkeys are for the pages that ask for one alone."""
    ours = OURS + PASSKEYS if passkeys else OURS
    off = OFF if passkeys else OFF + PASSKEYS
    rules = dict.fromkeys(off, "()") | dict.fromkeys(ours, "(self)")
    return ", ".join(f"{name}={rules[name]}" for name in sorted(rules))


def caching(path: str, door: str | None) -> str:
    """How long an answer may be kept, and by whom."""
    if door:
        return "private, no-store"
    if path.startswith("/assets/"):
        return "public, max-age=31536000, immutable"
    if path == "/offline-worker.js":
        return "no-cache"
    return "public, max-age=300"
