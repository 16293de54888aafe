import { isSame, isShell, parentOf, recordOf } from './processes.mjs';

/** The person, or whoever runs us, asked us to end. */
export class Interrupted extends Error {
  constructor(signal, exitCode) {
    super(`ended by ${signal}`);
    this.exitCode = exitCode;
  }
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** npm passes the terminal's Ctrl-C on to us, which got it already: one press arrives twice. */
const samePress = 1_000;

/**
 * The first signal asks to end in order, the next one to hurry.
 * @param {(line: string) => void} say
 */
export function watchSignals(say) {
  const [end, hurry] = [new AbortController(), new AbortController()];
  let first;
  function receive(name) {
    if (first === undefined) {
      first = Date.now();
      say(`${name}: ending in order; once more to hurry`);
      end.abort(new Interrupted(name, exitCodes[name]));
    } else if (Date.now() - first > samePress && !hurry.signal.aborted) {
      say(`${name}: hurrying`);
      hurry.abort();
    }
  }
  for (const name of Object.keys(exitCodes)) process.on(name, () => receive(name));
  whenNpmIsGone(() => receive('SIGTERM'));
  return { signal: end.signal, hurry: hurry.signal };
}

/** A signal sent to npm ends npm, and the shell it may have put between us, but does not always reach us. */
function whenNpmIsGone(report) {
  if (!process.env.npm_lifecycle_event) return;
  const above = [process.ppid, parentOf(process.ppid)].map(recordOf);
  // A shell that replaced itself by us leaves npm as our parent; who started npm may go.
  const watched = isShell(process.ppid) ? above : above.slice(0, 1);
  const timer = setInterval(() => {
    if (watched.every(isSame)) return;
    clearInterval(timer);
    report();
  }, 500);
  timer.unref();
}

/** A reader that went away (`npm start | head`) must not keep us from stopping what we started. */
export function outliveReaders() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
