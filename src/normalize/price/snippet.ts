/** A field of a snippet: the names above it and its own, and its value as text. */
export interface Field {
  path: string[];
  value: string;
}

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*"|'[^']*')|(-?\d[\d.]*(?:e[+-]?\d+)?)(?![\w.])|([A-Za-z_$][\w.-]*)|([{}[\],:=]))/giy;

interface Piece {
  kind: 'text' | 'number' | 'name' | 'sign';
  text: string;
}

/** The pieces of a snippet of JSON, YAML or TOML; undefined where a character fits none. */
function piecesOf(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const [, quoted, number, name, sign] = found;
    if (quoted !== undefined) pieces.push({ kind: 'text', text: quoted.slice(1, -1) });
    else if (number !== undefined) pieces.push({ kind: 'number', text: number });
    else if (name !== undefined) pieces.push({ kind: 'name', text: name });
    else pieces.push({ kind: 'sign', text: sign ?? '' });
    end = TOKEN.lastIndex;
    if (pieces.length > 400) return undefined;
  }
  return text.slice(end).trim() === '' ? pieces : undefined;
}

const isSign = (piece: Piece | undefined, signs: string): boolean =>
  piece?.kind === 'sign' && signs.includes(piece.text);

/** The fields of a snippet of JSON, YAML or TOML, lists item by item; undefined where its pieces are no fields. */
export function fieldsOf(text: string): Field[] | undefined {
  const pieces = piecesOf(text) ?? [];
  const fields: Field[] = [];
  const path: string[] = [];
  const open: number[] = [];
  let at = 0;
  while (at < pieces.length) {
    const piece = pieces[at];
    const next = pieces[at + 1];
    const value = pieces[at + 2];
    if (isSign(piece, '{[')) {
      open.push(path.length);
      at += 1;
    } else if (isSign(piece, '}]')) {
      const length = open.pop();
      if (length === undefined) return undefined;
      path.length = Math.max(0, length - 1);
      at += 1;
    } else if (isSign(piece, ',')) at += 1;
    else if (piece && isSign(next, ':=') && (piece.kind === 'name' || piece.kind === 'text') && value) {
      path.push(piece.text);
      at += 2;
      if (value.kind !== 'sign') {
        fields.push({ path: [...path], value: value.text });
        path.pop();
        at += 1;
      } else if (!isSign(value, '{[')) return undefined;
    } else if (piece?.kind === 'number' && open.length > 0 && path.length > 0) {
      fields.push({ path: [...path], value: piece.text });
      at += 1;
    } else return undefined;
  }
  return fields.length > 0 ? fields : undefined;
}
