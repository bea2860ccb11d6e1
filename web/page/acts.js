/**
 * What one does with the messages of the log, by hand, by key and by touch. Works by delegation on whatever the log view draws:
 *
 * - a row is `.row[data-seq]`; the row of a message of one's own is `.mine`, of an erased one `.gone`
 * - inside of it a button with `data-act` acts: `react` (with `data-reaction`; `aria-pressed` says whether we did), `thread` (opens the
 *   thread that began at `data-seq`), `go` (goes to the message at `data-seq`), `profile` (with `data-user`)
 *
 * The log view (log-view.js) is told `show(room, read)`, `add(entries)`, `prepend(entries)`, `change(message)`, `post(post, message)`, and
 * asked to `go(seq)`: false when that message is not loaded. `read` is how far one had read when the room was opened: the “new” line.
 */
