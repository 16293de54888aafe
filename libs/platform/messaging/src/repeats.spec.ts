import { Repeats } from './repeats';

describe('what is said again and again', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is said at once, then once a second with how often it happened', () => {
    const said: string[] = [];
    const repeats = new Repeats((words) => said.push(words));
    for (let n = 0; n < 1000; n++) repeats.tell('an event failed');
    repeats.tell('another one failed');
    expect(said).toEqual(['an event failed', 'another one failed']);
    jest.advanceTimersByTime(1_000);
    expect(said.slice(2)).toEqual(['an event failed (999 more times within a second)']);
    repeats.tell('an event failed');
    expect(said).toHaveLength(4);
  });
});
