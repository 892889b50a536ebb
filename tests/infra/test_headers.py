"""The headers of every kind of page, word for word (a change here is a decision)."""

import re

import pytest

from headers import headers_for

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'none'; frame-src 'none'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PERMISSIONS = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), "
    "clipboard-write=(self), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), "
    "geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), "
    "local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), "
    "picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), "
    "screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), usb=(), "
    "window-management=(), xr-spatial-tracking=()"
)
EVERY_PAGE = {
    "Content-Security-Policy": POLICY + "; upgrade-insecure-requests",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": PERMISSIONS,
}
FORUM = {"X-Robots-Tag": "noindex, noarchive", "Cache-Control": "private, no-store"}
PASSKEYS = re.sub(r"(publickey-credentials-\w+)=\(\)", r"\1=(self)", PERMISSIONS)

STATIC_PAGES = ["/", "/guidelines/", "/privacy/", "/problems/gone/", "/offline/", "/resources/"]
HELP_PAGES = ["/help/", "/help/gb/", "/help/elsewhere/", "/grounding/", "/breathing/"]
WORKER_POLICY = POLICY.replace("worker-src 'none'", "worker-src 'self'").replace(
    "trusted-types 'none'", "trusted-types leanto-offline"
)
STATIC_FILES = ["/robots.txt", "/404.html", "/resting.html"]
AUTH_PAGES = ["/join/", "/join/name/", "/sign-in/", "/recover/", "/sign-out/", "/account/"]
MEMBER_PAGES = ["/spaces/", "/spaces/porch/", "/threads/abc/", "/posts/abc/", "/inbox/"]
MORE_MEMBER_PAGES = ["/members/abc/report/", "/reports/code/", "/invitation/"]


@pytest.mark.parametrize("path", STATIC_PAGES + STATIC_FILES)
def test_static_pages(path: str):
    assert headers_for(path, secure=True) == EVERY_PAGE | {"Cache-Control": "public, max-age=300"}


@pytest.mark.parametrize("path", HELP_PAGES)
def test_help_pages_may_begin_the_one_worker(path: str):
    policy = {"Content-Security-Policy": f"{WORKER_POLICY}; upgrade-insecure-requests"}
    expected = EVERY_PAGE | policy | {"Cache-Control": "public, max-age=300"}
    assert headers_for(path, secure=True) == expected


def test_sheets_of_the_device_may_send_no_form():
    plan = headers_for("/safety-plan/", secure=False)["Content-Security-Policy"]
    sheet = headers_for("/professional-sheet/", secure=False)["Content-Security-Policy"]
    assert plan == WORKER_POLICY.replace("form-action 'self'", "form-action 'none'")
    assert sheet == POLICY.replace("form-action 'self'", "form-action 'none'")


@pytest.mark.parametrize(
    "path", [*STATIC_PAGES, "/spaces/", "/help", "/helpful/", "/moderate/help/"]
)
def test_no_other_page_may_begin_a_worker(path: str):
    policy = headers_for(path, secure=False)["Content-Security-Policy"]
    assert "worker-src 'none'" in policy and "trusted-types 'none'" in policy


def test_the_worker_is_asked_for_anew_each_time():
    assert headers_for("/offline-worker.js", secure=True) == EVERY_PAGE | {
        "Cache-Control": "no-cache"
    }


def test_assets_never_change():
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    assert headers_for("/assets/leanto.1a2b3c4d.css", secure=True) == EVERY_PAGE | kept


@pytest.mark.parametrize("path", AUTH_PAGES + MEMBER_PAGES + MORE_MEMBER_PAGES)
def test_forum_pages(path: str):
    assert headers_for(path, secure=True) == EVERY_PAGE | FORUM


def test_the_staffs_own_pages_may_use_passkeys_and_no_others():
    expected = EVERY_PAGE | FORUM | {"Permissions-Policy": PASSKEYS}
    assert headers_for("/staff/", secure=True) == expected
    for path in ("/moderate/", "/moderate/cases/abc/"):
        assert headers_for(path, secure=True) == EVERY_PAGE | FORUM


@pytest.mark.parametrize("path", ["/", "/assets/a.12345678.css", "/threads/abc/", "/moderate/"])
def test_plain_http_localhost_is_not_told_to_upgrade(path: str):
    secure, plain = headers_for(path, secure=True), headers_for(path, secure=False)
    del secure["Strict-Transport-Security"]
    assert plain == secure | {"Content-Security-Policy": POLICY}


def test_no_page_allows_inline_or_foreign_code():
    policy = headers_for("/", secure=True)["Content-Security-Policy"]
    assert not re.search(r"unsafe|http:|https:|data:|blob:|\*", policy)
