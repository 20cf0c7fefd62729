#!/usr/bin/python
# Copyright: needle authors
# MIT License

"""Ansible module: one zone in PowerDNS and the record sets it must have."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: powerdns_zone
short_description: Bring one zone in PowerDNS to the wanted state
description:
  - Creates the zone when it is missing, and changes its masters, TSIG keys and metadata when they differ.
  - On a primary it compares the wanted record sets with one reading of the zone and sends everything that differs
    in one change, so that an unchanged zone keeps its serial.
  - Record sets it wrote carry a comment with O(account). One that is no longer wanted is deleted when it is still as
    it was written. If somebody took it over since, only the comment goes.
  - Record sets without the comment are never deleted.
  - A zone that is not secondary is never made secondary, for the next transfer would replace its records.
author: needle authors (!UNKNOWN)
options:
  url:
    description: Address of the API, without a path.
    type: str
    required: true
  api_key:
    description: Key of the API.
    type: str
    required: true
  patience:
    description: Seconds to wait for a server that does not answer yet.
    type: int
    default: 30
  name:
    description: Name of the zone.
    type: str
    required: true
  kind:
    description: What the server is for this zone.
    type: str
    choices: [primary, secondary]
    required: true
  masters:
    description: For a secondary, the servers to transfer from, C(address) or C(address:port).
    type: list
    elements: str
    default: []
  tsig_keys:
    description: Names of the TSIG keys that sign transfers.
    type: list
    elements: str
    default: []
  metadata:
    description: Metadata of the zone, a list of values for each kind. Other kinds are left alone.
    type: dict
    default: {}
  name_servers:
    description: For a primary, the name servers of the zone. The first stands in the SOA record.
    type: list
    elements: str
    default: []
  hostmaster:
    description: For a primary, the mail address in the SOA record, with a dot in the place of the @.
    type: str
  soa_times:
    description: For a primary, refresh, retry, expire and minimum of the SOA record, in seconds.
    type: list
    elements: int
    default: [300, 60, 604800, 60]
  ttl:
    description: For a primary, seconds a resolver may keep the SOA and NS records.
    type: int
    default: 3600
  records:
    description: For a primary, record sets that must be there.
    type: list
    elements: dict
    default: []
    suboptions:
      name:
        description: Fully qualified name.
        type: str
        required: true
      type:
        description: Record type.
        type: str
        required: true
      ttl:
        description: Seconds a resolver may keep it.
        type: int
        required: true
      values:
        description: Contents as a zone file has them.
        type: list
        elements: str
        required: true
  account:
    description: Whom the comments name as the owner of what this module wrote.
    type: str
    default: needle
"""

EXAMPLES = r"""
- name: Serve a zone
  powerdns_zone:
    url: http://127.0.0.1:8081
    api_key: "{{ dns_api_key }}"
    name: needle.example
    kind: primary
    tsig_keys: [needle-transfer]
    name_servers: [n1.needle.example.]
    hostmaster: hostmaster.needle.example.
    records:
      - {name: n1.needle.example., type: A, ttl: 300, values: [192.0.2.11]}
"""

RETURN = r"""
what:
  description: What was done, or would have been, in words.
  type: list
  elements: str
  returned: always
  sample: ["zone created", "n1.needle.example. A replaced"]
"""

import hashlib

from ansible.module_utils.basic import AnsibleModule

try:
    # By roles_path: from this role's module_utils.
    from ansible.module_utils.needle_powerdns import ARGUMENTS, Api, ApiError, absolute, normal
except ImportError:
    # In the collection: from its plugins/module_utils.
    from ansible_collections.metal_stack.needle.plugins.module_utils.needle_powerdns import ARGUMENTS, Api, ApiError, absolute, normal

# The server answers with the old words whatever it was told.
KINDS = {"primary": "Master", "secondary": "Slave"}
KEYS = {"primary": "master_tsig_key_ids", "secondary": "slave_tsig_key_ids"}


class Refusal(Exception):
    """Going on would lose what somebody needs."""


def main():
    record = {
        "name": {"type": "str", "required": True},
        "type": {"type": "str", "required": True},
        "ttl": {"type": "int", "required": True},
        "values": {"type": "list", "elements": "str", "required": True},
    }
    module = AnsibleModule(
        argument_spec={
            **ARGUMENTS,
            "name": {"type": "str", "required": True},
            "kind": {"type": "str", "choices": ["primary", "secondary"], "required": True},
            "masters": {"type": "list", "elements": "str", "default": []},
            "tsig_keys": {"type": "list", "elements": "str", "default": [], "no_log": False},
            "metadata": {"type": "dict", "default": {}},
            "name_servers": {"type": "list", "elements": "str", "default": []},
            "hostmaster": {"type": "str"},
            "soa_times": {"type": "list", "elements": "int", "default": [300, 60, 604800, 60]},
            "ttl": {"type": "int", "default": 3600},
            "records": {"type": "list", "elements": "dict", "options": record, "default": []},
            "account": {"type": "str", "default": "needle"},
        },
        required_if=[("kind", "primary", ("name_servers", "hostmaster")), ("kind", "secondary", ("masters",))],
        supports_check_mode=True,
    )
    try:
        module.exit_json(**ensure(Api(module.params), module.params, module.check_mode))
    except (ApiError, Refusal) as error:
        module.fail_json(msg=str(error))


