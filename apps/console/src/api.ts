import { type AnswerTo, type components, orderly, OrderlyProblem } from '@orderly/sdk/browser';

type Schemas = components['schemas'];
export type Journey = Schemas['Journey'];
export type JourneySummary = Schemas['JourneySummary'];
export type JourneyState = Journey['state'];
export type JourneyMoney = Schemas['JourneyMoney'];
export type Step = Schemas['JourneyStep'];
export type Effect = Schemas['JourneyEffect'];
export type Money = JourneyMoney['billed'];
export type LabTask = AnswerTo<'/v1/lab-tasks/{taskId}', 'get'>;

export interface Credentials {
  tenant: string;
  username: string;
  password: string;
}

/** The API as the page uses it. What fails is asked again by whoever shows it, so that the page can say so meanwhile. */
export function apiWith(accessToken: () => string | undefined) {
  const client = orderly({ baseUrl: '', accessToken, patienceMs: 0, timeoutMs: 10_000 });
  return {
    logIn: async (body: Credentials) => (await client.post('/v1/login', { body })).data,
    me: async () => (await client.get('/v1/me')).data,
    journeys: async (query: { limit: number; state?: JourneyState; cursor?: string }) =>
      (await client.get('/v1/journeys', { query })).data,
    journey: async (journeyId: string) => (await client.get('/v1/journeys/{journeyId}', { path: { journeyId } })).data,
    labTask: async (taskId: string) => (await client.get('/v1/lab-tasks/{taskId}', { path: { taskId } })).data,
    streamTicket: async () => (await client.post('/v1/stream-tickets')).data.ticket,
  };
}

export type Api = ReturnType<typeof apiWith>;

/** Whether the answer is a clear no with this status. */
export const isProblem = (error: unknown, ...statuses: number[]): error is OrderlyProblem =>
  error instanceof OrderlyProblem && statuses.includes(error.status);

/** The server is away or busy: worth asking again. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof OrderlyProblem) || error.status >= 500 || error.status === 429;
