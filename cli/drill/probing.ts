/** Part of the writer: it asks four times a second whether somebody answers at the endpoint, and says so. */
export const probing = String.raw`
def answered(told, asked):
    """A question of DNS, or whoever has the endpoint says that it is there."""
    if told["kind"] == "api":
        line = http.client.HTTPSConnection(told["address"], told["port"], timeout=1, context=told["context"])
        try:
            line.request("GET", "/ping")
            return line.getresponse().status == 200
        finally:
            line.close()
    name = b"".join(struct.pack("B", len(each)) + each.encode() for each in told["name"].split("."))
    packet = struct.pack(">HHHHHH", asked, 0, 1, 0, 0, 0) + name + b"\0" + struct.pack(">HH", 6, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.settimeout(1)
        line.connect((told["address"], told["port"]))
        line.send(packet)
        number, flags, _, answers = struct.unpack(">HHHH", line.recv(1500)[:8])
        return number == asked and flags & 15 == 0 and answers > 0

def question():
    # Who answers is asked, not who it is.
    told = {**want["probe"], "context": ssl._create_unverified_context()}
    asked = 0
    while True:
        began = time.time()
        asked = (asked + 1) % 65536
        try:
            good = answered(told, asked)
        except (OSError, struct.error, http.client.HTTPException):
            good = False
        say(probe=good, at=time.time() if good else began)
        time.sleep(max(0.02, 0.25 - (time.time() - began)))
`;
