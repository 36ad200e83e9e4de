import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm')).href;

/** A script in a process of its own; `line` waits for the next line that it prints. */
export interface Child {
  process: ChildProcess;
  line(): Promise<string>;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

/** Starts a script; its standard input stays open until the test ends it. */
export function startChild(script: URL, parameters: readonly string[]): Child {
  const child = spawn(process.execPath, ['--import', LOADER, fileURLToPath(script), ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 60_000,
  });
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? ''));
  });
  return { process: child, line: lineReader(child), ended };
}

function lineReader(child: ChildProcess): () => Promise<string> {
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      const next = waiting.shift();
      if (next) next(line);
      else lines.push(line);
    }
  });
  child.stdout?.on('end', () => {
    for (const next of waiting) next('');
  });
  return () => {
    const line = lines.shift();
    return line !== undefined ? Promise.resolve(line) : new Promise((resolve) => waiting.push(resolve));
  };
}
