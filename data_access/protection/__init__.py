"""Nothing about people leaves ``data_access`` but through here."""

from data_access.protection.frame import PublishableFrame
from data_access.protection.suppression import protect

__all__ = ["PublishableFrame", "protect"]
