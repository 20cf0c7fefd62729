import type { Role } from "../role.ts";
import { dns } from "./dns.ts";
import { hostBase } from "./host-base.ts";
import { k3s } from "./k3s.ts";
import { preflight } from "./preflight.ts";
import { storage } from "./storage.ts";
import { time } from "./time.ts";

/** Every role needle deploys, in the order their plays run. */
export const roles: readonly Role[] = [preflight, hostBase, storage, time, dns, k3s];
