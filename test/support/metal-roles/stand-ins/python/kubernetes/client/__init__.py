import base64
import json
from types import SimpleNamespace

import stand_in

from .rest import ApiException


def attributes(value):
    """A dictionary of the API as the client's objects: fields are attributes, maps of names stay maps."""
    metadata = SimpleNamespace(**{"labels": {}, **value.get("metadata", {})})
    return SimpleNamespace(data=value.get("data"), metadata=metadata)


class Configuration:
    kubeconfig = None


class ApiClient:
    def __init__(self, kubeconfig=None, configuration=None):
        self.cluster = stand_in.cluster_of(kubeconfig or configuration.kubeconfig)

    def call_api(self, resource_path, method, body, **_options):
        """The one call that is made by its path: a kubeconfig for the administrator of a shoot."""
        stand_in.record({"tool": "request", "cluster": self.cluster, "path": resource_path, "body": body})
        shoot = resource_path.split("/")[-2]
        kubeconfig = {
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [{"name": shoot, "cluster": {"server": f"https://stand-in.{shoot}"}}],
        }
        encoded = base64.b64encode(json.dumps(kubeconfig).encode()).decode()
        return SimpleNamespace(data=json.dumps({"status": {"kubeconfig": encoded}}))


class CoreV1Api:
    def __init__(self, api_client):
        self.cluster = api_client.cluster

    def read_namespaced_secret(self, name, namespace):
        found = stand_in.find(self.cluster, "v1", "Secret", namespace, name)
        if not found:
            raise ApiException(404)
        # The token is written into the secret by a controller.
        return attributes({**found[0], "data": {"token": base64.b64encode(b"stand-in").decode()}})

    def list_namespaced_secret(self, namespace, label_selector):
        labels = stand_in.labels_of(label_selector)
        found = stand_in.find(self.cluster, "v1", "Secret", namespace, labels=labels)
        return SimpleNamespace(items=[attributes(secret) for secret in found])


class NetworkingV1Api:
    def __init__(self, api_client):
        self.cluster = api_client.cluster

    def read_namespaced_ingress(self, name, namespace):
        if not stand_in.find(self.cluster, "networking.k8s.io/v1", "Ingress", namespace, name):
            raise ApiException(404)
