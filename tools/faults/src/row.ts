import type { Arena } from './arena';
import { Figures } from './figures';

export type { Figures } from './figures';

/** Smoke: two minutes in all. Short: 15 minutes in all. Long: the full numbers of the matrix. */
export type Profile = 'smoke' | 'short' | 'long';

/** How much and how often, in numbers that are printed. */
export type Scale = Readonly<Record<string, number>>;

/** One line of the fault matrix. */
export interface Row {
  readonly id: string;
  /** What is done to the system, in a few words. */
  readonly title: string;
  /** In a profile without a scale the row does not run. */
  readonly scales: Partial<Record<Profile, Scale>>;
  /** How long it may take, when that is not what the profile allows a row. */
  readonly mostMs?: number;
  /** Throws when it cannot go on; what must hold is told to `arena.must` and `arena.judge`. */
  run(arena: Arena, scale: Scale): Promise<Figures>;
}

interface Given<S> {
  id: string;
  title: string;
  scales: Partial<Record<Profile, S>>;
  run(arena: Arena, scale: S): Promise<Figures>;
}

/** Gives `run` the names of its scale. */
export const row = <S extends Scale>(given: Given<S>): Row => given;
