/** What a row has measured, for the table and the report. */
export type Figures = Record<string, number | string>;
