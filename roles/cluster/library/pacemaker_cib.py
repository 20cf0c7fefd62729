#!/usr/bin/python
# Copyright: needle authors
# MIT License

"""Ansible module: the configuration of a Pacemaker cluster, whole."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: pacemaker_cib
short_description: Bring Pacemaker's configuration to the wanted state
description:
  - Compares the live CIB with a configuration that is given whole, and sends the difference as one patch.
  - Nodes, properties that Pacemaker sets by itself, maintenance mode, alerts, ACLs and tags stay as they are, and so do
    constraints whose ids begin with one of O(keep).
  - Before anything is sent, Pacemaker verifies the result and simulates what it would do. When that would stop, move,
    demote, restart or fence something that runs, and O(allow) does not name it, the change is refused.
  - Fence devices may be restarted, for that touches nobody.
author: needle authors (!UNKNOWN)
options:
  cib:
    description: The wanted configuration, as XML whose root is C(cib).
    type: str
    required: true
  keep:
    description: Beginnings of the ids of constraints that are not ours.
    type: list
    elements: str
    default: [drbd-fence-by-handler-, cli-]
  optional:
    description: Ids of primitives that are left out unless they are in the live CIB already.
    type: list
    elements: str
    default: []
  allow:
    description: What may be done to what runs, as patterns of C(action resource), like C(restart needle-vip) or C(*).
    type: list
    elements: str
    default: []
"""

EXAMPLES = r"""
- name: Configure the cluster
  pacemaker_cib:
    cib: "{{ lookup('ansible.builtin.template', 'cib.xml.j2') }}"
    optional: [needle-k3s]
"""

RETURN = r"""
actions:
  description: What Pacemaker is going to do about the change, in words.
  type: list
  elements: str
  returned: always
  sample: ["start needle-vip on needle1"]
"""

import copy
import fnmatch
import os
import tempfile
from xml.etree import ElementTree

from ansible.module_utils.basic import AnsibleModule

# Pacemaker writes these itself, whoever configures it.
AUTOMATIC = (
    "cluster-infrastructure",
    "cluster-name",
    "dc-version",
    "have-watchdog",
    "last-lrm-refresh",
    "maintenance-mode",
)
# Sections that are somebody else's.
FOREIGN = ("nodes", "alerts", "acls", "tags")
# Of what runs. Starting and promoting something new disturbs nobody.
DISTURBING = ("stop", "move", "migrate", "restart", "reload", "recover", "demote", "fence")


class Refusal(Exception):
    """Going on would disturb what runs, or Pacemaker would not take it."""


def main():
    texts = {"type": "list", "elements": "str"}
    module = AnsibleModule(
        argument_spec={
            "cib": {"type": "str", "required": True},
            "keep": {**texts, "default": ["drbd-fence-by-handler-", "cli-"]},
            "optional": {**texts, "default": []},
            "allow": {**texts, "default": []},
        },
        supports_check_mode=True,
    )
    try:
        with tempfile.TemporaryDirectory(prefix="needle-cib-") as folder:
            module.exit_json(**ensure(module, folder))
    except (Refusal, ElementTree.ParseError) as error:
        module.fail_json(msg=str(error))


def ensure(module, folder):
    live = ElementTree.fromstring(call(module, "cibadmin", "--query"))
    wanted = merged(live, ElementTree.fromstring(module.params["cib"]), module.params)
    files = {name: write(folder, name, cib) for name, cib in (("live", live), ("wanted", wanted))}
    patch = difference(module, files)
    if not patch:
        return {"changed": False, "actions": []}
    verify(module, files)
    before, after = (planned(module, files[name]) for name in ("live", "wanted"))
    new = [action for action in after if action not in before]
    refuse(new, fence_devices(live) | fence_devices(wanted), module.params["allow"])
    if not module.check_mode:
        send(module, folder, patch)
    return {
        "changed": True,
        "actions": [action["words"] for action in new],
        "diff": {"before": shown(live), "after": shown(wanted)},
    }


def call(module, *argv, good=(0,)):
    code, out, err = module.run_command(list(argv), environ_update={"LC_ALL": "C"})
    if code not in good:
        raise Refusal(f"{' '.join(argv)} ended with {code}: {(err or out).strip()}")
    return out


def write(folder, name, cib):
    path = os.path.join(folder, f"{name}.xml")
    ElementTree.ElementTree(cib).write(path, encoding="utf-8")
    return path


# What is wanted


def merged(live, given, params):
    """The live CIB with our configuration in it. Its root and status are kept, so that only our part can differ."""
    cib = copy.deepcopy(live)
    there, wanted = cib.find("configuration"), copy.deepcopy(given.find("configuration"))
    drop_optional(wanted, there, params["optional"])
    keep_properties(wanted, there)
    keep_constraints(wanted, there, tuple(params["keep"]))
    sections = [copy.deepcopy(section) for section in there if section.tag in FOREIGN]
    own = {section.tag: section for section in wanted if section.tag not in FOREIGN}
    # In the live order, for Pacemaker takes another order for a difference.
    order = [section.tag for section in there]
    for section in [*sections, *own.values()]:
        if section.tag not in order:
            order.append(section.tag)
    chosen = {section.tag: section for section in sections} | own
    there[:] = [strip(chosen[tag]) for tag in order if tag in chosen]
    return cib


