import { Expression } from "../../../compiler/output/yaml.ts";
import type { Release } from "../../../compiler/plan/chain.ts";
import { imageStore } from "../../../compiler/plan/known/metal-stack-releases.ts";
import { textOf } from "../learned.ts";
import type { Topic } from "../topic.ts";

/** Of both sides, control plane and partitions. */
export const releaseVector: Topic = {
  name: "release_vector",

  variables: ({ release }) => {
    const { ["ghcr.io"]: registry = "ghcr.io" } = release.registries;
    const replace = replacementsIn(release);
    return {
      metal_stack_release_version: release.version,
      metal_stack_release_vectors: [
        {
          url: new Expression(`oci://${registry}/metal-stack/releases:{{ metal_stack_release_version }}`),
          variable_mapping_path: "metal_stack_release.mapping",
          include_role_defaults: "metal-roles/common/roles/defaults",
          oci_cosign_verify_key: signedBy,
          ...(replace.length > 0 && { replace }),
        },
      ],
      metal_roles_version: release.rolesDiffer ? release.roles : undefined,
    };
  },

  learns: ({ metal_stack_release_version, metal_roles_version }) => ({
    needle: {
      metalStack: { release: textOf(metal_stack_release_version), roles: textOf(metal_roles_version) },
    },
  }),

  comments: {
    metal_stack_release_version:
      "After a change remove ~/.ansible/roles and /tmp/metal-stack-release-vector-cache.json: a role that is there is not fetched again.",
    metal_stack_release_vectors:
      "Run `ansible localhost -m metalstack.base.metal_stack_release_vector` before the playbooks, in the same shell.",
    metal_roles_version: "Other roles than the release has.",
  },
};

/** metal-stack signs its release vectors with the key to this one. */
const signedBy = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEdeAXd2namgVNDT0APmogKGwaV+Q4
rfe4uVgmsyBbb6TrhX5Py6x1PsonDahTvdVpbSGC7QGEjxIHdi8HnJ4Okg==
-----END PUBLIC KEY-----
`;

/** Where images, charts and roles stand in a release vector. */
const keys = ["name", "oci", "ref"];

const replacementsIn = ({ registries, images, mirrored }: Release) => [
  ...Object.entries(registries).flatMap(([old, now]) => keys.map((key) => ({ key, old, new: now }))),
  ...(mirrored ? [{ key: "url", old: imageStore, new: images }] : []),
];
