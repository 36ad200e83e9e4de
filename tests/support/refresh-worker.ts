import pg from 'pg';
import { checksum } from '../../src/store/checksum.ts';
import { type DatabaseTarget, openDatabase } from '../../src/store/connect.ts';
import { refreshFromFixtures, refreshFromFolder } from './fixture-refresh.ts';

/** What the worker is told: where to work, and at which query it dies; 0 lets it live. */
interface Order {
  target: DatabaseTarget;
  dieAt: number;
  /** A folder of recorded bodies instead of the fixtures. */
  from?: string;
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
let queries = 0;

/** Odd points die before the query is sent, even ones right after: half of them in the middle of a transaction. */
function countQueries(): void {
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const counting = function (this: pg.Client, ...args: unknown[]): unknown {
    queries += 1;
    const dies = order.dieAt > 0 && queries >= order.dieAt;
    if (dies && order.dieAt % 2 === 1) process.kill(process.pid, 'SIGKILL');
    const sent = query.apply(this, args);
    if (dies) setImmediate(() => process.kill(process.pid, 'SIGKILL'));
    return sent;
  };
  Object.assign(pg.Client.prototype, { query: counting });
}

const database = await openDatabase(order.target);
countQueries();
if (order.from === undefined) await refreshFromFixtures(database);
else await refreshFromFolder(database, order.from);
const counted = queries;
const sum = await checksum(database.db);
await database.close();
process.stdout.write(JSON.stringify({ queries: counted, ...sum }));
