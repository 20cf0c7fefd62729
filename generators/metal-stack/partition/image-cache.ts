import { Expression } from "../../../compiler/output/yaml.ts";
import type { Release, Stage } from "../../../compiler/plan/chain.ts";
import type { Partition } from "../../../compiler/plan/partition.ts";
import { hostOf } from "../../../compiler/plan/urls.ts";
import { same } from "../jinja.ts";
import { kindGroupOf } from "./groups.ts";
import type { PartitionTopic } from "./topic.ts";

const hasCache = ({ imageCache, managementServers }: Partition): boolean =>
  imageCache !== undefined && managementServers.length > 0;

/** Newer roles ask metal-apiserver for what there is, with a token for each server. */
export const asksForTokens = ({ release, partitions }: Stage): boolean =>
  release.roles !== "v0.28.1" && partitions.some(hasCache);

/** Machines of every partition find a cache: an image that all of them share can be asked for without TLS. */
export const cachesEverywhere = ({ partitions }: Stage): boolean =>
  partitions.length > 0 && partitions.every(hasCache);

/** Kernels are at GitHub, unless a copy of the store has them, too. */
const interceptedIn = ({ images, mirrored }: Release): string[] => [
  hostOf(images),
  ...(mirrored ? [] : ["github.com"]),
];

/** Copies of images and kernels, and the DNS by which machines find them. */
export const imageCache: PartitionTopic = {
  name: "image_cache",
  wanted: hasCache,

  variables: (partition, { release, exposure }, { dns }) => ({
    image_cache_intercept_domains: interceptedIn(release),
    image_cache_external_dns_servers: (partition.nameservers ?? dns.replicas).map((ip, index) => ({
      name: `dns${index + 1}`,
      ip,
    })),
    image_cache_backend_hosts: new Expression(
      `{{ groups['${kindGroupOf(partition, "managementServers")}'] }}`,
    ),
    image_cache_sync_max_cache_size: partition.imageCache?.size,
    image_cache_sync_metal_api_view_hmac: same("metal_partition_metal_api_hmac_view_key"),
    image_cache_sync_metal_apiserver_url: `https://${exposure.names.v2}`,
    image_cache_sync_deployment_admin_token: new Expression(
      "{{ hostvars['localhost']['metal_deployment_admin_token'] }}",
    ),
  }),

  comments: {
    image_cache_intercept_domains:
      "Names for which machines are sent here. What is not in the cache is fetched from there.",
    image_cache_external_dns_servers: "Asked for all other names.",
  },
};
