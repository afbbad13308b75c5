import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Location, Problem } from '../errors.ts';
import { type KeyPath, keyText, type Mistake } from './mistake.ts';

/** A YAML file that knows where each of its keys stands. */
export class YamlFile {
  readonly name: string;
  readonly document: Document.Parsed;
  readonly #lines = new LineCounter();

  constructor(text: string, name: string) {
    this.name = name;
    this.document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
  }

  /** Errors of the YAML itself; `fatal` where the rest of the file cannot be trusted. */
  syntax(): { readonly problems: readonly Problem[]; readonly fatal: boolean } {
    const errors = [...this.document.errors.map(({ code, pos }) => ({ code, offset: pos[0] })), ...this.#lostAliases()];
    const first = errors.filter(({ offset }, i) => errors.findIndex((other) => other.offset === offset) === i);
    const problems = first.map(({ code, offset }) => ({ ...(SYNTAX[code] ?? UNREADABLE), at: this.#place(offset) }));
    return { problems, fatal: errors.some(({ code }) => code !== 'DUPLICATE_KEY') };
  }

  #lostAliases(): readonly { readonly code: string; readonly offset: number }[] {
    const lost: { code: string; offset: number }[] = [];
    visit(this.document, {
      Alias: (_, alias) => {
        if (alias.resolve(this.document) === undefined) lost.push({ code: 'BAD_ALIAS', offset: alias.range?.[0] ?? 0 });
      },
    });
    return lost;
  }

  /** The file as plain values; RangeError where its aliases cannot be resolved. */
  values(): unknown {
    try {
      return this.document.toJS();
    } catch (error) {
      if (error instanceof ReferenceError) throw new RangeError(error.message, { cause: error });
      throw error;
    }
  }

  /** A mistake with its line: of the key, of the value, or of the nearest group that is there. */
  locate({ path, what, todo, ofKey = false }: Mistake): Problem {
    const offset = offsetOf(this.document.contents, path, ofKey);
    return { what, todo, at: { ...this.#place(offset), key: keyText(path) } };
  }

  #place(offset: number): Location {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.name, line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** The parser's own words are not used: some of them repeat the text. */
const UNREADABLE = { what: 'this is not YAML', todo: 'close every quote, { and [, and put text with : or # in quotes' };

const SYNTAX: Readonly<Record<string, { readonly what: string; readonly todo: string }>> = {
  DUPLICATE_KEY: { what: 'this key stands twice', todo: 'keep one of the two' },
  TAB_AS_INDENT: { what: 'a tab indents this line', todo: 'indent with spaces' },
  BAD_ALIAS: { what: 'this alias (*) has no anchor (&) before it', todo: 'put text that begins with * in quotes' },
  BAD_INDENT: {
    what: 'this line is indented wrongly for where it stands',
    todo: 'align it with its group, and close every { and [ above it',
  },
  MULTIPLE_DOCS: { what: 'a second document begins here', todo: 'keep one document in a file' },
};

function offsetOf(root: Node | null, path: KeyPath, ofKey: boolean): number {
  let at = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    const item = isSeq(at) ? at.items[Number(step)] : undefined;
    const pair = isMap(at)
      ? at.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      : undefined;
    const keyOffset = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
    const next = item ?? pair?.value;
    if (keyOffset === undefined && next === undefined) return offset;
    at = isNode(next) ? next : null;
    const isLast = step === path.at(-1);
    offset = (isLast && ofKey ? keyOffset : (at?.range?.[0] ?? keyOffset)) ?? offset;
  }
  return offset;
}
