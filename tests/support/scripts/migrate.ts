import { openDatabase } from '../../../src/store/connect.ts';
import { migrate } from '../../../src/store/migrate.ts';

const database = await openDatabase({ url: process.argv[2] ?? '' });
process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  const { applied } = await migrate(database);
  process.stdout.write(`${JSON.stringify(applied)}\n`);
  await database.close();
  process.stdin.destroy();
});
