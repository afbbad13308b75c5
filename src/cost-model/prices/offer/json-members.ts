/** A member of a JSON object, its value still as text: from byte `from` up to `to`. */
export interface Member {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * The members of the JSON object that begins at `from`, one after the other: an offer file of hundreds of megabytes
 * is read without ever holding it as objects.
 * @throws SyntaxError where the text is no object or ends too early.
 */
export function* membersOf(text: Buffer, from = 0): Generator<Member> {
  let at = afterSpace(text, from);
  if (text[at] !== OPEN_OBJECT) throw new SyntaxError(`an object should begin at byte ${at}`);
  at = afterSpace(text, at + 1);
  if (text[at] === CLOSE_OBJECT) return;
  for (;;) {
    const keyEnd = afterString(text, at);
    const key: unknown = JSON.parse(text.toString('utf8', at, keyEnd));
    at = afterSpace(text, keyEnd);
    if (text[at] !== COLON) throw new SyntaxError(`a colon should stand at byte ${at}`);
    const start = afterSpace(text, at + 1);
    const end = afterValue(text, start);
    yield { key: String(key), from: start, to: end };
    at = afterSpace(text, end);
    if (text[at] === CLOSE_OBJECT) return;
    if (text[at] !== COMMA) throw new SyntaxError(`the object ends or is broken at byte ${at}`);
    at = afterSpace(text, at + 1);
  }
}

/** The value of a member. */
export const parsed = (text: Buffer, { from, to }: Member): unknown => JSON.parse(text.toString('utf8', from, to));

function afterSpace(text: Buffer, from: number): number {
  let at = from;
  while (text[at] === 0x20 || text[at] === 0x0a || text[at] === 0x0d || text[at] === 0x09) at += 1;
  return at;
}

function afterString(text: Buffer, from: number): number {
  if (text[from] !== QUOTE) throw new SyntaxError(`text in quotes should begin at byte ${from}`);
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === BACKSLASH) at += 1;
    else if (text[at] === QUOTE) return at + 1;
  }
  throw new SyntaxError('it ends within quotes');
}

function afterValue(text: Buffer, from: number): number {
  if (text[from] === QUOTE) return afterString(text, from);
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const byte = text[at];
    if (byte === QUOTE) {
      at = afterString(text, at);
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (byte === COMMA && depth === 0) return at;
    at += 1;
  }
  throw new SyntaxError('it ends in the middle of a value');
}
