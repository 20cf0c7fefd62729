#!/usr/bin/python
# Copyright: needle authors
# MIT License

"""Ansible module: a TSIG key in PowerDNS."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: powerdns_tsig_key
short_description: Have a TSIG key in PowerDNS
description:
  - Creates a TSIG key through the HTTP API of PowerDNS, or changes it when its algorithm or secret differs.
  - Other keys are left alone. The secret is never shown, not in a diff either.
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
    description: Name of the key.
    type: str
    required: true
  algorithm:
    description: Its algorithm.
    type: str
    default: hmac-sha256
  secret:
    description: The key itself, base64.
    type: str
    required: true
"""

EXAMPLES = r"""
- name: Have the transfer key
  powerdns_tsig_key:
    url: http://127.0.0.1:8081
    api_key: "{{ dns_api_key }}"
    name: needle-transfer
    secret: "{{ dns_transfer_key }}"
"""

RETURN = r"""
what:
  description: What was done, or would have been.
  type: str
  returned: always
  sample: created
"""

from ansible.module_utils.basic import AnsibleModule

try:
    # By roles_path: from this role's module_utils.
    from ansible.module_utils.needle_powerdns import ARGUMENTS, Api, ApiError, absolute
except ImportError:
    # In the collection: from its plugins/module_utils.
    from ansible_collections.metal_stack.needle.plugins.module_utils.needle_powerdns import ARGUMENTS, Api, ApiError, absolute


def main():
    module = AnsibleModule(
        argument_spec={
            **ARGUMENTS,
            "name": {"type": "str", "required": True},
            "algorithm": {"type": "str", "default": "hmac-sha256"},
            "secret": {"type": "str", "required": True, "no_log": True},
        },
        supports_check_mode=True,
    )
    try:
        module.exit_json(**ensure(Api(module.params), module.params, module.check_mode))
    except ApiError as error:
        module.fail_json(msg=str(error))


def ensure(api, params, check_mode):
    name = params["name"].lower().rstrip(".")
    wanted = {"algorithm": params["algorithm"].rstrip("."), "key": params["secret"]}
    there = api.get("tsigkeys", absolute(name))
    if there is None:
        what = "created"
        if not check_mode:
            api.call("POST", ("tsigkeys",), {"name": name, **wanted})
    elif (there["algorithm"].rstrip("."), there["key"]) != (wanted["algorithm"], wanted["key"]):
        what = "changed"
        if not check_mode:
            api.call("PUT", ("tsigkeys", absolute(name)), {"name": absolute(name), **wanted})
    else:
        return {"changed": False, "what": "nothing"}
    return {"changed": True, "what": what, "diff": {"before": "", "after": f"TSIG key {name}: {what}\n"}}


if __name__ == "__main__":
    main()
