/** How long things take: the defaults of every pause, in milliseconds, and the jittered backoff. */

const MINUTE = 60_000;

export const TIMING = {
  hold: 500, // wait for a missing predecessor (protocol: up to 500 ms)
  patience: 10_000, // wait for an answer, and for a connection to open
  pingEvery: 4 * MINUTE, // API Gateway ends a connection that is idle for 10 minutes
  renewAfter: 110 * MINUTE, // … and any connection after 2 hours
  firstPause: 1_000, // before the first reconnect, then doubled
  longestPause: 30_000,
  steadyAfter: 10_000, // a connection that lived this long starts the pauses anew
  sendFor: 23 * 60 * MINUTE, // an id protects from doubles for 24 hours
  insistFor: 20_000, // an edit, a reaction and the like are tried again for so long
  typingEvery: 4_000, // more often is ignored
  typingFor: 6_000,
};

/** A pause that doubles with every try and is never the same for two clients. */
export function backoff(tries, timing = TIMING, random = Math.random) {
  const longest = Math.min(timing.longestPause, timing.firstPause * 2 ** tries);
  return longest * (0.25 + 0.75 * random());
}

/** A little less than `span`, so that clients that started together do not act together. */
export const jittered = (span, random = Math.random) => span * (0.9 + 0.1 * random());

/** A promise that is kept after `span`. */
export const pause = (span) => new Promise((done) => setTimeout(done, span));
