#!/usr/bin/env node
import process from "node:process";
import { program } from "./program.ts";
import { terminalOf } from "./terminal.ts";

/** `needle inventory` in the shape Ansible wants for `-i`: a program of its own, called with --list or --host NAME. */
const words = process.argv.slice(2);
process.exitCode = await program(words[0] === "--version" ? words : ["inventory", ...words], {
  terminal: terminalOf(process),
  env: process.env,
  root: process.cwd(),
});
