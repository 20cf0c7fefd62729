import stand_in


class _Switch:
    def __init__(self, number):
        self.id = f"stand-in-{number}"

    def to_dict(self):
        return {"id": self.id, "last_sync": {"time": "2026-01-01T00:00:00Z"}}


class SwitchApi:
    def __init__(self, api_client):
        self.api_client = api_client

    def list_switches(self):
        return [_Switch(number) for number in range(stand_in.switches)]
