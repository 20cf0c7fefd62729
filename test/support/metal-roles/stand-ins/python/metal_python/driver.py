import stand_in


class Driver:
    def __init__(self, url, _token, hmac, hmac_user):
        stand_in.record({"tool": "metal", "url": url, "hmac": hmac, "user": hmac_user})
        self.client = None
