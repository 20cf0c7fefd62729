import json
from types import SimpleNamespace

import stand_in

from .client.rest import ApiException


class _Resource:
    def __init__(self, cluster, api_version, kind):
        self.of = (cluster, api_version, kind)

    def get(self, name):
        found = stand_in.find(*self.of, name=name)
        if not found:
            raise ApiException(404)
        return json.loads(json.dumps(found[0]), object_hook=lambda fields: SimpleNamespace(**fields))


class DynamicClient:
    def __init__(self, client):
        self.resources = SimpleNamespace(get=lambda api_version, kind: _Resource(client.cluster, api_version, kind))
