"""Panels as files, and the routes that hand them out."""
