import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { onPglite } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: make-embedded-template <file>');
const lite = await PGlite.create();
const database = onPglite(lite, 'memory');
await migrate(database);
const dump = await lite.dumpDataDir('gzip');
await database.close();
writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
