"""Stand-in for the lookup k8s of kubernetes.core. Like it, it reads the environment of the process and not that of a task."""

import os

import stand_in
from ansible.plugins.lookup import LookupBase

DOCUMENTATION = """
name: k8s
short_description: Stand-in
description: [Finds what was recorded.]
options: {}
"""


class LookupModule(LookupBase):
    def run(self, terms, variables=None, **options):
        cluster = stand_in.cluster_of(options.get("kubeconfig") or os.environ.get("K8S_AUTH_KUBECONFIG"))
        return stand_in.find(
            cluster,
            options.get("api_version", "v1"),
            options.get("kind"),
            options.get("namespace"),
            options.get("resource_name"),
            stand_in.labels_of(options.get("label_selector")),
        )
