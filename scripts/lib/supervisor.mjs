// Runs one command and ends it, with everything it started, as soon as standard input closes: the owner holds the
// other end of that pipe and may die in any way. Started as a process group of its own, see run.mjs.
//   node supervisor.mjs [--grace MS] [--remove DIR] -- COMMAND ARGS…
// DIR is removed when the owner died; one that ends in order writes `keep` and sees to it itself.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';

const split = process.argv.indexOf('--');
const options = process.argv.slice(2, split);
const [command, ...args] = process.argv.slice(split + 1);
const remove = option('--remove');
/** How long the group may take to end by itself. */
const graceMs = Number(option('--grace') ?? 3_000);

// Ctrl-C reaches the owner; it decides when we stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
let outcome;
let wakeUp = () => {};
child.once('error', error => {
  console.error(`${command}: ${error.message}`);
  finish(127);
});
child.once('exit', (code, signal) => finish(code ?? (signal ? 128 : 1)));
let lastWords = '';
process.stdin.on('data', chunk => {
  lastWords += chunk;
});
process.stdin.once('end', () => finish(0));
process.stdin.once('error', () => finish(0));

function option(name) {
  const at = options.indexOf(name);
  return at >= 0 ? options[at + 1] : undefined;
}

/** Ends the group in order: ask, wait, kill, then remove the folder nobody writes to any more. */
async function finish(code) {
  if (outcome !== undefined) {
    wakeUp();
    return;
  }
  outcome = code;
  const tree = descendants();
  signalAll(tree, 'SIGTERM');
  await untilGone(tree);
  signalAll(new Set([...tree, ...descendants()]), 'SIGKILL');
  if (remove && lastWords !== 'keep')
    rmSync(remove, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.exit(code);
}

async function untilGone(tree) {
  const end = Date.now() + graceMs;
  while (Date.now() < end && [...tree].some(isAlive)) {
    await new Promise(resolve => {
      wakeUp = resolve;
      setTimeout(resolve, 50);
    });
  }
}

function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself.
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return parentOf(pid) !== undefined;
  } catch {
    return false;
  }
}

/** Children, their children, and our process group: terminals leave the group, orphans leave the tree. */
function descendants() {
  const parents = new Map();
  const group = new Set();
  for (const entry of processes()) {
    parents.set(entry.pid, entry.parent);
    if (entry.group === process.pid && entry.pid !== process.pid) group.add(entry.pid);
  }
  if (parents.size === 0) return child.pid ? new Set([child.pid]) : new Set();
  for (const pid of parents.keys()) {
    for (let at = parents.get(pid); at !== undefined && at > 1; at = parents.get(at)) {
      if (at !== process.pid) continue;
      group.add(pid);
      break;
    }
  }
  return group;
}

function* processes() {
  let names;
  try {
    names = readdirSync('/proc');
  } catch {
    return; // Not Linux: the child alone is ended.
  }
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (stat) yield { pid: Number(name), parent: stat.parent, group: stat.group };
  }
}

function parentOf(pid) {
  return process.platform === 'linux' ? statOf(pid)?.parent : 0;
}

/** /proc/PID/stat: "pid (name, which may hold anything) state ppid pgrp …". A zombie counts as gone. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent, group] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : { parent: Number(parent), group: Number(group) };
  } catch {
    return undefined;
  }
}
