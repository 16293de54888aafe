export interface RebuildProgress {
  readonly step: 'reading' | 'comparing' | 'switching' | 'verifying';
  /** Events read so far, of how many. */
  readonly events: number;
  readonly of: number;
  /** Since the rebuild began. */
  readonly seconds: number;
}

/** Rows of one view before the switch, as it was shown and as its events have it. */
export interface RebuiltTable {
  readonly table: string;
  readonly live: number;
  readonly rebuilt: number;
  /** Rows missing, superfluous or not byte-equal in the live view. */
  readonly different: number;
}

/** Checksums over all views of one hospital, before the switch. */
export interface RebuiltTenant {
  readonly tenant: string;
  readonly live: string;
  readonly rebuilt: string;
  readonly equal: boolean;
}

export interface RebuildReport {
  readonly context: string;
  readonly tables: readonly RebuiltTable[];
  readonly tenants: readonly RebuiltTenant[];
  /** The live rows were byte-equal to what the events say. */
  readonly equal: boolean;
  /** The live rows have been corrected, and were byte-equal afterwards. */
  readonly switched: boolean;
  /** Events of the journals up to the live positions, those without a view among them. */
  readonly events: number;
  readonly seconds: number;
  /** While the journals were read, comparison not included. */
  readonly eventsPerSecond: number;
  /** How long the live effects of this context were held up; 0 without a switch. */
  readonly heldUpMs: number;
}
