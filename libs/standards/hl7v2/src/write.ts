import { Hl7Context, Hl7Message, Hl7Segment } from '@medplum/core';
import { escape } from './escape';
import type { Coding, MessageHeader } from './model';
import { systemName } from './terminology';
import { writeTime } from './time';

const context = new Hl7Context();

/** A text that may stand in any component. */
export const component = (text = ''): string => escape(text, context);

/** Components joined; empty ones at the end are left out. */
export function field(...components: (string | undefined)[]): string {
  return trimmed(
    components.map((text) => component(text)),
    context.componentSeparator,
  );
}

/** CE.1-3 of each coding in turn. */
export const codedField = (...codings: Coding[]): string =>
  field(...codings.flatMap(({ code, display, system }) => [code, display, systemName(system)]));

/** A segment of fields that are already escaped. */
export const segment = (name: string, ...fields: string[]): Hl7Segment =>
  Hl7Segment.parse(trimmed([name, ...fields], context.fieldSeparator), context);

function trimmed(parts: string[], separator: string): string {
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1).join(separator);
}

/** MSH in UTF-8 (MSH-18). `at` is UTC. */
export function headerSegment(header: MessageHeader, structure: string): Hl7Segment {
  const { sendingApplication, sendingFacility, receivingApplication, receivingFacility } = header;
  const parties = [sendingApplication, sendingFacility, receivingApplication, receivingFacility].map(component);
  const [type, event] = header.type.split('^');
  const at = header.at ? writeTime(header.at) : '';
  const what = [field(type, event, structure), component(header.controlId), component(header.processingId)];
  const charset = ['', '', '', '', '', 'UNICODE UTF-8'];
  const fields = [context.getMsh2(), ...parties, at, '', ...what, component(header.version), ...charset];
  return new Hl7Segment(['MSH', ...fields], context);
}

/** The message with each segment ended by CR. */
export const messageOf = (segments: Hl7Segment[]): string => `${new Hl7Message(segments, context).toString()}\r`;
