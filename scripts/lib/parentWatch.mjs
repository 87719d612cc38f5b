// A process whose parent was killed gets no signal. `npm start` is npm → (sh →) node, so npm's death is our end too.
import { readFileSync } from 'node:fs';
import { isAlive } from './lock.mjs';

/** Calls `gone` once when our parent, or the npm above it that runs us, has ended. */
export function onParentDeath(gone) {
  const parent = process.ppid;
  const watched = process.env.npm_lifecycle_event ? npmAbove(parent) : [];
  const timer = setInterval(() => {
    if (process.ppid === parent && watched.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}

/** The processes from our parent up to npm, which Linux names; elsewhere the parent alone is watched. */
function npmAbove(parent) {
  const chain = [];
  for (let pid = parent; pid > 1 && chain.length < 4; ) {
    const process = describe(pid);
    if (!process) return [];
    chain.push(pid);
    if (process.name.startsWith('npm')) return chain;
    pid = process.parent;
  }
  return [];
}

function describe(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    return { name, parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
  } catch {
    return undefined;
  }
}
