import { PGlite } from '@electric-sql/pglite';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: create-embedded <folder>');
const lite = await PGlite.create({ dataDir: folder });
await lite.close();
