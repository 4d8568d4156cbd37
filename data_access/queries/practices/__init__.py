"""Good practices: how far they have come, who has taken them up, how they were made known.

For the manager and the steering group; which organisation uses what is for the manager alone. The theme is a
filter of these questions only, so it stands beside the question.
"""

from data_access.queries.practices.adoptions import STAGES
from data_access.queries.practices.pipeline import PIPELINE, pipeline, practices, themes
from data_access.queries.practices.spread import KINDS, outside, reach
from data_access.queries.practices.uptake import curve, matrix

__all__ = ["KINDS", "PIPELINE", "STAGES", "curve", "matrix", "outside", "pipeline", "practices", "reach", "themes"]
