"""Stand-in for the filters of ansible-common where only its skeleton is there."""


import yaml


def shoot_admin_kubeconfig(kubeconfig, project_namespace, shoot_name, expiry_seconds=28800):
    server = yaml.safe_load(kubeconfig)["clusters"][0]["cluster"]["server"]
    return f"stand-in: {project_namespace}/{shoot_name} of {server}, for {expiry_seconds} seconds"


class FilterModule:
    def filters(self):
        return {"shoot_admin_kubeconfig": shoot_admin_kubeconfig}
