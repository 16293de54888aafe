import { demoHospital, url } from './demo';
import { eventually } from './eventually';

/** Nothing is broken any more, and what was is whole again. */
export async function calm(): Promise<void> {
  const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' };
  const act = { method: 'POST', headers, body: JSON.stringify({ on: false }) };
  await eventually(async () => {
    const { broker } = (await ask('/health/ready')) as { broker?: string };
    const { actions } = (await ask('/v1/sandbox/state', { headers })) as { actions: Record<string, { running: boolean }> };
    if (actions['send-twice']?.running) await ask('/v1/sandbox/actions/send-twice', act);
    const running = Object.entries(actions).filter(([, { running }]) => running);
    expect({ broker, running }).toEqual({ broker: 'connected', running: [] });
  }, 60_000);
}

async function token(): Promise<string> {
  const body = JSON.stringify({ tenant: demoHospital.slug, username: 'nurse', password: demoHospital.passwordOf('nurse') });
  const headers = { 'content-type': 'application/json' };
  const answer = await eventually(() => ask('/v1/login', { method: 'POST', headers, body }), 60_000);
  return (answer as { accessToken: string }).accessToken;
}

async function ask(path: string, request?: RequestInit): Promise<unknown> {
  const answer = await fetch(`${url}${path}`, { ...request, signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}
