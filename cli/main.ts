#!/usr/bin/env node
import process from "node:process";
import { program } from "./program.ts";
import { terminalOf } from "./terminal.ts";

/** Arguments in, exit code out: with inventory-script.ts the only file that knows the process. */
const terminal = terminalOf(process);
try {
  process.exitCode = await program(process.argv.slice(2), {
    terminal,
    env: process.env,
    root: process.cwd(),
  });
} catch (error) {
  terminal.err("needle: this is a fault of needle, not of your spec. Please report it with this text:\n");
  terminal.err(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 2;
}
