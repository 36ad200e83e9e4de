import { takeOwnership } from '../../../src/store/owner.ts';

const [folder = '', waitMs = '0'] = process.argv.slice(2);
process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  try {
    await takeOwnership({ folder, waitMs: Number(waitMs) });
    process.stdout.write('taken\n');
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.name : 'unknown'}\n`);
    process.stdin.destroy();
  }
});
