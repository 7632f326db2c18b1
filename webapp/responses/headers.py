"""Headers on every answer: what a browser may load, keep and show of it."""

from flask import Flask, Response, request

from webapp.responses.partials import VARY

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action {form_action}; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_STATIC_LIFE = "public, max-age=31536000, immutable"
_HSTS = "max-age=31536000"


def content_security_policy(form_action: str = "'self'") -> str:
    """The policy: our own files only, nothing inline, no frames, forms to `form_action`."""
    return _POLICY.format(form_action=form_action)


def fixed_headers(app: Flask) -> dict[str, str]:
    """Those of every answer of this app that say nothing else, and are not kept anywhere."""
    headers = {**_FIXED, "Content-Security-Policy": content_security_policy()}
    if app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = _HSTS
    return {**headers, "Cache-Control": "no-store"}


def register(app: Flask) -> None:
    """Put the headers on every answer of this app."""
    fixed = {name.lower(): (name, value) for name, value in fixed_headers(app).items()}

    @app.after_request
    def add_headers(response: Response) -> Response:
        said = {name.lower() for name, _ in response.headers}
        response.headers.extend([header for name, header in fixed.items() if name not in said])
        if request.endpoint != "static":
            response.vary.update(VARY)
        is_static = request.endpoint == "static" and response.status_code in (200, 304)
        response.headers["Cache-Control"] = _STATIC_LIFE if is_static else "no-store"
        return response
