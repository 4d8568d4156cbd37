"""Nothing about people leaves ``data_access`` but through here."""

from data_access.protection.frame import PublishableFrame
from data_access.protection.suppression import Thresholds, protect

__all__ = ["PublishableFrame", "Thresholds", "protect"]
