import { hrefOf, placeOf } from './place';

describe('a place', () => {
  it.each([
    { page: 'journey', id: '01a20322-b13a-7304-a247-e499aae606ee' },
    { page: 'journey', id: 'what/ever ? 100 %' },
    { page: 'journeys', state: 'waiting' },
    { page: 'journeys', state: undefined },
  ] as const)('is found again by its address: %j', (place) => {
    expect(placeOf(hrefOf(place))).toEqual(place);
  });

  it('is no trouble when its address was typed wrongly', () => {
    expect(placeOf('#/journeys/%E0%A4%A')).toEqual({ page: 'journey', id: '%E0%A4%A' });
  });
});
