import os

from . import client


def new_client_from_config(config_file=None):
    return client.ApiClient(config_file or os.environ.get("KUBECONFIG"))


def new_client_from_config_dict(config_dict):
    return client.ApiClient(config_dict)


def load_kube_config_from_dict(config_dict, client_configuration):
    client_configuration.kubeconfig = config_dict
