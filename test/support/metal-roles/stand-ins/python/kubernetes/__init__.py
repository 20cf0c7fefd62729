"""Stand-in for the Python client of Kubernetes: as much of it as ansible-common uses."""
