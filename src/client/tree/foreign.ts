import { createPathTree, type PathTree } from '../../core/catalog/pathTree';
import { type Failure, failureOf } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import type { Session } from '../session/session';
import type { ForeignNode, MoreNode, Node, PublishedNode } from './nodes';

const LIST = '/aws/service/list';
/** Some services publish thousands, ten a call: so many are read at a time. */
const AT_ONCE = 200;

/** Parameters that are not of the account, read when somebody unfolds them: nothing of them is listed before. */
export interface Foreign {
  /** Never rejects: a failure is the one node. */
  shared(): Promise<readonly Node[]>;
  services(): Promise<readonly Node[]>;
  below(parent: PublishedNode): Promise<readonly Node[]>;
  /** Reads on where the last reading ended. */
  more(service: string): void;
  /** Reads anew when somebody looks again. */
  reset(): void;
}

/** What one service publishes, as far as it was read. */
interface Reading {
  readonly tree: PathTree;
  readonly pages: AsyncIterator<readonly Parameters<PathTree['add']>[0][number][]>;
  wanted: number;
  done: boolean;
  /** Of all who look at it, one reads. */
  turn: Promise<void>;
}

export function createForeign(session: Session): Foreign {
  let kept = new Map<string, Promise<readonly Node[]>>();
  let readings = new Map<string, Reading>();
  let abort = new AbortController();

  /** Once; what has failed is tried again by whoever looks next. */
  function once(
    key: string,
    read: (aws: AwsConnection) => Promise<readonly Node[]>,
  ): Promise<readonly Node[]> {
    const mine = kept;
    const known = mine.get(key);
    if (known) return known;
    const reading = session.connect().then(({ aws }) => read(aws));
    mine.set(key, reading);
    return reading.catch(thrown => {
      mine.delete(key);
      return [failed(failureOf(thrown, key))];
    });
  }

  function readingOf(aws: AwsConnection, service: string): Reading {
    const known = readings.get(service);
    if (known) return known;
    const { signal } = abort;
    const reading: Reading = {
      tree: createPathTree(),
      pages: aws.parameters.byPath(service, { recursive: true }, { signal })[Symbol.asyncIterator](),
      wanted: AT_ONCE,
      done: false,
      turn: Promise.resolve(),
    };
    readings.set(service, reading);
    return reading;
  }

  async function fill(reading: Reading): Promise<void> {
    while (!reading.done && reading.tree.size < reading.wanted) {
      const { value, done } = await reading.pages.next();
      if (done) reading.done = true;
      else reading.tree.add(value);
    }
  }

  return {
    shared: () =>
      once('ssm:DescribeParameters', async ({ parameters }) => {
        const nodes: ForeignNode[] = [];
        for await (const page of parameters.shared({ signal: abort.signal }))
          for (const metadata of page) {
            const [, , , , owner = '', ...rest] = metadata.name.split(':');
            const label = rest.join(':').replace(/^parameter/, '');
            nodes.push({ kind: 'foreign', origin: 'shared', label, owner, metadata });
          }
        return nodes.length > 0 ? nodes : [nothing];
      }),

    services: () =>
      once(LIST, async ({ parameters }) => {
        const nodes: PublishedNode[] = [];
        for await (const page of parameters.byPath(LIST, { recursive: false }, { signal: abort.signal }))
          for (const { name } of page) {
            const label = name.slice(LIST.length + 1);
            const service = `/aws/service/${label}`;
            nodes.push({ kind: 'published', service, path: service, label });
          }
        return nodes.length > 0 ? nodes : [nothing];
      }),

    async below({ service, path }) {
      try {
        const { aws } = await session.connect();
        const reading = readingOf(aws, service);
        reading.turn = reading.turn.then(() => fill(reading));
        await reading.turn;
        const nodes = reading.tree
          .children(path)
          .map(
            (node): Node =>
              node.kind === 'folder'
                ? { kind: 'published', service, path: node.path, label: node.label }
                : { kind: 'foreign', origin: 'public', label: node.label, metadata: node.metadata },
          );
        const more: MoreNode = { kind: 'more', view: 'keyhole.parameters', of: service };
        return path === service && !reading.done ? [...nodes, more] : nodes.length > 0 ? nodes : [nothing];
      } catch (thrown) {
        readings.delete(service);
        return [failed(failureOf(thrown, 'ssm:GetParametersByPath'))];
      }
    },

    more(service) {
      const reading = readings.get(service);
      if (reading) reading.wanted = reading.tree.size + AT_ONCE;
    },

    reset() {
      abort.abort();
      abort = new AbortController();
      kept = new Map();
      readings = new Map();
    },
  };
}

const nothing: Node = { kind: 'notice', view: 'keyhole.parameters', reason: 'empty' };

function failed(failure: Failure): Node {
  return { kind: 'notice', view: 'keyhole.parameters', reason: 'failed', failure };
}
