"""One file per screen: the queries it asks, the panels it makes. Pages never import each other."""
