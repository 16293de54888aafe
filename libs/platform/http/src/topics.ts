import { OperationDeclaration, refuses } from '@orderly/kernel';
import { Hint } from '@orderly/platform/messaging';
import { Caller } from './caller';

/** One thing that a stream can be about. */
export interface TopicRule {
  /** `orders/`: what comes before the id; the whole name where there is none. */
  readonly name: string;
  /** As for reading it. */
  readonly permission: string;
  /** The topic that this hint belongs to, if it belongs to one of these. */
  topicOf(hint: Hint): string | undefined;
}

type Reading = Pick<OperationDeclaration, 'permission' | 'resource' | 'operation'>;

/** The ways in which a stream can be about something, each with the query that reads it. */
export const topic = {
  /** `journeys`: everything that happens in the hospital. */
  everything: (name: string, { permission }: Reading): TopicRule => ({ name, permission, topicOf: () => name }),

  /** `orders/<id>`: one resource. */
  one: (collection: string, { permission, resource, operation }: Reading): TopicRule => {
    if (!resource) throw new Error(`${operation} answers no resource with versions`);
    const name = `${collection}/`;
    return { name, permission, topicOf: ({ type, id }) => (type === resource ? name + id : undefined) };
  },

  /** `charts/<patient id>`: what these contexts tell about one patient. */
  patient: (collection: string, { permission }: Reading, contexts: readonly string[]): TopicRule => {
    const name = `${collection}/`;
    return {
      name,
      permission,
      topicOf: ({ context, partition }) => (contexts.includes(context) ? name + partition : undefined),
    };
  },

  /** `worklists/<context>`: every change of these types. */
  worklist: (context: string, { permission }: Reading, types: readonly string[]): TopicRule => {
    const name = `worklists/${context}`;
    return { name, permission, topicOf: (hint) => (hint.context === context && types.includes(hint.type) ? name : undefined) };
  },
};

export const topicsOf = (rules: readonly TopicRule[], hint: Hint): string[] => rules.flatMap((rule) => rule.topicOf(hint) ?? []);

const MOST_TOPICS = 50;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The topics of a request. Refuses with 400 what is none, and with 403 what the caller may not read. */
export function wantedTopics(rules: readonly TopicRule[], text: string, { permissions }: Caller): Set<string> {
  const wanted = new Set(text.split(','));
  if (wanted.size > MOST_TOPICS) throw refuses('invalid-input', { errors: [{ pointer: '/topics', code: 'too_big' }] });
  const found = [...wanted].map((name) => rules.find((rule) => isOf(rule, name)));
  const unknown = found.flatMap((rule, index) => (rule ? [] : [{ pointer: `/topics/${index}`, code: 'unknown_topic' }]));
  if (unknown.length > 0) throw refuses('invalid-input', { errors: unknown.slice(0, 20) });
  const denied = found.find((rule) => rule && !permissions.has(rule.permission));
  if (denied) throw refuses('forbidden', { pointer: denied.permission });
  return wanted;
}

function isOf({ name }: TopicRule, wanted: string): boolean {
  return name.endsWith('/') ? wanted.startsWith(name) && ID.test(wanted.slice(name.length)) : wanted === name;
}
