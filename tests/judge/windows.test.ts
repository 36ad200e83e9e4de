import { describe, expect, test } from 'vitest';
import { judge } from '../../src/judge/index.ts';
import type { KeyState, LiveClaim } from '../../src/judge/state.ts';
import { apply, claim, decide, NOW, shown, stateOf, step, tokens, withClaims } from './build.ts';

const listed = (written: string, more: Partial<LiveClaim> = {}) =>
  claim('list', tokens(written), { kind: 'catalogue', ...more });

/** The maker's field can mean the window or the input; the maker speaks with authority about its model. */
const made = (written: string, more: Partial<LiveClaim> = {}) =>
  claim('maker', tokens(written), {
    kind: 'vendor',
    authority: true,
    means: ['context_window', 'max_input'],
    ...more,
  });

const selling = (
  modelWindows: LiveClaim[],
  claims: LiveClaim[],
  attribute: 'context_window' | 'max_input' = 'context_window',
): KeyState => {
  const state = stateOf(claims, attribute);
  return { ...state, key: { ...state.key, kind: 'offering', subject: 'shop/model-1' }, modelWindows };
};

const own = () => listed('1048756');
const slip = (...more: LiveClaim[]) => selling([made('1048576')], [own(), ...more]);
const reseen = (state: KeyState, ...modelWindows: LiveClaim[]) => ({ ...state, modelWindows });

describe('a window that is a digit slip of the window of its model', () => {
  test('opens a question with both values; the model has the proposal, and the offering keeps its own', () => {
    const verdict = judge(slip(), NOW);
    expect(verdict).toMatchObject({
      move: 'open',
      conflict: {
        kind: 'invariant',
        diagnosis: 'digit-slip',
        state: 'open',
        arithmetic:
          '1,048,756 is 1,048,576 = 1,024 × 1,024 with 57 written 75 · 1,048,576 is the stated window of the model that it sells',
        candidates: [
          { key: '1048756', witnesses: [{ source: 'list', authority: false }] },
          { key: '1048576', witnesses: [{ source: 'maker', authority: false }] },
        ],
        proposal: { key: '1048576' },
      },
      settlement: null,
      standings: [{ standing: 'supports', chosen: true }],
    });
    expect(shown(verdict)).toEqual(['1048756 contested order']);
  });

  test('an input is measured against the window as well', () => {
    const input = listed('1048756', { means: ['max_input'] });
    expect(judge(selling([made('1048576')], [input], 'max_input'), NOW).conflict?.diagnosis).toBe(
      'digit-slip',
    );
  });

  test('what was settled stays until the question is answered', () => {
    const settled = step(selling([], [listed('1048576')]));
    const slipped = judge({ ...withClaims(settled, [own()]), modelWindows: [made('1048576')] }, NOW);
    expect(shown(slipped)).toEqual(['1048576 contested last settled']);
    const late = judge({ ...step(selling([], [own()])), modelWindows: [made('1048576')] }, NOW);
    expect(shown(late)).toEqual(['1048756 contested last settled']);
  });

  test.each([
    ['a real extension', '2000000', ['1048576']],
    ['the same window', '1048576', ['1048576']],
    ['a smaller one, be it a slip', '131027', ['131072']],
    ['a value that a rounded window allows', '1048756', ['1048576', '1.05M']],
    ['a value below another stated window', '1048756', ['1048576', '2097152']],
    ['one more than the window', '1048577', ['1048576']],
    ['a window that is itself the slip', '262144', ['261244']],
    ['rounded values', '1.05M', ['1048576']],
    ['a model without a window', '1048756', []],
  ])('%s is silent', (_name, written, windows) => {
    const state = selling(
      windows.map((one) => made(one)),
      [listed(written)],
    );
    expect(judge(state, NOW)).toMatchObject({ move: 'none', facts: [{ status: 'single' }] });
  });

  test('what the seller states stands, and sources of the offering that disagree are asked about instead', () => {
    const seller = listed('1048756', { authority: true });
    expect(judge(selling([made('1048576')], [seller]), NOW).move).toBe('none');
    const disputed = judge(slip(claim('other', tokens('1000000'))), NOW);
    expect(disputed.conflict).toMatchObject({ kind: 'between-sources', candidates: [{}, {}] });
  });

  test('heals when the source corrects itself or the model turns out to have the larger window', () => {
    const open = step(slip());
    const corrected = judge(withClaims(open, [listed('1048576')]), NOW);
    expect([corrected.move, ...shown(corrected)]).toEqual(['heal', '1048576 single only list']);
    const larger = judge(reseen(open, made('2097152')), NOW);
    expect([larger.move, ...shown(larger)]).toEqual(['heal', '1048756 single only list']);
  });

  test('another witness of the window is noted, and nothing moves a second time', () => {
    const open = step(slip());
    const more = reseen(open, made('1048576'), claim('router', tokens('1048576')));
    const verdict = judge(more, NOW);
    expect(verdict.move).toBe('update');
    expect(verdict.conflict?.candidates[1]?.witnesses).toHaveLength(2);
    expect(judge(apply(more, verdict), NOW).move).toBe('none');
  });
});

describe('a decision about such a slip', () => {
  test.each(['1048576', '1048756'])('for %s holds while nothing new is said', (chosen) => {
    const ruled = decide(step(slip()), chosen);
    expect(shown(ruled)).toEqual([`${chosen} ruled decision`]);
    const same = reseen(ruled, made('1048576'), claim('router', tokens('1048576')));
    expect(judge(same, NOW).move).toBe('none');
    expect(judge(withClaims(ruled, []), NOW)).toMatchObject({ move: 'none', facts: [{ status: 'ruled' }] });
  });

  test('for the window holds when the source corrects itself', () => {
    const ruled = decide(step(slip()), '1048576');
    expect(judge(withClaims(ruled, [listed('1048576')]), NOW)).toMatchObject({
      move: 'none',
      facts: [{ status: 'ruled' }],
    });
  });

  test('for the source is asked again when it says the window itself, though it states the model too', () => {
    const both = selling([claim('list', tokens('1048576'))], [own()]);
    const ruled = decide(step(both), '1048756');
    const verdict = judge(withClaims(ruled, [listed('1048576')]), NOW);
    expect(verdict).toMatchObject({ move: 'reopen', conflict: { kind: 'lost-support' } });
  });

  test('is asked again for a new value of the offering, and when the model has another window', () => {
    const ruled = decide(step(slip()), '1048576');
    expect(judge(withClaims(ruled, [listed('1000000')]), NOW).move).toBe('reopen');
    const moved = judge(reseen(ruled, made('2097152')), NOW);
    expect(moved).toMatchObject({ move: 'reopen', conflict: { kind: 'lost-support' } });
    expect(shown(moved)).toEqual(['1048576 contested last settled']);
    expect(judge(apply(reseen(ruled, made('2097152')), moved), NOW).move).toBe('none');
    expect(judge(reseen(ruled), NOW).move).toBe('none');
  });
});
