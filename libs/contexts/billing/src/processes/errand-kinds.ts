/** What billing does later or outside; `billing.module.ts` says who does it. */
export const BILL_ACCOUNT = 'bill-account';
export const SUBMIT_CLAIM = 'submit-claim';
export const COLLECT_FILES = 'collect-files';
export const PROCESS_INTERCHANGE = 'process-interchange';
export const POST_REMITTANCE = 'post-remittance';
export const WATCH_OVERDUE = 'watch-overdue';
