"""Labels that say where a clause goes, beside those that say what it is about."""

from __future__ import annotations

# Whether the bias and explainability specialist sees it at all, and whatever else holds.
ROUTE_ANY, ROUTE_MUST = "route:any", "route:must"
ROUTE_LABELS = frozenset({ROUTE_ANY, ROUTE_MUST})