def ensure(api, params, check_mode):
    """Finds every difference first, then sends them: one request for the zone, one for its records."""
    zone = absolute(params["name"])
    primary = params["kind"] == "primary"
    there = api.get("zones", zone, query="" if primary else "?rrsets=false")
    steps = []
    if there is None:
        steps += creation(zone, params)
    else:
        refuse_demotion(there, params)
        steps += attribute_changes(there, zone, params)
        if primary:
            steps += record_changes(there["rrsets"], zone, params)
    steps += metadata_changes({} if there is None else metadata_of(api, zone, params), zone, params)
    if not check_mode:
        for step in steps:
            api.call(*step["call"])
    return {
        "changed": bool(steps),
        "what": [word for step in steps for word in step["what"]],
        "diff": {
            "before": "".join(line + "\n" for step in steps for line in step["before"]),
            "after": "".join(line + "\n" for step in steps for line in step["after"]),
        },
    }


def creation(zone, params):
    attributes = wanted_attributes(params)
    rrsets = [rewritten(rrset, None, params) for rrset in wanted_rrsets(zone, params, serial=1)]
    body = {"name": zone, "nameservers": [], "soa_edit_api": "DEFAULT", **attributes}
    if rrsets:
        body["rrsets"] = [{key: rrset[key] for key in rrset if key != "changetype"} for rrset in rrsets]
    after = spell_attributes(zone, attributes) + [line for rrset in rrsets for line in spell(rrset)]
    steps = [{"call": ("POST", ("zones",), body), "what": ["zone created"], "before": [], "after": after}]
    if params["kind"] == "secondary":
        # Else the first transfer would wait for the next round of the server.
        call = ("PUT", ("zones", zone, "axfr-retrieve"))
        steps.append({"call": call, "what": ["transfer asked for"], "before": [], "after": []})
    return steps


def wanted_attributes(params):
    attributes = {
        "kind": KINDS[params["kind"]],
        KEYS[params["kind"]]: sorted(absolute(key) for key in params["tsig_keys"]),
    }
    if params["kind"] == "secondary":
        attributes["masters"] = sorted(without_default_port(master) for master in params["masters"])
    return attributes


def without_default_port(master):
    return master[: -len(":53")] if master.endswith(":53") and "::" not in master else master


def refuse_demotion(there, params):
    if params["kind"] == "secondary" and there["kind"] not in ("Slave", "Secondary"):
        raise Refusal(
            f"The zone {there['name']} is {there['kind']} on this server, so it may hold records that nobody else has: "
            "perhaps the server was promoted while the primary was away. Making it secondary would replace them. "
            "Bring what is needed to the primary, delete the zone here, and run again."
        )


def attribute_changes(there, zone, params):
    wanted = wanted_attributes(params)
    present = {key: there.get(key) for key in wanted}
    for key, value in present.items():
        if isinstance(value, list):
            present[key] = sorted(without_default_port(item) if key == "masters" else absolute(item) for item in value)
    present["kind"] = {"Primary": "Master", "Secondary": "Slave"}.get(present["kind"], present["kind"])
    changes = {key: value for key, value in wanted.items() if present[key] != value}
    if not changes:
        return []
    return [
        {
            "call": ("PUT", ("zones", zone), changes),
            "what": [f"{key} changed" for key in changes],
            "before": spell_attributes(zone, {key: present[key] for key in changes}),
            "after": spell_attributes(zone, changes),
        }
    ]


def metadata_of(api, zone, params):
    answers = {kind: api.get("zones", zone, "metadata", kind) for kind in params["metadata"]}
    return {kind: answer["metadata"] for kind, answer in answers.items() if answer}


def metadata_changes(present, zone, params):
    wanted = {kind: [str(value) for value in values] for kind, values in params["metadata"].items()}
    return [
        {
            "call": ("PUT", ("zones", zone, "metadata", kind), {"kind": kind, "metadata": values}),
            "what": [f"metadata {kind} set"],
            "before": spell_attributes(zone, {kind: present[kind]}) if present.get(kind) else [],
            "after": spell_attributes(zone, {kind: values}),
        }
        for kind, values in wanted.items()
        if sorted(present.get(kind, [])) != sorted(values)
    ]


