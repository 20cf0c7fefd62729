"""Stand-in for the Python client of metal-api: as much of it as the lookup of metal-ansible-modules uses to wait for switches."""
