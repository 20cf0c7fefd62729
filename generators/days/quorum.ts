import type { Play, Stage } from "../stages.ts";
import { day, host } from "./day.ts";
import { onServers, onThose } from "./on-servers.ts";

export const quorumDays = (deploys: readonly Play[]): readonly Stage[] => [
  day(
    "become_quorum",
    "makes a landscape's single server one of several, which keep its cluster",
    { confirm: "k3s_become" },
    onServers("inspect", "Look at all servers"),
    onServers("become_quorum", "Look before one server becomes several"),
    ...deploys,
    onServers("became_quorum", "See that nothing was lost"),
  ),
  day(
    "remove_server",
    "takes a server, dead or alive, out of the quorum before the spec does",
    host("k3s_remove"),
    onThose("remove", "Remove a server"),
  ),
  day(
    "replace_server",
    "makes a server anew, on new hardware of its name or on the old",
    host("k3s_replace"),
    onThose("replace", "Look before a server is made anew"),
    ...deploys,
  ),
  day(
    "lost_quorum",
    "lets one server go on alone when the majority is lost for good",
    host("k3s_survivor"),
    onThose("lost", "Go on without the majority"),
  ),
];
