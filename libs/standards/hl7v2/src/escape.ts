import type { Hl7Context } from '@medplum/core';

/** Formatting of FT that only tells a printer something (chapter 2.7.6): a new line becomes one, the rest goes. */
const FORMATTING = /^(?:H|N|\.(?:br|sp|in|ti|fi|nf|sk|ce)[+-]?\d*)$/i;
const HEX = /^X(?:[0-9a-f]{2})+$/i;
const CONTROLS = /[\x00-\x1f\x7f-\x9f]/g;
const HL7_NULL = '""';

/**
 * One component as text: `\F\`, `\S\`, `\T\`, `\R\`, `\E\`, `\Xhh..\` and formatting (chapter 2.7) replaced. A sequence that means
 * nothing stays as it is, because many senders write a backslash when they mean one. Linear in the length.
 */
export function unescape(text: string, context: Hl7Context): string {
  const mark = context.escapeCharacter;
  let at = text.indexOf(mark);
  if (at < 0) return text;
  const parts: string[] = [];
  let done = 0;
  for (;;) {
    const end = at < 0 ? -1 : text.indexOf(mark, at + 1);
    if (end < 0) break;
    const meaning = meaningOf(text.slice(at + 1, end), context);
    if (meaning !== undefined) {
      parts.push(text.slice(done, at), meaning);
      done = end + 1;
    }
    at = meaning === undefined ? end : text.indexOf(mark, done);
  }
  return parts.join('') + text.slice(done);
}

function meaningOf(body: string, context: Hl7Context): string | undefined {
  if (body === 'F') return context.fieldSeparator;
  if (body === 'S') return context.componentSeparator;
  if (body === 'T') return context.subcomponentSeparator;
  if (body === 'R') return context.repetitionSeparator;
  if (body === 'E') return context.escapeCharacter;
  if (HEX.test(body)) return bytesAsText(Buffer.from(body.slice(1), 'hex'));
  if (FORMATTING.test(body)) return body.startsWith('.') ? '\n' : '';
  return undefined;
}

function bytesAsText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

/** The reverse of `unescape`; control characters become `\Xhh\`, so that no text can end a segment or a frame. */
export function escape(text: string, context: Hl7Context): string {
  if (text === HL7_NULL) return hex(text, context);
  const { escapeCharacter: mark, fieldSeparator, componentSeparator, repetitionSeparator, subcomponentSeparator } = context;
  return text
    .replaceAll(mark, `${mark}E${mark}`)
    .replaceAll(fieldSeparator, `${mark}F${mark}`)
    .replaceAll(componentSeparator, `${mark}S${mark}`)
    .replaceAll(subcomponentSeparator, `${mark}T${mark}`)
    .replaceAll(repetitionSeparator, `${mark}R${mark}`)
    .replace(CONTROLS, (control) => hex(control, context));
}

const hex = (text: string, { escapeCharacter: mark }: Hl7Context): string =>
  `${mark}X${Buffer.from(text).toString('hex').toUpperCase()}${mark}`;

/** `""` says that a value is to be deleted (chapter 2.5.3): for a reader there is none. */
export const withoutNull = (text: string): string => (text === HL7_NULL ? '' : text);
