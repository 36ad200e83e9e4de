import type { Reading } from './cell.ts';
import { medium, mediumOf, stated } from './stated.ts';

type Direction = 'input' | 'output';
type Found = Reading[] | undefined;

const unique = (readings: readonly Reading[]): Reading[] => [
  ...new Map(readings.map((one) => [one.scope ?? '', one])).values(),
];

/** "text, image and audio": media on one side; undefined where one word is none. */
function side(text: string, direction: Direction): Found {
  const words = text.split(/[+,、/|&]| and /).map((word) => mediumOf(word.trim()));
  if (words.length === 0 || words.some((word) => word === undefined)) return undefined;
  return words.map((word) => medium(direction, word ?? '', 'yes'));
}

/** "text+image->text": every medium on its side. */
function arrowed(text: string): Found {
  const sides = text.split(/ ?(?:->|=>|→) ?/);
  const [input, output] = [side(sides[0] ?? '', 'input'), side(sides[1] ?? '', 'output')];
  return sides.length === 2 && input && output ? [...input, ...output] : undefined;
}

const LABEL = /^(inputs?|outputs?|输入|输出)(?: modalit(?:y|ies)| types?)? ?[:：] ?(.+)$/i;

/** "Input: text, image; Output: text". */
function labelledSides(text: string): Found {
  const pieces = text.split(/ ?[;|] ?|(?<=[^:]),? (?=output)/i).map((piece) => {
    const [, label = '', media = ''] = LABEL.exec(piece.trim()) ?? [];
    return label === '' ? undefined : side(media, /^(?:in|输入)/i.test(label) ? 'input' : 'output');
  });
  return pieces.some((piece) => piece === undefined) ? undefined : pieces.flatMap((piece) => piece ?? []);
}

const DIRECTED = /^(\p{L}+):? (input and output|input & output|input only|output only|input|output)$/iu;

/** "Image Input only": what goes in does not come out. */
function directed(text: string): Found {
  const [, word = '', said = ''] = DIRECTED.exec(text) ?? [];
  const name = mediumOf(word);
  if (name === undefined) return undefined;
  const both = /and|&/.test(said);
  const only = /only/i.test(said);
  const direction: Direction = /^input/i.test(said) ? 'input' : 'output';
  const other: Direction = direction === 'input' ? 'output' : 'input';
  if (both) return [medium('input', name, 'yes'), medium('output', name, 'yes')];
  return [medium(direction, name, 'yes'), ...(only ? [medium(other, name, 'no')] : [])];
}

const TEXT_ONLY =
  /^(?:(?:it |the model )?(?:supports?|accepts?) )?text[- ]only(?: (input|output))?(?: (at launch|for now|currently))?\.?$/i;

/** "supports text-only input at launch": no picture goes in, as long as that is said. */
function textOnly(text: string): Found {
  const [all, direction, when] = TEXT_ONLY.exec(text) ?? [];
  if (all === undefined || direction?.toLowerCase() === 'output') return undefined;
  const more = when ? { when: when.toLowerCase() } : {};
  return [
    stated('vision', 'no', more),
    stated('multimodal', 'no', more),
    { ...medium('input', 'text', 'yes'), ...(when && { qualifiers: more }) },
  ];
}

/** "supports image and text input". */
function accepted(text: string): Found {
  const [, media = '', direction = ''] =
    /^(?:supports?|accepts?|takes?|generates?) (.{3,60}?) (in|out)puts?$/i.exec(text) ?? [];
  return media === '' || /only/i.test(media)
    ? undefined
    : side(media, direction.toLowerCase() === 'in' ? 'input' : 'output');
}

/** "image-text-to-text": the task under which a repository of models files one. */
function task(text: string): Found {
  const [, front = '', back = ''] =
    /^((?:text|image|audio|video|any)(?:-(?:text|image|audio|video))*)-to-(text|image|audio|video)$/i.exec(
      text,
    ) ?? [];
  const [input, output] = [side(front.replaceAll('-', '+'), 'input'), side(back, 'output')];
  return input && output ? [...input, ...output] : undefined;
}

/** "supports text and image input, text output": both sides in one sentence. */
function bothSides(text: string): Found {
  const [, input = '', output = ''] =
    /^(?:supports?|accepts?|takes?)? ?(.{3,60}?) inputs?(?:,| and|;) (.{3,60}?) outputs?$/i.exec(text) ?? [];
  const [one, other] = [side(input, 'input'), side(output, 'output')];
  return one && other ? [...one, ...other] : undefined;
}

/** `"modalities": {"input": ["text"], "output": ["text"]}`. */
function listedSides(text: string): Found {
  const [, input, output] =
    /^["'`]?modalities["'`]?\s*[:=]\s*\{\s*["'`]?input["'`]?\s*[:=]\s*\[([^[\]]*)\]\s*,\s*["'`]?output["'`]?\s*[:=]\s*\[([^[\]]*)\]\s*\}$/i.exec(
      text,
    ) ?? [];
  if (input === undefined || output === undefined) return undefined;
  const plain = (list: string): string => list.replace(/["'`\s]/g, '');
  const [one, other] = [side(plain(input), 'input'), side(plain(output), 'output')];
  return one && other ? [...one, ...other] : undefined;
}

const FIELD = /^["'`]?modalit(?:y|ies)["'`]?\s*[:=]\s*["'`]?([^"'`]*(?:->|→)[^"'`]*)["'`]?$/i;

/** What a text says of media going in and coming out, where it says so in one of the usual ways. */
export function mediaReadings(whole: string): Found {
  const text = FIELD.exec(whole)?.[1] ?? whole;
  const found =
    listedSides(text) ??
    task(text) ??
    bothSides(text) ??
    accepted(text) ??
    arrowed(text) ??
    labelledSides(text) ??
    directed(text) ??
    textOnly(text);
  return found && unique(found);
}
