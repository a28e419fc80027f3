"""The statutory forms as data: one TOML file per version, and the module that loads them."""

from govreport.forms.load import FormError, all_forms, load, load_file
from govreport.forms.model import (
    Column,
    Form,
    FormRule,
    FormTable,
    Identity,
    MergedRow,
    Row,
    Section,
)

__all__ = [
    "Column",
    "Form",
    "FormError",
    "FormRule",
    "FormTable",
    "Identity",
    "MergedRow",
    "Row",
    "Section",
    "all_forms",
    "load",
    "load_file",
]
