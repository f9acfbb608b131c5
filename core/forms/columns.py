"""The headers and sheets that a workbook may have: pyxform's and our own."""

from __future__ import annotations

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm",
          "checks", "double_entry", "scoring")  # fmt: skip
MARKS = (
    "qno", "page", "box", "key", "keyfield", "compare", "entry", "missing", "warning",
    "warning_message", "level", "dim", "metric", "weight", "max", "critical", "personal", "na",
    "points",
)  # fmt: skip
"""Columns of ours, written bind::tk:<name>."""
SURVEY = (
    "type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant",
    "relevance", "constraint", "constraint_message", "calculation", "calculate", "default",
    "readonly", "read_only", "appearance", "choice_filter", "repeat_count", "parameters",
    "trigger", "image", "big-image", "audio", "video", "media", "autoplay", "rows", "save_to",
    "disabled", "note", "query", "body", "bind", "instance", "control", "caption", "tag", "value",
    "command", "count", "jr:count", "requiredmsg", "constraining_message", "intent",
    "noapperrorstring", "no_app_error_string", "compact_tag", "sms_field", "sms_option",
)  # fmt: skip
CHOICES = ("list_name", "name", "value", "label", "image", "big-image", "audio", "video",
           "media", "caption", "score", "na", "dim", "geometry")  # fmt: skip
SETTINGS = (
    "form_title", "form_id", "title", "id_string", "version", "default_language", "style",
    "namespaces", "public_key", "submission_url", "instance_name", "instance_xmlns", "auto_send",
    "auto_delete", "allow_choice_duplicates", "omit_instanceid", "clean_text_values", "prefix",
    "delimiter", "sms_keyword", "sms_separator", "set_form_title", "set_form_id", "attribute",
    "name", "client_editable", "add_none_option", "entity_version", "xml_external",
    "sms_allow_media", "sms_date_format", "sms_datetime_format", "sms_response",
)  # fmt: skip
CHECKS = ("check_id", "id", "name", "severity", "level", "questions", "fields", "when", "test",
          "message", "context", "stage", "reason", "note")  # fmt: skip
SCORING = ("node", "parent", "weight", "rule", "na_rule", "label", "note")
DOUBLE_ENTRY = ("key", "value", "note")
BY_SHEET = {
    "survey": SURVEY, "choices": CHOICES, "settings": SETTINGS, "checks": CHECKS,
    "scoring": SCORING, "double_entry": DOUBLE_ENTRY,
}  # fmt: skip

EXPRESSIONS = (
    "relevant", "relevance", "constraint", "calculation", "calculate", "required", "readonly",
    "read_only", "choice_filter", "repeat_count", "count", "jr:count", "bind::relevant",
    "bind::constraint", "bind::calculate", "bind::required", "bind::readonly",
    "bind:relevant", "bind:constraint", "bind:calculate", "bind:required", "bind:readonly",
    "bind::tk:warning", "bind::esri:warning", "bind::tk:critical",
)  # fmt: skip
"""Columns of `survey` that hold expressions."""
CHECK_EXPRESSIONS = ("test", "when")
YES_NO = {"yes", "no", "true", "false", "true()", "false()", "是", "否", ""}
