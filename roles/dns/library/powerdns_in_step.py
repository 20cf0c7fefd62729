#!/usr/bin/python
# Copyright: needle authors
# MIT License

"""Ansible module: wait until a replica has caught up with the primary."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: powerdns_in_step
short_description: Wait until a DNS server answers with another one's serials
description:
  - Asks both servers for the SOA record of every zone, by plain DNS, until the serials are equal or the time is over.
  - It only asks. Nothing is needed on the host beside Python.
author: needle authors (!UNKNOWN)
options:
  zones:
    description: Names of the zones.
    type: list
    elements: str
    required: true
  primary:
    description: Address of the server to catch up with.
    type: str
    required: true
  primary_port:
    description: Its port.
    type: int
    default: 53
  replica:
    description: Address of the server that has to catch up.
    type: str
    required: true
  replica_port:
    description: Its port.
    type: int
    default: 53
  deadline:
    description: Seconds until this counts as a failure.
    type: int
    default: 120
"""

EXAMPLES = r"""
- name: Wait until the replica has caught up
  powerdns_in_step:
    zones: [needle.example]
    primary: 192.0.2.10
    primary_port: 5300
    replica: 192.0.2.11
"""

RETURN = r"""
serials:
  description: Serial of each zone, as both servers have it.
  type: dict
  returned: success
"""

import random
import socket
import struct
import time

from ansible.module_utils.basic import AnsibleModule

SOA = 6


def main():
    module = AnsibleModule(
        argument_spec={
            "zones": {"type": "list", "elements": "str", "required": True},
            "primary": {"type": "str", "required": True},
            "primary_port": {"type": "int", "default": 53},
            "replica": {"type": "str", "required": True},
            "replica_port": {"type": "int", "default": 53},
            "deadline": {"type": "int", "default": 120},
        },
        supports_check_mode=True,
    )
    params = module.params
    primary = (params["primary"], params["primary_port"])
    replica = (params["replica"], params["replica_port"])
    end = time.monotonic() + params["deadline"]
    serials, behind = {}, list(params["zones"])
    while behind:
        answers = {zone: (serial(primary, zone), serial(replica, zone)) for zone in behind}
        agreed = {zone for zone, (here, there) in answers.items() if here == there and isinstance(here, int)}
        serials.update({zone: answers[zone][0] for zone in agreed})
        behind = [zone for zone in behind if zone not in serials]
        if behind and time.monotonic() > end:
            module.fail_json(
                msg=f"After {params['deadline']} s the replica is not in step with the primary. "
                + " ".join(
                    f"{zone}: {primary[0]}:{primary[1]} says {answers[zone][0]}, "
                    f"{replica[0]}:{replica[1]} says {answers[zone][1]}."
                    for zone in behind
                )
                + " Look at the transfers in journalctl -u pdns@replica and -u pdns@primary."
            )
        if behind:
            time.sleep(0.5)
    module.exit_json(changed=False, serials=serials)


def serial(server, zone):
    """The serial of the zone's SOA record, or a word on why there is none."""
    number = random.randrange(0x10000)
    name = b"".join(bytes([len(label)]) + label.encode() for label in zone.rstrip(".").split(".")) + b"\0"
    query = struct.pack("!6H", number, 0, 1, 0, 0, 0) + name + struct.pack("!2H", SOA, 1)
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as wire:
            wire.settimeout(3)
            # Connected: answers from anybody else are dropped by the kernel.
            wire.connect(server)
            wire.send(query)
            answer = wire.recv(4096)
    except OSError as error:
        return f"nothing ({error})"
    try:
        return read_serial(answer, number)
    except (struct.error, IndexError):
        return "a broken answer"


def read_serial(answer, number):
    echoed, flags, _questions, answers = struct.unpack("!4H", answer[:8])
    if echoed != number:
        return "a stray answer"
    if flags & 0xF:
        return {2: "SERVFAIL", 3: "NXDOMAIN", 5: "REFUSED"}.get(flags & 0xF, f"rcode {flags & 0xF}")
    if not flags & 0x400 or not answers:
        return "no authoritative answer"
    at = skip_name(answer, 12) + 4
    at = skip_name(answer, at)
    if struct.unpack("!H", answer[at : at + 2])[0] != SOA:
        return "no SOA record"
    at = skip_name(answer, skip_name(answer, at + 10))
    return struct.unpack("!I", answer[at : at + 4])[0]


def skip_name(answer, at):
    while answer[at]:
        if answer[at] >= 0xC0:
            return at + 2
        at += answer[at] + 1
    return at + 1


if __name__ == "__main__":
    main()
