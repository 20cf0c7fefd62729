import * as z from "zod";

/** Variables of metal-roles by name. What they may be, a rule looks up in the roles' catalogue. */
export const Variables = z.record(
  z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, "must be the name of a variable: a-z, 0-9 and _, starting with a letter"),
  z.unknown(),
);

const of = (who: string, example: Readonly<Record<string, unknown>>) =>
  Variables.default({}).meta({ description: `For ${who}.`, examples: [example] });

/** One group of hosts each: what is said for fewer hosts counts more. */
export const PartitionVariables = z
  .strictObject({
    all: of("all switches and management servers of the partition", { metal_core_log_level: "debug" }),
    leaves: of("its leaves", { metal_core_timeout: "20s" }),
    spines: of("its spines", { sonic_config_lldp_hello_timer: 5 }),
    exits: of("its exits", { sonic_config_frr_static_routes: ["0.0.0.0/0 192.0.2.1"] }),
    mgmtleaves: of("its management leaves", { sonic_config_mgmt_vrf: false }),
    mgmtspines: of("its management spines", { sonic_config_mgmt_vrf: false }),
    managementServers: of("its management servers", { metal_bmc_ignore_macs: ["aa:aa:aa:aa:aa:aa"] }),
  })
  .describe(
    "Variables of metal-roles for which this spec has no word, for groups of the partition's hosts. They are held against the version that is deployed, like those of metalStack.extraVars, and win over them.",
  );
