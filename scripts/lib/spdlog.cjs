/**
 * In place of @vscode/spdlog in the VS Code server of the tests: its native half is compiled by an install script, and without
 * it VS Code writes no log at all, in which no test could find what must not be there. What VS Code calls, and no more.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

/** spdlog's levels, by number. */
const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const METHODS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const INFO = 2;

class Logger {
  #file;
  #level = INFO;
  #plain = false;

  constructor(_type, _name, file) {
    this.#file = file;
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  /** An output channel brings its own lines. */
  clearFormatters() {
    this.#plain = true;
  }

  setPattern() {
    this.#plain = false;
  }

  flush() {}

  drop() {}

  write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.#file, this.#plain ? message : `${time} [${LEVELS[level]}] ${message}\n`);
  }
}

for (const [level, method] of METHODS.entries())
  Logger.prototype[method] = function log(message) {
    this.write(level, message);
  };

async function createLogger(name, file) {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

// One by one: VS Code imports them by name, and Node looks for the names without running this.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
