class ApiException(Exception):
    def __init__(self, status):
        super().__init__(f"stand-in: {status}")
        self.status = status
