"""Links from co-design to the editor."""

from django import template

from assessments.codesign import desk

register = template.Library()
register.simple_tag(desk.node_url, name="node_url")
