/** Rows that are tested by themselves, in the specs that name them. */
export const BY_THEMSELVES = ['S66', 'S67', 'S71', 'S72'] as const;
/** What only servers of one's own can bear: a row of the fault suite proves it. */
export const BY_FAULTS = ['S04', 'S69'] as const;
