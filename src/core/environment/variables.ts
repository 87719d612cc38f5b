/** Which variables a program gets, and where each is from. No value of an account is here. */
import type { EnvEntry } from './envFile';
import { type Part, partText, valueParts } from './valueParts';

export interface Variable {
  readonly name: string;
  readonly parts: readonly Part[];
  /** Where it is written, for people: `.env, line 3`, `--set`, `--path /my-app/dev`. */
  readonly from: string;
}

export interface VariableFault {
  readonly name: string;
  readonly from: string;
  readonly message: string;
}

export interface Variables {
  readonly variables: readonly Variable[];
  readonly faults: readonly VariableFault[];
}

/** @param place for people: a file and a line */
export function variablesOf(entries: readonly EnvEntry[], place: (line: number) => string): Variables {
  const variables: Variable[] = [];
  const faults: VariableFault[] = [];
  for (const { name, value, line } of entries) {
    const parts = valueParts(value);
    if ('fault' in parts) faults.push({ name, from: place(line), message: parts.fault });
    else variables.push({ name, parts, from: place(line) });
  }
  return { variables, faults };
}

/**
 * `/my-app/dev/database/host` below `/my-app/dev` is DATABASE_HOST: the segments below the path, upper-cased and joined by
 * `_`; what is neither letter nor digit becomes `_`, and a digit at the begin gets one in front.
 * Undefined for what is not below the path.
 */
export function variableName(path: string, parameter: string): string | undefined {
  const root = path.replace(/\/+$/, '');
  if (!parameter.startsWith(`${root}/`)) return undefined;
  return nameFrom(parameter.slice(root.length + 1));
}

/** The same of any text: `database/host` is DATABASE_HOST. */
export function nameFrom(text: string): string {
  const name = text.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
  return /^[0-9]/.test(name) ? `_${name}` : name;
}

/** What the parameters below a path become. Two that become one name are refused, and names that load code. */
export function variablesBelow(path: string, parameters: readonly string[], from: string): Variables {
  const variables: Variable[] = [];
  const faults: VariableFault[] = [];
  const taken = new Map<string, string>();
  for (const parameter of [...parameters].sort()) {
    const name = variableName(path, parameter);
    if (name === undefined) continue;
    const other = taken.get(name);
    if (other !== undefined) faults.push({ name, from, message: `both ${other} and ${parameter} become it` });
    else if (loadsCode(name)) faults.push({ name, from, message: `${parameter} becomes it, ${LOADS_CODE}` });
    else variables.push({ name, parts: [{ kind: 'parameter', name: parameter }], from });
    taken.set(name, other ?? parameter);
  }
  return { variables, faults };
}

/** Later ones take the place of earlier ones. On Windows `Path` and `PATH` are one name. */
export function mergeVariables(
  sources: readonly (readonly Variable[])[],
  ignoreCase: boolean,
): readonly Variable[] {
  const merged = new Map<string, Variable>();
  for (const variable of sources.flat()) {
    const key = ignoreCase ? variable.name.toUpperCase() : variable.name;
    merged.delete(key);
    merged.set(key, variable);
  }
  return [...merged.values()];
}

/** `parameter /my-app/dev/db/host`; `text` for what is written out. */
export function sourceText({ parts }: Variable): string {
  const references = parts.flatMap(part => (part.kind === 'text' ? [] : [partText(part)]));
  return references.length === 0 ? 'as written' : references.join(' and ');
}

/**
 * Who may write a parameter must not decide by its name what a program on this machine loads or runs. Whoever wants that
 * says it in a file of their own.
 */
export function loadsCode(name: string): boolean {
  return LOADERS.test(name);
}

const LOADERS = new RegExp(
  `^(?:${[
    'PATH|PATHEXT|COMSPEC|SYSTEMROOT|WINDIR|SHELL|HOME|USERPROFILE|IFS|ENV|BASH_ENV|BASH_FUNC_.*|BASHOPTS|SHELLOPTS|PROMPT_COMMAND|PS4|ZDOTDIR',
    'LD_.*|DYLD_.*|GCONV_PATH|OPENSSL_CONF|OPENSSL_MODULES|OPENSSL_ENGINES',
    'NODE_OPTIONS|NODE_PATH|NPM_CONFIG_.*|PYTHON[A-Z]+|PERL5?LIB|PERL5OPT|PERL5DB|RUBYLIB|RUBYOPT|GEM_HOME|GEM_PATH|BUNDLE_GEMFILE|LUA_C?PATH|LUA_INIT|PHPRC|PHP_INI_SCAN_DIR',
    'JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH|MAVEN_OPTS|GRADLE_OPTS|DOTNET_STARTUP_HOOKS|COR(?:ECLR)?_(?:ENABLE_PROFILING|PROFILER.*)|GOFLAGS|RUSTC_WRAPPER',
    'GIT_.*|SSH_ASKPASS|SUDO_ASKPASS|EDITOR|VISUAL|PAGER|MANPAGER|LESSOPEN|LESSCLOSE|BROWSER',
    'SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE',
    'AWS_CA_BUNDLE|AWS_ENDPOINT_URL.*|AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE',
  ].join('|')})$`,
);
const LOADS_CODE = 'which decides what programs load or whom they trust: give it by --set or an env file';
