import { paths } from './generated';

type Verb = 'get' | 'post';
export type PathOf<V extends Verb> = { [P in keyof paths]: paths[P] extends Record<V, object> ? P : never }[keyof paths];
type Operation<P extends keyof paths, V extends Verb> = paths[P] extends Record<V, infer O> ? O : never;

type BodyOf<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never;
type ParametersOf<O, Place extends string> = O extends { parameters: Record<Place, infer T extends object> } ? T : never;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? Q : never;
type JsonOf<R> = R extends { content: { 'application/json': infer A } } ? A : never;

/** What a call takes from its route: path parameters, query or body; a body without required fields may be left out. */
export type Given<P extends keyof paths, V extends Verb> = PathPart<ParametersOf<Operation<P, V>, 'path'>> &
  (V extends 'post' ? BodyPart<BodyOf<Operation<P, V>>> : { query?: QueryOf<Operation<P, V>> });

type PathPart<T> = [T] extends [never] ? unknown : { path: T };
type BodyPart<B> = [B] extends [never] ? unknown : Record<never, never> extends B ? { body?: B } : { body: B };

/** What the route answers when it does what was asked. */
export type AnswerTo<P extends keyof paths, V extends Verb> =
  Operation<P, V> extends { responses: infer R }
    ? JsonOf<R extends { 201: infer A } ? A : R extends { 200: infer A } ? A : never>
    : never;