def strip(element):
    """Blanks between elements mean nothing, and would count as a difference."""
    for one in element.iter():
        one.text = one.tail = None
    return element


def drop_optional(wanted, there, optional):
    present = {primitive.get("id") for primitive in there.iter("primitive")}
    for parent in list(wanted.iter()):
        for primitive in parent.findall("primitive"):
            if primitive.get("id") in optional and primitive.get("id") not in present:
                parent.remove(primitive)


def keep_properties(wanted, there):
    """Pacemaker's own properties among ours, in the order they have: a set says nothing by its order."""
    target = wanted.find("crm_config/cluster_property_set")
    old = there.findall("crm_config/cluster_property_set[@id='cib-bootstrap-options']/nvpair")
    new = {pair.get("name"): pair for pair in target}
    kept = [
        copy.deepcopy(pair) if pair.get("name") in AUTOMATIC else new.get(pair.get("name"))
        for pair in old
        if pair.get("name") in AUTOMATIC or pair.get("name") in new
    ]
    names = [pair.get("name") for pair in kept]
    target[:] = kept + [pair for name, pair in new.items() if name not in names]


def keep_constraints(wanted, there, beginnings):
    target, old = wanted.find("constraints"), there.find("constraints")
    new = {constraint.get("id"): constraint for constraint in target}
    kept = [
        new.get(constraint.get("id"), constraint)
        for constraint in (copy.deepcopy(old) if old is not None else [])
        if constraint.get("id") in new or constraint.get("id").startswith(beginnings)
    ]
    ids = [constraint.get("id") for constraint in kept]
    target[:] = kept + [constraint for name, constraint in new.items() if name not in ids]


# What it would do


def difference(module, files):
    return call(
        module,
        "crm_diff",
        "--no-version",
        f"--original={files['live']}",
        f"--new={files['wanted']}",
        good=(0, 1),
    ).strip()


def verify(module, files):
    """Refuses what is wrong with the wanted one alone. Warnings are mostly about what has happened, not about what is wanted."""
    old, new = (errors(module, files[name]) for name in ("live", "wanted"))
    wrong = [line for line in new if line not in old]
    if wrong:
        raise Refusal("Pacemaker does not take this configuration: " + "; ".join(wrong))


def errors(module, path):
    code, out, err = module.run_command(
        ["crm_verify", "--verbose", f"--xml-file={path}"], environ_update={"LC_ALL": "C"}
    )
    lines = [line.strip().replace(path, "") for line in (out + err).splitlines()]
    found = [line for line in lines if "error:" in line or "did not pass" in line]
    return found or ([f"crm_verify ended with {code}: {' '.join(lines)}"] if code not in (0, 78) else [])


def planned(module, path):
    answer = call(module, "crm_simulate", "--run", "--output-as=xml", f"--xml-file={path}")
    actions = ElementTree.fromstring(answer).find("actions")
    return [spelled(action) for action in (actions if actions is not None else [])]


def spelled(action):
    if action.tag == "node_action":
        return {"verb": "fence", "what": action.get("node"), "words": f"{action.get('task')} the host {action.get('node')}"}
    verb, what = action.get("action", "").lower(), action.get("resource", "")
    places = [action.get(name) for name in ("source", "node", "dest") if action.get(name)]
    reason = f" ({action.get('reason')})" if action.get("reason") else ""
    return {"verb": verb, "what": what, "words": f"{verb} {what} on {' -> '.join(places)}{reason}"}


def refuse(actions, harmless, allow):
    bad = [
        action
        for action in actions
        if action["verb"].startswith(DISTURBING)
        and action["what"].split(":")[0] not in harmless
        and not any(fnmatch.fnmatch(f"{action['verb']} {action['what'].split(':')[0]}", pattern) for pattern in allow)
    ]
    if bad:
        raise Refusal(
            "The change was not made, for Pacemaker would "
            + "; ".join(action["words"] for action in bad)
            + ". If that is what you want, say so: -e '"
            + '{"cluster_allow": ['
            + ", ".join(f'"{action["verb"]} {action["what"].split(":")[0]}"' for action in bad)
            + "]}'"
        )


def fence_devices(cib):
    return {primitive.get("id") for primitive in cib.iter("primitive") if primitive.get("class") == "stonith"}


def send(module, folder, patch):
    path = os.path.join(folder, "patch.xml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(patch)
    call(module, "cibadmin", "--patch", f"--xml-file={path}")


def shown(cib):
    configuration = copy.deepcopy(cib.find("configuration"))
    for section in [one for one in configuration if one.tag in FOREIGN]:
        configuration.remove(section)
    ElementTree.indent(configuration)
    return ElementTree.tostring(configuration, encoding="unicode") + "\n"


if __name__ == "__main__":
    main()
