import { openDatabase } from '../../../src/store/connect.ts';

const database = await openDatabase({ folder: process.argv[2] ?? '', waitMs: 0 });
process.stdout.write('open\n');
process.stdin.once('data', async () => {
  await database.close();
  process.stdin.destroy();
});
