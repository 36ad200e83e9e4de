import { readFileSync } from 'node:fs';

const START_FIELD = 22;

/** When a process started, as the kernel counts it, or '' where that cannot be known (no /proc, no such process). */
export function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const behindName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return behindName[START_FIELD - 3] ?? '';
  } catch {
    return '';
  }
}

/** Whether the process that once had this pid and start still lives; without a start the pid alone decides. */
export function isAlive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = startOf(pid);
  return start === '' || now === '' || now === start;
}
