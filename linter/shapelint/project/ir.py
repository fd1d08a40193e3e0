"""Graphs of models as documents: from a TARGET to what `shapelint ir` writes."""

from __future__ import annotations

from shapelint.analysis.ir_document import IrDocument, document_of
from shapelint.problems import Problem
from shapelint.project.config.settings import Settings, SettingsSource
from shapelint.project.target_models import told_of_models


def documents(target: str, settings: Settings | SettingsSource) -> list[IrDocument] | Problem:
    """The document of the model that a TARGET's expression gives, or of every model in its file."""
    return told_of_models(target, settings, document_of)
