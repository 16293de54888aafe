import { Refusal, refusalOf, refusalPage, refusalPages, refusals, refuses } from '.';

const wardsRefuse = refusals('wards', { full: [409, 'The ward is full.', 'Choose another ward.'] });

describe('a refusal', () => {
  it('carries its code, its page and no data', () => {
    const refusal = wardsRefuse('full', { pointer: '/wardId' });
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'wards.full', message: 'wards.full', details: { pointer: '/wardId' } });
    expect(refusal.page).toEqual({ status: 409, title: 'The ward is full.', remedy: 'Choose another ward.' });
  });

  it('is found under its full code, wherever it was declared', () => {
    expect(refusalOf('wards.full').page).toBe(refusalPage('wards.full'));
    expect([...refusalPages().keys()]).toEqual(expect.arrayContaining(['orderly.not-found', 'wards.full']));
    expect(refusalPage('wards.flooded')).toBeUndefined();
    expect(() => refusalOf('wards.flooded')).toThrow('no refusal is declared under wards.flooded');
  });

  it('has a status of a refusal and says what to do, every one of them', () => {
    for (const [code, { status, title, remedy }] of refusalPages()) {
      expect([code, status >= 400 && status < 600, title.endsWith('.'), remedy.endsWith('.')]).toEqual([code, true, true, true]);
    }
    expect(refuses('conflict').page.status).toBe(409);
  });
});
