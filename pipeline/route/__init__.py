"""Who must look: bias and explainability always go to a specialist."""

from pipeline.route.route import route

__all__ = ["route"]
