import { Hl7Context, Hl7Segment } from '@medplum/core';
import { unescape, withoutNull } from './escape';
import type { MessageFault } from './model';

/** Segments of HL7 have some 50 fields; a line with more parts than this would cost a hundred times its size in memory. */
const MOST_PARTS = 20_000;
/** A megabyte of results has fewer. */
const MOST_SEGMENTS = 20_000;
const MSH = /^MSH([!-/:-@[-`{-~])(.*)/;
const SEPARATORS = /^[!-/:-@[-`{-~]{1,5}$/;
const NAME = /^[A-Z][A-Z0-9]{2}$/;
/** Stands for a separator that MSH-2 does not name, so that nothing is split at it. */
const NONE = '\u0000';

/** One segment; its fields are taken apart when they are asked for. Numbers are those of the standard, from 1; repetitions from 0. */
export class Segment {
  private parsed?: Hl7Segment;

  constructor(
    readonly name: string,
    /** 1 for the first segment of this name in the message. */
    readonly sequence: number,
    private readonly text: string,
    readonly context: Hl7Context,
  ) {}

  /** `OBX[2]` */
  get place(): string {
    return `${this.name}[${this.sequence}]`;
  }

  /** `OBX[2]-5` */
  at(field: number): string {
    return `${this.place}-${field}`;
  }

  get fields(): number {
    return this.segment.fields.length - (this.name === 'MSH' ? 0 : 1);
  }

  /** How often a field stands there; 1 also when it is empty. */
  repetitions(field: number): number {
    return this.segment.getField(field)?.components.length ?? 1;
  }

  /** A component's first subcomponent, unescaped, trimmed; empty when there is none. */
  component(field: number, component = 1, repetition = 0): string {
    const raw = this.segment.getField(field)?.components[repetition]?.[component - 1] ?? '';
    const [first = ''] = raw.split(this.context.subcomponentSeparator, 1);
    return this.read(first);
  }

  /** A component with all that it holds, for texts whose sender does not escape. */
  whole(field: number, component: number, repetition = 0): string {
    return this.read(this.segment.getField(field)?.components[repetition]?.[component - 1] ?? '');
  }

  /** A repetition of a field with its separators, unescaped: for data types without components (ST, TX, FT). */
  repetition(field: number, repetition: number): string {
    return this.read(this.segment.getField(field)?.components[repetition]?.join(this.context.componentSeparator) ?? '');
  }

  /** A component's subcomponent, from 1. */
  subcomponent(field: number, component: number, subcomponent: number): string {
    return this.read(this.segment.getComponent(field, component, subcomponent - 1));
  }

  /** Nothing but separators, or HL7's null. */
  isEmpty(field: number): boolean {
    const { repetitionSeparator, componentSeparator, subcomponentSeparator } = this.context;
    const separators = new Set([repetitionSeparator, componentSeparator, subcomponentSeparator, ' ']);
    const raw = this.segment.getField(field)?.toString() ?? '';
    if (withoutNull(raw) === '') return true;
    for (const character of raw) if (!separators.has(character)) return false;
    return true;
  }

  private read(raw: string): string {
    return unescape(withoutNull(raw), this.context).trim();
  }

  private get segment(): Hl7Segment {
    this.parsed ??= Hl7Segment.parse(this.text, this.context);
    return this.parsed;
  }
}

const tooFine: MessageFault = { acknowledgment: 'AR', code: '102', text: 'A segment has too many parts.' };
const notASegment: MessageFault = {
  acknowledgment: 'AE',
  code: '100',
  text: 'A line after this segment does not begin with a segment name.',
};
const secondHeader: MessageFault = { acknowledgment: 'AE', code: '100', text: 'A second MSH follows in the same message.' };

/** A message taken apart; `segments` begins with MSH. Faults are those of the syntax alone. */
export interface Syntax {
  segments: [Segment, ...Segment[]];
  faults: MessageFault[];
}

/**
 * Takes one message apart (chapter 2.5, 2.6): separators from MSH-1 and MSH-2, segments ended by CR, LF or both. Never throws,
 * linear in the length.
 */
export function open(text: string): Syntax | MessageFault {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const header = lines[0]?.replace(/^\ufeff?\u000b?/, '') ?? '';
  const context = contextOf(header);
  if ('code' in context) return context;
  if (isTooFine(header, context)) return { ...tooFine, location: 'MSH[1]' };
  if (lines.length > MOST_SEGMENTS) return { acknowledgment: 'AR', code: '102', text: 'The message has too many segments.' };
  const syntax: Syntax = { segments: [new Segment('MSH', 1, header, context)], faults: [] };
  const seen = new Map<string, number>();
  for (const line of lines.slice(1)) take(line, context, { syntax, seen });
  return syntax;
}

function take(line: string, context: Hl7Context, { syntax, seen }: { syntax: Syntax; seen: Map<string, number> }): void {
  const name = line.slice(0, 3);
  const end = line.charAt(3);
  const previous = syntax.segments.at(-1) as Segment;
  const location = previous.place;
  if (!NAME.test(name) || (end !== '' && end !== context.fieldSeparator)) {
    syntax.faults.push({ ...notASegment, location });
  } else if (name === 'MSH') {
    syntax.faults.push({ ...secondHeader, location });
  } else {
    const sequence = (seen.get(name) ?? 0) + 1;
    seen.set(name, sequence);
    if (isTooFine(line, context)) syntax.faults.push({ ...tooFine, location: `${name}[${sequence}]` });
    else syntax.segments.push(new Segment(name, sequence, line, context));
  }
}

/** MSH-1 and MSH-2 (chapter 2.14.9.1, .2): up to five different signs that are neither letters nor digits; the fifth is that of truncation. */
function contextOf(header: string): Hl7Context | MessageFault {
  const found = MSH.exec(header);
  if (!found) return { acknowledgment: 'AR', code: '100', text: 'The message does not begin with MSH.' };
  const [, field, rest] = found as unknown as [string, string, string];
  const [encoding] = rest.split(field, 1) as [string];
  const distinct = new Set([field, ...encoding]).size === encoding.length + 1;
  if (!SEPARATORS.test(encoding) || !distinct) {
    return {
      acknowledgment: 'AR',
      code: '102',
      location: 'MSH[1]-2',
      text: 'MSH-2 does not name different encoding characters.',
    };
  }
  const [component, repetition, escape, subcomponent] = encoding.padEnd(4, NONE);
  return new Hl7Context('\r', field, component, repetition, escape, subcomponent);
}

function isTooFine(line: string, context: Hl7Context): boolean {
  if (line.length < MOST_PARTS) return false;
  let parts = 0;
  const { fieldSeparator, repetitionSeparator, componentSeparator } = context;
  for (const character of line) {
    if (character === fieldSeparator || character === repetitionSeparator || character === componentSeparator) parts += 1;
  }
  return parts > MOST_PARTS;
}
