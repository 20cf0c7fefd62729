#!/usr/bin/env node
import process from "node:process";
import { program } from "./program.ts";
import { terminalOf } from "./terminal.ts";

/** `needle inventory` in the shape Ansible wants for `-i`: a program of its own, called with --list or --host NAME. */
process.exitCode = await program(["inventory", ...process.argv.slice(2)], {
  terminal: terminalOf(process),
  env: process.env,
  root: process.cwd(),
});