def record_changes(rrsets, zone, params):
    present = {identity(rrset): rrset for rrset in rrsets}
    wanted = {identity(rrset): rrset for rrset in wanted_rrsets(zone, params, serial_of(present.get((zone, "SOA"))))}
    removed = [(key, rrset) for key, rrset in present.items() if key not in wanted and marks(rrset, params)]
    changes = [farewell(key, rrset, params) for key, rrset in removed]
    changes += [
        rewritten(rrset, present.get(key), params)
        for key, rrset in wanted.items()
        if not as_wanted(present.get(key), rrset, params)
    ]
    if not changes:
        return []
    before = [present[identity(change)] for change in changes if identity(change) in present]
    return [
        {
            "call": ("PATCH", ("zones", zone), {"rrsets": changes}),
            "what": [f"{change['name']} {change['type']} {verb(change, present)}" for change in changes],
            "before": [line for rrset in before for line in spell(rrset)],
            "after": [line for change in changes for line in spell({**present.get(identity(change), {}), **change})],
        }
    ]


def wanted_rrsets(zone, params, serial):
    if params["kind"] == "secondary":
        return []
    servers = [absolute(server) for server in params["name_servers"]]
    times = " ".join(str(seconds) for seconds in params["soa_times"])
    soa = f"{servers[0]} {absolute(params['hostmaster'])} {serial} {times}"
    rrsets = [
        {"name": zone, "type": "SOA", "ttl": params["ttl"], "values": [soa]},
        {"name": zone, "type": "NS", "ttl": params["ttl"], "values": servers},
    ]
    rrsets += [
        {**record, "name": absolute(record["name"]), "type": record["type"].upper()} for record in params["records"]
    ]
    keys = [identity(rrset) for rrset in rrsets]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        names = ", ".join(" ".join(key) for key in sorted(twice))
        raise Refusal(f"Zone {zone}: these record sets are wanted more than once: {names}. SOA and NS are made here.")
    return rrsets


def serial_of(soa):
    return soa["records"][0]["content"].split()[2] if soa else 1


def identity(rrset):
    return rrset["name"].lower(), rrset["type"]


def as_wanted(there, wanted, params):
    """The record set is there as it should be, and carries our mark when we may have to delete it one day."""
    if there is None or any(record["disabled"] for record in there["records"]):
        return False
    same = (there["ttl"], contents(there)) == (wanted["ttl"], set(unique(wanted)))
    return same and (is_ours_forever(wanted) or marks(there, params) == [digest(there)])


def contents(rrset):
    return {normal(rrset["type"], record["content"]) for record in rrset["records"]}


def is_ours_forever(rrset):
    """SOA is always wanted, and so are name servers: no mark is needed."""
    return rrset["type"] in ("SOA", "NS")


def marks(rrset, params):
    return [comment["content"] for comment in rrset.get("comments", []) if comment["account"] == params["account"]]


def digest(rrset):
    """Says what was written, so that a change by somebody else is noticed."""
    text = "\n".join([str(rrset["ttl"]), *sorted(contents(rrset))])
    return hashlib.sha256(text.encode()).hexdigest()


def foreign_comments(rrset, params):
    return [comment for comment in (rrset or {}).get("comments", []) if comment["account"] != params["account"]]


def farewell(key, rrset, params):
    """The change for a record set of ours that is no longer wanted."""
    name, kind = key
    if marks(rrset, params) == [digest(rrset)]:
        return {"name": name, "type": kind, "changetype": "DELETE", "records": []}
    return {"name": name, "type": kind, "changetype": "REPLACE", "comments": foreign_comments(rrset, params)}


def rewritten(wanted, there, params):
    rrset = {
        "name": wanted["name"],
        "type": wanted["type"],
        "ttl": wanted["ttl"],
        "changetype": "REPLACE",
        "records": [{"content": content, "disabled": False} for content in unique(wanted)],
    }
    if not is_ours_forever(wanted):
        mark = {"account": params["account"], "content": digest(rrset)}
        rrset["comments"] = [*foreign_comments(there, params), mark]
    return rrset


def unique(wanted):
    """A server refuses a content that is written twice, or with blanks of its own."""
    return list(dict.fromkeys(normal(wanted["type"], value) for value in wanted["values"]))


def verb(change, present):
    if change["changetype"] == "DELETE":
        return "deleted"
    if "records" not in change:
        return "left to whoever changed it"
    there = present.get(identity(change))
    if there is None:
        return "created"
    return "marked as ours" if (there["ttl"], contents(there)) == (change["ttl"], contents(change)) else "replaced"


def spell(rrset):
    return sorted(
        f"{rrset['name']} {rrset['ttl']} {rrset['type']} {record['content']}" for record in rrset.get("records", [])
    )


def spell_attributes(zone, attributes):
    return [f"{zone} {key}: {', '.join(v) if isinstance(v, list) else v}" for key, v in sorted(attributes.items())]


if __name__ == "__main__":
    main()
