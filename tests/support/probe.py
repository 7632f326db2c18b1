"""Pages for tests alone: forms of every kind, and what our policy must refuse to run.

They are drawn by our own layout, guarded and refused as every other page is.
"""

from flask import Blueprint, Response, make_response, render_template_string, request

from webapp.responses.partials import is_partial
from webapp.responses.redirects import go

_FORMS = """
{% extends "layout/base.html" %}
{% block title %}Probe{% endblock %}
{% block main %}
<h1>Probe</h1>
<form method="post" action="/probe/save" aria-label="Plain">
  <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
  <label class="field"><span>Note</span> <textarea name="note"></textarea></label>
  <button class="button" name="how" value="plainly">Save</button>
</form>
<form method="post" action="/probe/save" hx-post="/probe/save"
      hx-target="#saved" aria-label="In place">
  <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
  <label class="field"><span>Remark</span> <textarea name="note"></textarea></label>
  <button class="button">Save in place</button>
</form>
<p id="saved">Nothing saved.</p>
<p><a href="/probe/inline" target="_blank">Inline in a new tab</a></p>
{% endblock %}
"""
_INLINE = """
{% extends "layout/base.html" %}
{% block title %}Inline{% endblock %}
{% block main %}
<h1>Inline</h1>
<script>document.title = "Inline script ran"</script>
<style>h1 { color: rgb(1, 2, 3) }</style>
<p style="color: rgb(1, 2, 3)">Styled</p>
<button onclick="document.title = 'Inline handler ran'">Press</button>
{% endblock %}
"""


def probe(saved: list[dict[str, str]]) -> Blueprint:
    """The pages, under /probe; every form that is accepted goes into `saved`."""
    blueprint = Blueprint("probe", __name__)

    @blueprint.get("/probe")
    def forms() -> str:
        return render_template_string(_FORMS)

    @blueprint.post("/probe/save")
    def save() -> Response:
        saved.append(request.form.to_dict())
        if is_partial():
            return make_response('<p id="saved">Saved.</p>')
        return go("/probe")

    @blueprint.get("/probe/inline")
    def inline() -> str:
        return render_template_string(_INLINE)

    return blueprint
